"""The first mention of a term is linked: once, never within a link or a heading."""

from lms.markdown import led_back, linked

TERMS = {"term-fcr": "FCR", "term-window": "服务窗口", "term-win": "窗口", "term-rd": "R&D"}


def test_each_term_is_linked_once_over_all_pieces():
    first, second = linked(["<p>窗口与<b>FCR</b></p>", "<p>FCR，窗口</p>"], TERMS)

    assert first == (
        '<p><a class="term" href="#term-win">窗口</a>与'
        '<b><a class="term" href="#term-fcr">FCR</a></b></p>'
    )
    assert second == "<p>FCR，窗口</p>"


def test_the_longer_term_wins_and_the_shorter_one_waits():
    (html,) = linked(["<p>服务窗口、窗口</p>"], TERMS)

    assert html.count("<a ") == 2
    assert html.startswith('<p><a class="term" href="#term-window">服务窗口</a>、')


def test_links_headings_code_and_parts_of_words_stay_as_they_are():
    html = '<h3>FCR</h3><p><a href="/x" title="a>FCR">FCR</a> <code>FCR</code> AFCRS</p>'

    assert linked([html], TERMS) == [html]


def test_what_is_written_with_an_entity_is_found():
    (html,) = linked(["<p>R&amp;D</p>"], TERMS)

    assert html == '<p><a class="term" href="#term-rd">R&amp;D</a></p>'


def test_links_of_a_file_lead_back_and_those_within_it_stay():
    html = '<p><a href="/plan">a</a><a href="#here">b</a><a href="https://x.cn/">c</a></p>'

    assert led_back(html, "http://lms/") == html.replace('"/plan', '"http://lms/plan')

"""Markdown: what comes out, that nothing dangerous does, and that no text keeps it busy."""

from html.parser import HTMLParser

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.errors import Invalid
from lms.markdown import LARGEST, render
from tests.hostile.measuring import renderer_at_work

LONGEST = 2  # seconds of the processor
MOST = 200 * 1024 * 1024  # bytes


def refusal(text: str) -> str:
    with pytest.raises(Invalid) as error:
        render(text)
    return str(error.value)


def test_paragraphs_lists_and_emphasis():
    assert render("他说**“你好”**，再*轻*一点。\n\n- 一\n- 二") == (
        "<p>他说<strong>“你好”</strong>，再<em>轻</em>一点。</p>\n<ul>\n<li>一</li>\n<li>二</li>\n</ul>"
    )


@pytest.mark.parametrize(
    "text",
    [
        "**重点**：后面",
        "前面**重点**后面",
        "**重点。**后面",
        "前面**“重点”**后面",
        "**注意：**看",
        "（**重点**）",
    ],
)
def test_emphasis_works_beside_chinese_punctuation(text: str):
    assert "<strong>" in render(text)


def test_headings_begin_at_the_second_level():
    assert render("# 一") == "<h2>一</h2>"
    assert render("### *小*标题") == "<h3><em>小</em>标题</h3>"


def test_names_on_the_page_are_not_for_texts_to_give():
    assert render("## 一 {#content}") == "<h2>一 {#content}</h2>"


def test_attributes_of_anything_else_are_plain_text():
    assert render("字 {: onclick=x }") == "<p>字 {: onclick=x }</p>"


def test_a_table_scrolls_by_itself_and_says_what_its_headings_head():
    html = render("甲|乙\n:--|--:\n一<br>二|3")

    assert '<div class="table-responsive" tabindex="0"><table>' in html
    assert '<th class="text-start" scope="col">甲</th>' in html
    assert '<td class="text-end">3</td>' in html
    assert "<br>" in html


def test_a_picture_with_a_title_becomes_a_figure():
    assert render('![两扇窗](/static/img/window.svg "图一")') == (
        '<figure><img alt="两扇窗" src="/static/img/window.svg">'
        "<figcaption>图一</figcaption></figure>"
    )


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.example/a.png",
        "//elsewhere.example/a.png",
        "/people/1",
        "data:image/png;base64,AA",
        "../a.svg",
        "/\\elsewhere.example/a.png",
        "javascript:alert(1)",
        "/static/../people",
    ],
)
def test_a_picture_from_elsewhere_is_refused(address: str):
    assert "图片只能用本站的" in refusal(f"![字]({address})")


def test_a_picture_needs_a_description():
    assert refusal("![ ](a.svg)") == "图片 a.svg 缺少说明；请在方括号里写上图里有什么。"


def test_links_lead_to_pages_and_mail_only():
    html = render("[a](https://x.example) [b](/courses) [c](mailto:a@b.c) [d](javascript:alert(1))")

    assert html.count("href=") == 3
    assert 'href="https://x.example" rel="noopener noreferrer"' in html
    assert "javascript" not in html


def test_notes_to_oneself_are_left_out():
    assert render("前<!-- 这里要改\n\n两行 -->后") == "<p>前后</p>"
    assert "&lt;!-- 没有写完" in render("前<!-- 没有写完")
    assert "&lt;!-- 留着 --&gt;" in render("```\n<!-- 留着 -->\n```")


def test_footnotes_are_plain_text():
    assert "<sup" not in render("见[^1]\n\n[^1]: 注")


VECTORS = """
<script>alert(1)</script>
<img src=x onerror=alert(1)>
<svg/onload=alert(1)>
<svg><script>alert&#40;1&#41;</script></svg>
<iframe srcdoc="<script>alert(1)</script>"></iframe>
<a href="javascript:alert(1)">x</a>
<a href="jav&#x09;ascript:alert(1)">x</a>
<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></math>
<form action="https://elsewhere.example"><input name=password></form>
<body onload=alert(1)>
<details open ontoggle=alert(1)>
<object data="data:text/html,<script>alert(1)</script>"></object>
<link rel=stylesheet href=https://elsewhere.example/x.css>
<base href=https://elsewhere.example/>
<div style="background:url(https://elsewhere.example/x)">x</div>
<noscript><p title="</noscript><img src=x onerror=alert(1)>">
<textarea></textarea><img src=x onerror=alert(1)>
[x](javascript:alert(1))
[x](JaVaScRiPt:alert(1))
[x](data:text/html,<script>alert(1)</script>)
[x](vbscript:msgbox(1))
[x](&#106;avascript:alert(1))
[x](<java\tscript:alert(1)>)
[x](https://a" onmouseover="alert(1))
[x](https://a "t" onmouseover="alert(1)")
[x]: javascript:alert(1)
<javascript:alert(1)>
<https://a"onmouseover=alert(1)>
![x](a.svg"onerror="alert(1))
![x" onerror="alert(1)](a.svg)
![x](a.svg 'y" onerror="alert(1)')
# x {#a" onclick="alert(1)}
# x {: onclick=alert(1) }
`<script>alert(1)</script>`
<br onclick=alert(1)>
<br/onclick=alert(1)>
<<script>script>alert(1)</script>
<!--><script>alert(1)</script>-->
<!-- --!><img src=x onerror=alert(1)> -->
&lt;script&gt;alert(1)&lt;/script&gt;
\x02klzzwxh:0001\x03<img src=x onerror=alert(1)>
""".strip().split("\n")


class Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag, attrs) -> None:
        self.found.append((tag, dict(attrs)))


def assert_harmless(html: str) -> None:
    elements = Elements()
    elements.feed(html)
    allowed = {
        "p",
        "br",
        "hr",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "pre",
        "code",
        "strong",
        "em",
        "del",
    }
    allowed |= {
        "a",
        "img",
        "figure",
        "figcaption",
        "ul",
        "ol",
        "li",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "div",
    }
    for tag, attributes in elements.found:
        assert tag in allowed
        assert set(attributes) <= {
            "href",
            "title",
            "rel",
            "src",
            "alt",
            "start",
            "scope",
            "class",
            "tabindex",
        }
        href = (attributes.get("href") or "").lower()
        assert ":" not in href.split("/")[0] or href.startswith(("http:", "https:", "mailto:"))
        assert not (attributes.get("src") or "").lower().startswith(("http", "//", "data", "java"))


@pytest.mark.parametrize("vector", VECTORS)
@pytest.mark.parametrize(
    "frame", ["{}", "字 {} 字", "- {}", "a|b\n-|-\n{}|c", "> {}", "**{}**", "## {}"]
)
def test_nothing_dangerous_comes_out(vector: str, frame: str):
    try:
        html = render(frame.replace("{}", vector))
    except Invalid:
        return
    assert_harmless(html)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *VECTORS,
                "\n",
                "\n\n",
                "- ",
                "> ",
                "|",
                "`",
                "<",
                ">",
                "[",
                "](",
                ")",
                '"',
                "字",
                "    ",
            ]
        ),
        max_size=12,
    )
)
def test_nothing_dangerous_comes_out_of_mixtures(parts: list[str]):
    try:
        html = render("".join(parts))
    except Invalid:
        return
    assert_harmless(html)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_what_comes_out_is_whole_html(text: str):
    try:
        html = render(text)
    except Invalid:
        return
    html5lib.HTMLParser(strict=False).parseFragment(html)
    assert html.count("<p>") == html.count("</p>")


OPENERS = [
    "[",
    "<a ",
    "[a](",
    "[^1]",
    "![",
    "[a][",
    "![a][",
    "[a](<",
    "[[",
    "[](",
    "[a]((",
    "*",
    "**a ",
    "_",
    "`",
    "a` \\",
    "<",
    "<http://",
    "<!--",
    "&#1",
    "\\",
    "|",
    "a|b\n-|-\n",
    "{#",
    "# a {",
    "# a\n",
    "~~a ",
    "> ",
    ">",
    "- ",
    "1. ",
    "***",
    "---\n",
    "===\n",
    "a\n=",
    "```a\n",
    "~~~\n",
    "```a `",
    "[x]: y\n",
    "\n\na",
    "\t",
    "    a\n",
    "x",
    "字",
    "\n- ",
    "\\![",
]


@pytest.mark.parametrize("size", [2_000, 16_000, 50_000, LARGEST - 1_000])
@pytest.mark.parametrize("opener", OPENERS)
def test_no_run_of_openers_keeps_it_busy(opener: str, size: int):
    text = (opener * size)[: size if opener.isascii() else size // 3]
    with renderer_at_work() as use:
        try:
            render(text)
        except Invalid as error:
            assert "第" in str(error)  # noqa: PT017 - either answer is right, if it is quick
    assert use.seconds < LONGEST
    assert use.bytes < MOST


@pytest.mark.parametrize("opener", ["[", "[a](", "[^1]"])
def test_fifty_kilobytes_of_openers_are_refused(opener: str):
    assert "太难排版" in refusal(opener * (50_000 // len(opener)))


def test_a_refusal_names_the_line_where_the_paragraph_begins():
    assert refusal("一\n\n二\n二\n\n" + "[" * 5_000).startswith("第 6 行起")


def test_lists_and_quotes_nest_only_so_deep():
    assert "<li>" in render("- " * 12 + "a")

    assert refusal("字\n\n" + "- " * 13 + "a") == "第 3 行的列表或引用套得太深；最多 12 层。"
    assert refusal("1. " * 2_000).startswith("第 1 行的列表")
    assert refusal(" " * 60 + "a").startswith("第 1 行的列表")


def test_a_text_that_is_too_long_is_refused():
    assert refusal("字" * 70_000) == "文字太长（210 kB）；最多 200 kB，请分成几篇。"


def test_a_long_ordinary_text_is_taken_quickly():
    paragraph = "这是**一段**话，里面有[链接](https://x.example)和“引号”。" * 6
    table = "甲|乙\n-|-\n" + "一|二\n" * 50

    with renderer_at_work() as use:
        assert render(f"{paragraph}\n\n{table}\n\n" * 100)
    assert use.seconds < LONGEST

"""What is copied elsewhere becomes the Markdown of lessons, and nothing of it can do anything."""

import pytest

from lms.errors import Invalid
from lms.markdown import render
from lms.studio.content.pasting import LONGEST_TEXT, MOST_TAGS, to_markdown

CONVERSIONS = "/studio/conversions"
WORD = """\
<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<style>p.MsoNormal {color: red}</style></head><body><!--StartFragment-->
<h1 style='mso-x:y'>退货<b>流程</b><o:p></o:p></h1>
<p class=MsoNormal><span lang=ZH-CN style='font-size:10pt'>先<b>问候</b>，再&nbsp;核对</span></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span
style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span></span><![endif]>问单号</p>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'>
<span style='mso-list:Ignore'>1.</span>报手机号</p>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'>
<span style='mso-list:Ignore'>2.</span>报收件人</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>
<span style='mso-list:Ignore'>·</span>查物流</p>
<h2>七天以内</h2>
<h1>退货流程</h1>
<!--EndFragment--></body></html>"""
MADE = """\
## 退货流程 {#tui-huo-liu-cheng}

先**问候**，再 核对

- 问单号
    1. 报手机号
    2. 报收件人
- 查物流

### 七天以内

## 退货流程 {#tui-huo-liu-cheng-2}"""


def made(html):
    return to_markdown(html).text


def test_a_page_of_a_word_processor_becomes_a_lesson():
    assert made(WORD) == MADE


def test_lists_of_lists_are_read_back_as_they_were():
    html = "<ol><li>一<ul><li>甲<ul><li>子</li></ul></li></ul></li><li>二</li></ol>"

    assert made(html) == "1. 一\n    - 甲\n        - 子\n2. 二"
    again = render(made(html))
    assert again.count("<ul>") == 2
    assert again.count("<ol>") == 1


def test_tables_keep_their_cells_apart():
    table = "<table><tr><td>情形|甲</td><td><p>做法</p></td></tr><tr><td colspan=2>都一样</td></tr>"

    assert made(table) == "| 情形\\|甲 | 做法 |\n| --- | --- |\n| 都一样 | |"
    assert render(made(table)).count("<td>") == 2


def test_only_links_that_lead_somewhere_stay():
    html = (
        "<a href='https://a.example/x_(1)'>一</a> <a href='javascript:alert(1)'>二</a>"
        " <a href='JaVa&#10;script:alert(1)'>三</a> <a href='data:text/html,x'>四</a>"
        " <a href='/admin'>五</a> <a href='mailto:a@a.example'>六</a> <a href='vbscript:x'>七</a>"
    )

    assert made(html) == (
        "[一](https://a.example/x_%281%29) 二 三 四 五 [六](mailto:a@a.example) 七"
    )


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>话",
        "<p onclick=alert(1) style='background:url(javascript:alert(1))'>话</p>",
        "<svg onload=alert(1)><text>x</text></svg>话",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>话",
        "<style>@import 'https://a.example'</style>话",
        "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>话",
        "<!--[if gte mso 9]><xml><o:x>x</o:x></xml><![endif]-->话",
        "<form action=//a.example><input value=x><button>话</button></form>",
        "<object data=x.swf></object><embed src=x>话",
        "<template><p>x</p></template>话",
    ],
)
def test_nothing_stays_that_could_do_something(html):
    assert made(html) == "话"


def test_what_is_said_is_not_taken_for_signs():
    html = "<p># 一</p><p>--- 二</p><p>```check</p><p>![三](x.png)</p><p>&lt;script&gt; 四 * _</p>"

    text = made(html)
    assert text.split("\n\n") == [
        *("\\# 一", "\\--- 二", "\\```check", "!\\[三](x.png)", "<script> 四 \\* \\_"),
    ]
    shown = render(text)
    assert "<h2>" not in shown
    assert "&lt;script&gt; 四 * _" in shown


def test_comments_and_addresses_in_brackets_stay_words():
    assert "&lt;!-- x --&gt;" in render(made("<p>&lt;!-- x --&gt;</p>"))
    assert "<a" not in render(made("<p>&lt;https://a.example&gt;</p>"))


def test_weight_is_what_looks_heavy():
    html = "<b style='font-weight:normal'><span style='font-weight:700'>重</span>轻<i>斜</i></b>"

    assert made(html) == "**重**轻*斜*"


def test_pictures_are_left_out_and_counted():
    found = to_markdown(
        "<p>甲<img src='file:///c:/a.png' alt='x'>乙<img src=b.png onerror=x()></p>"
    )

    assert (found.text, found.pictures) == ("甲乙", 2)


def test_letters_that_nobody_sees_are_gone():
    assert made("<p>a\u200b\u202eb\u00adc\ufeff</p>") == "abc"


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 1000,
        "".join(f"<b style='{number}'>" for number in range(1000)),
        "".join(f"<i id={number}><p>x" for number in range(1000)),
        "<p>x" * (MOST_TAGS + 1),
        "字" * 1_000_001,
        f"<p>{'字' * (LONGEST_TEXT + 1)}</p>",
        "<ul><li>" * 100,
    ],
    ids=["deep", "open", "open in paragraphs", "many", "long", "long text", "deep list"],
)
def test_what_would_keep_the_product_busy_is_refused(html):
    with pytest.raises(Invalid, match="请分几段贴"):
        to_markdown(html)


def test_merged_cells_and_long_styles_do_not_grow():
    assert len(made("<table><tr><td colspan=1000>x</td></tr></table>")) < 200
    assert made(f"<p style='{'mso-list:' * 50_000}'>x</p>") == "x"


def test_the_page_gets_the_text_and_what_was_left_out(wang, lin):
    def sent(html, browser=wang.browser, status=200):
        fields = {"csrf_token": browser.csrf_token(), "html": html}
        answer = browser.client.post(CONVERSIONS, data=fields)
        assert answer.status_code == status
        return answer.json

    found = sent("<h1>一</h1><img src=x>")
    assert found["text"] == "## 一 {#yi}"
    assert "有 1 张图没带过来" in found["told"]
    assert sent("") == {"text": "", "told": found["told"].partition("有 1")[0]}
    wang.browser.post(CONVERSIONS, {"html": "<div>" * 1000}, 422)
    wang.browser.post(CONVERSIONS, {"html": "x" * 4_100_000}, 413)
    lin.browser.post(CONVERSIONS, {"html": "x"}, 403)
    page = wang.open()
    assert page.find("#writing")["data-convert"] == CONVERSIONS
    assert page.find("#pasted")["role"] == "status"

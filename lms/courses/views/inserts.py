"""What the author of a lesson can have put into its text: the elements of the house, begun."""

from lms.library.domain import SOURCE
from lms.library.writing import Insert

CHECK = """\
```check
id: {id}
type: single
stem: {stem}
competency: skills
options:
  - id: right
    text: {right}
    right: true
    feedback: {why}
  - id: wrong
    text: {wrong}
    feedback: {why_not}
```"""


def _check(stem: str, right: str, wrong: str, why: str, why_not: str) -> Insert:
    text = CHECK.format(
        id="new-check", stem=stem, right=right, why=why, wrong=wrong, why_not=why_not
    )
    before, after = text.split(stem)
    return Insert("check", before, stem, after)


INSERTS = {
    SOURCE: (
        Insert("section", "## ", "这一节的标题", " {#new-section}"),
        Insert("strong", "**", "最要紧的话", "**", is_block=False),
        Insert("steps", "1. ", "第一步做什么", "\n2. 第二步做什么"),
        Insert("table", "| 情形 | 怎么办 |\n|---|---|\n| ", "客户催单", " | 先查单，再回话 |"),
        Insert("quote", "> ", "要逐字照说的话"),
        Insert("dialogue", "```dialogue\n客户：", "我的包裹到哪儿了？", "\n客服：\n点评：\n```"),
        _check(
            "客户这样说，您先做什么？",
            "对的做法",
            "同事真会犯的错",
            "客户会因此得到什么。",
            "客户会因此遇到什么。",
        ),
    ),
    "en": (
        Insert("section", "## ", "Heading of the section", " {#new-section}"),
        Insert("strong", "**", "what matters most", "**", is_block=False),
        Insert("steps", "1. ", "What to do first", "\n2. What to do next"),
        Insert(
            "table",
            "| When | What to do |\n|---|---|\n| ",
            "A customer chases an order",
            " | Look it up first, then answer |",
        ),
        Insert("quote", "> ", "Words to be said as they stand"),
        Insert(
            "dialogue",
            "```dialogue\nCustomer: ",
            "Where is my parcel?",
            "\nAgent: \nCoach: \n```",
        ),
        _check(
            "The customer says this. What do you do first?",
            "What is right",
            "What a colleague might really do",
            "What the customer gains by it.",
            "What the customer meets because of it.",
        ),
    ),
}

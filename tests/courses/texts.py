"""A small course as its author wrote it."""

from pathlib import Path

COURSE = """\
id: desk
order: 1
title: {zh-Hans: 坐席入门, en: The desk}
summary: {zh-Hans: 坐下来先学什么。, en: What to learn first.}
open: true
lessons:
  - id: desk/first
  - id: desk/second
    required: false
"""

LESSON = """\
---
id: desk/first
title: 第一课
summary: 先读这一课。
minutes: 8
competencies: [skills]
sources: [服务标准]
complete:
  active_minutes: 2
  checks: 2
material: false
---

引子。

## 一 {#one}

正文一，**重点**。

![窗口](window.svg "看过去")

图后的话。

```dialogue
客户：在吗？
客服：您好，在的。
点评：先应一声。
```

```check
id: q-single
type: single
stem: 哪一句好？
competency: voice
options:
  - id: clear
    text: 说清楚
    right: true
    feedback: 清楚。
  - id: vague
    text: 说含糊
    feedback: 客户会再问一遍。
```

## 二 {#two}

| 甲 | 乙 |
|---|---|
| 1 | 2 |

```check
id: q-order
type: ordering
stem: 排好次序。
competency: skills
items:
  - {id: greet, text: 先问候}
  - {id: ask, text: 再询问}
  - {id: thank, text: 后道谢}
feedback:
  right: 顺序对了。
  wrong: 想想谁先开口。
```

## 三 {#three}

正文三。
"""

LESSON_EN = """\
---
id: desk/first
title: The first lesson
summary: Read this first.
minutes: 8
competencies: [skills]
sources: [House standard]
complete:
  active_minutes: 2
  checks: 2
material: false
---

Before we begin.

## One {#one}

Text one, **bold**.

![A window](window.svg "Look through it")

After the picture.

```dialogue
Customer: Anybody there?
Agent: Good morning, I am here.
Coach: Answer first.
```

```check
id: q-single
type: single
stem: Which is better?
competency: voice
options:
  - id: clear
    text: Say it clearly
    right: true
    feedback: Clear indeed.
  - id: vague
    text: Say it vaguely
    feedback: The customer will ask again.
```

## Two {#two}

| A | B |
|---|---|
| 1 | 2 |

```check
id: q-order
type: ordering
stem: Put it in order.
competency: skills
items:
  - {id: greet, text: Greet first}
  - {id: ask, text: Then ask}
  - {id: thank, text: Thank last}
feedback:
  right: That is the order.
  wrong: Think who speaks first.
```

## Three {#three}

Text three.
"""

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 200"><path d="M0 0h400"/></svg>'


def second(text: str = LESSON) -> str:
    """Another lesson of the same course."""
    return text.replace("desk/first", "desk/second").replace("title: 第一课", "title: 第二课")


def write_course(root: Path) -> None:
    """Put the course with its pictures into a folder as an author would."""
    folder, pictures = root / "courses/desk", root / "static/img/courses/desk"
    folder.mkdir(parents=True)
    pictures.mkdir(parents=True)
    files = {"course.yaml": COURSE, "01-first.md": LESSON, "01-first.en.md": LESSON_EN}
    for name, text in {**files, "02-second.md": second()}.items():
        (folder / name).write_text(text, encoding="utf-8")
    for language in ("zh-Hans", "zh-Hant", "en"):
        (pictures / f"window.{language}.svg").write_text(PICTURE, encoding="utf-8")

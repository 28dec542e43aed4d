"""Simplified → traditional Chinese as written in Taiwan, by OpenCC, our own terms first.

The dictionaries take 45 MB and are seldom needed, so a child process has them (`process`, `child`).
"""

import re

from lms.traditional.process import converter

__all__ = ["rest", "to_traditional"]

TERMS = {  # what OpenCC, made for computing, gets wrong in the words of the service trade
    "调度": "調度",
    "窗口": "窗口",
    "权限": "權限",
    "文件": "文件",
    "质量": "品質",
    "跟踪": "追蹤",
    "台账": "台帳",
    "邮箱": "信箱",
    "账号": "帳號",
    "账户": "帳戶",
    "对账": "對帳",
    "只是": "只是",
    "个人信息保护法": "個人信息保護法",  # laws keep their names
    "用户": "用戶",
    "打开": "打開",
    "挂断": "掛斷",
    "高级": "高級",
    "全局": "全局",
    "接口": "接口",
    "坏消息": "壞消息",
    "坏的消息": "壞的消息",
    "周小姐": "周小姐",
    "周女士": "周女士",
    "周先生": "周先生",
    "小周": "小周",
    "周宁": "周寧",
    "冲着": "衝著",
    "支持": "支持",
    "审核": "審核",
    "刷新": "重新整理",
    "连字符": "連字號",
    "项目": "項目",
    "账": "帳",
    "重置": "重設",
    "存成文件": "存成檔案",
    "退出登录": "登出",
    "退出了登录": "登出了",
    "退出": "登出",
    "签": "簽",  # somebody signs; sticks and slips are others
    "标签": "標籤",
    "书签": "書籤",
    "抽签": "抽籤",
    **{f"{digit} 周": f"{digit} 週" for digit in range(10)},  # of a plan
}
OWN_TERMS = re.compile(f"({'|'.join(sorted(TERMS, key=len, reverse=True))})")


def to_traditional(text: str) -> str:
    """The text in traditional Chinese."""
    parts = OWN_TERMS.split(text)
    return "".join(TERMS.get(part) or converter.convert(part) for part in parts)


def rest() -> None:
    """Let the child process go until there is something to convert again."""
    converter.close()

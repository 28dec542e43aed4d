"""The shapes of what points to somebody, in texts of half-width characters.

Each is a regular expression; what it names `it`, else all of it, is covered. Every repetition is
bounded or of characters that cannot stand beside it, so that no text makes a search slow. They
follow the numbering plan of Chinese telephones, GB 11643 (identity numbers), ISO/IEC 7812 (bank
cards) and GA 36 (number plates).
"""

import re

from lms.studio.domain.chats.surnames import DOUBLE, SINGLE

BREAK = r"[\s.·,，_/()（）\-—–－]"  # between the digits of one number
CHARACTERS = r"\u4e00-\u9fff"
HAN = f"[{CHARACTERS}]"
NUMERAL = r"[\d零〇○一二三四五六七八九幺两]"
GAP = r"\s{0,3}"
IS = rf"{GAP}(?:是|为|叫|[:=#])?{GAP}"
SURNAME = f"(?:{'|'.join(DOUBLE)}|[{SINGLE}])"

MAIL = re.compile(r"[\w.+\-]{1,64}@[\w\-]{1,64}(?:\.[\w\-]{1,64}){0,4}", re.ASCII)
IDENTITY = re.compile(rf"(?<!\d)(?:\d{BREAK}?){{17}}[\dXx](?![\dA-Za-z])")
CARD = re.compile(rf"(?<!\d)\d(?:{BREAK}?\d){{12,18}}(?!\d)")
ORDER = re.compile(
    r"(?:单号|订单(?:编?号)?|快递|物流|流水号|工单|会员号|编号|账号|帐号"
    rf"|(?<![a-z])(?:order|tracking)(?:{GAP}(?:no\.?|number|id))?)"
    rf"{IS}(?P<it>(?=[a-z\-]{{0,20}}\d)[a-z0-9][a-z0-9\-]{{4,39}})",
    re.IGNORECASE | re.ASCII,
)
PARCEL = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{1,6}\d{8,24}[A-Za-z]{0,4}", re.ASCII)
MOBILE = re.compile(
    rf"(?<!\d)(?:\+?(?:00)?86{BREAK}{{0,2}})?"
    rf"1{BREAK}{{0,2}}[3-9](?:{BREAK}{{0,2}}\d){{9}}(?!\d)"
)
LANDLINE = re.compile(
    rf"(?<!\d)(?:\(?0\d{{2,3}}\)?{BREAK}{{0,2}}[2-9]\d{{2,3}}{BREAK}?\d{{4}}"
    rf"|[48]00{BREAK}?\d{{3,4}}{BREAK}?\d{{3,4}})"
    rf"(?:{GAP}(?:转|ext\.?|-){GAP}\d{{1,6}})?(?!\d)",
    re.IGNORECASE,
)
CHAT = re.compile(
    r"(?:[微薇威]信(?:号码?)?|(?<![a-z])(?:wechat|weixin|vx|wx|v信)(?:\s?(?:号|id))?|加我?v"
    r"|(?<![a-z])qq号?)[\s也就都]{0,4}(?:是|为|同号|[:=])?"
    rf"{GAP}(?P<it>[a-z][a-z0-9_\-]{{4,30}}|\d{{5,12}})",
    re.IGNORECASE | re.ASCII,
)
PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z]"
    r"[\s·.\-]?[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳]",
    re.IGNORECASE,
)

_COUNT = r"[\d一二三四五六七八九十百零〇a-z]{1,6}"
_PART = rf"[\s,\-]{{0,3}}{_COUNT}\s?(?:号院|号楼|号|弄|栋|幢|座|楼|单元|室|层|门|户|房)"
_HOUSES = "小区|花园|苑|大厦|公寓|广场|新村|大院"
ADDRESS = re.compile(
    rf"(?:{HAN}{{0,8}}[在住到寄送至给])?(?P<it>{HAN}{{1,24}}(?:"
    rf"(?:路|街|大道|巷|弄|胡同|村)\s?{_COUNT}\s?(?:号院|号楼|号|弄|栋|幢)"
    rf"(?:\s?{HAN}{{2,10}}?(?:{_HOUSES})(?={_PART}|\d))?"
    rf"|(?:{_HOUSES}|城|府|湾|庄|社区)\s?{_COUNT}\s?(?:号院|号楼|栋|幢|座|单元|室|层))"
    rf"(?:{_PART}){{0,6}}(?:[\s\-]{{0,2}}\d{{1,5}}(?!\d))?)",
    re.IGNORECASE,
)
ROOM = re.compile(
    rf"{_COUNT}\s?(?:栋|幢|座|号楼){GAP}(?:{_COUNT}\s?单元)?[\s\-]{{0,3}}\d{{1,5}}\s?(?:室|号|房)?",
    re.IGNORECASE,
)
TOLD_ADDRESS = re.compile(
    rf"(?:地址|address){GAP}(?:是|为|is|:){GAP}"
    r"(?P<it>(?=[^\0\n,。;!?]{0,60}[省市区县镇乡路街道号栋室村\d])[^\0\n,。;!?]{4,60})",
    re.IGNORECASE,
)
STREET = re.compile(
    r"\b\d{1,5}\s(?:[A-Z][a-z]{1,20}\s){1,4}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive)\b"
)

_BEARER = "姓名|收件人|收货人|寄件人|联系人|签收人|持卡人|户名"
_LATIN = r"[A-Z][a-z]{1,20}(?:\s[A-Z][a-z]{1,20}){0,2}"
FORM_NAME = re.compile(
    rf"(?:{_BEARER}|(?<![A-Za-z])[Nn]ame){GAP}:{GAP}(?!本人|什么|没有|填错|写错)"
    rf"(?P<it>{HAN}{{1,6}}·{HAN}{{1,6}}|{HAN}{{2,4}}|{_LATIN})"
)
TOLD_NAME = re.compile(
    rf"(?:{_BEARER}|名字|我叫|本人){GAP}(?:就?是|叫|为|写的?是?)?{GAP}"
    rf"(?P<it>{SURNAME}{HAN}{{1,2}})"
)
FAMILY_NAME = re.compile(f"(?:我|免贵|本人|客户)姓(?P<it>{SURNAME})")
CALLED = re.compile(
    f"(?!谢谢|多谢)(?<![谢多感这那几各哪]){SURNAME}(?:{HAN}{{0,2}}?(?=先生|女士|小姐|太太)"
    "|(?=师傅|老师|经理|总监|主管|阿姨))"
)
ENGLISH_NAME = re.compile(
    rf"\b(?:(?:Mr|Mrs|Ms|Miss|Dr)\.?\s{{1,3}}|[Mm]y name is\s{{1,3}})(?P<it>{_LATIN})"
)
NUMBER = re.compile(f"(?:{NUMERAL}{BREAK}{{0,2}}){{6,}}{NUMERAL}")

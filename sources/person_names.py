"""Chinese personal names: what can be one, and where one ends and the next begins."""

from __future__ import annotations

import re

SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖"
    "石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章"
    "鲁岳翟申欧殷詹关舒耿牟卜路凌费纪靳盛童甄项曲裴席卫柴柳鲍喻翁游骆宁房单尚丛辛管祝左涂谷祁时包焦霍阮柯尤阎苗古褚司仲成滕佟"
    "尧晏查桂沙冷蒙穆甘解隋卓车冉党刁米娄宫代郁窦屈巩苟全边楚臧池应简戚师宗储景商厉饶占保鄢佘敖艾花明阳佴木丘权胥华水云和凤计"
    "伏茅麻强封芮羿井巫乌弓牧隗山班仰仇暴闻索咸籍赖蔺屠蒲台从鄂桑濮原伊晋植苑逄青初展步亢相芦敬腾连邝冀缪阚"
    # The same in traditional characters.
    "張劉陳楊黃趙吳孫馬鄭謝許韓鄧馮蕭葉魏蘇呂盧鍾譚陸汪賈鄒龍錢龔萬賀賴顧郝湯龐顏倪莊聶齊魯紀畢費寧項裴歐費駱單溫喬嚴羅關傅廖應"
)
COMPOUND_SURNAMES = (
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "司徒",
    "夏侯",
    "皇甫",
    "东方",
    "尉迟",
    "公孙",
    "令狐",
    "慕容",
    "端木",
    "独孤",
    "南宫",
)
# Words that stand in sentences and never in names.
_NOT_IN_NAMES = re.compile(
    r"[的了是在我们这那也不都就把被到及或该]|其[中他它实余]|从[事而中此]|获悉|了解|报道|采访|表示|介绍|今日|昨日|近日|日前|编辑|新闻|手记|观察|调查|走访|札记|图为|图片|现场"
)
# Words that begin as a name does.
_WORD = re.compile(r"(?:[明今去本当前后][年月日天]|全文|节选|连载|详情|方案|金融|安全|时评|全会|高校|常委|安排)\Z")
_HAN_NAME = re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf]{2,4}\Z")
_FOREIGN_NAME = re.compile(
    r"[\u4e00-\u9fff]{1,8}(?:[·•][\u4e00-\u9fff]{1,8}){1,3}\Z|[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){0,3}\Z"
)


def is_name(text: str) -> bool:
    """Whether `text` can be one person's name or pen name."""
    if _FOREIGN_NAME.match(text):
        return True
    return bool(_HAN_NAME.match(text)) and not _NOT_IN_NAMES.search(text)


def looks_like_name(text: str) -> bool:
    """Whether `text` is a name even where nothing around it says so: it begins with a surname."""
    if not is_name(text) or _WORD.match(text):
        return False
    return (
        text.startswith(COMPOUND_SURNAMES) or bool(_FOREIGN_NAME.match(text)) or (text[0] in SURNAMES and len(text) < 4)
    )


def split_names(run: str) -> list[str] | None:
    """The names in a run that has no separators: 刘艳 is one, 王小川李四 are two. None where it is no run of names."""
    if len(run) <= 3 or _FOREIGN_NAME.match(run) or (len(run) == 4 and run.startswith(COMPOUND_SURNAMES)):
        return [run] if is_name(run) else None
    if len(run) > 20:
        return None
    parts = _segment(run)
    if parts and all(map(is_name, parts)):
        return parts
    return [run] if is_name(run) else None


def _segment(run: str) -> list[str] | None:
    """`run` cut into names of three or two characters (four after a compound surname), each with a surname."""
    if not run:
        return []
    lengths = (4, 3) if run.startswith(COMPOUND_SURNAMES) else (3, 2)
    for length in lengths:
        if len(run) >= length and (run[0] in SURNAMES or run.startswith(COMPOUND_SURNAMES)):
            rest = _segment(run[length:])
            if rest is not None:
                return [run[:length], *rest]
    return None


def join_spaced(words: list[str]) -> list[str]:
    """Words with a name that was spaced out to the width of three put together: 王 沙 is 王沙."""
    joined: list[str] = []
    for word in words:
        if len(word) == 1 and joined and len(joined[-1]) == 1:
            joined[-1] += word
        else:
            joined.append(word)
    return joined

"""Which names are names of publishers, by how they are built and not by who they are."""

from __future__ import annotations

import re

_ENDS_AS_PUBLISHER = re.compile(
    r"(?:(?<=..)(?:(?<![旅行作供销公会结茶诗])社|报|报道|[\u4e00-\u9fff]{2}台|卫视|网|新闻|客户端|杂志|[周月半双旬]刊|在线|公众号|视频号|"
    r"微信|微博|发布|财经|频道|传媒|融媒体?|全媒体|头条|快讯|财讯|资讯|导刊|之声|之家|消息)|央视)\Z"
)
# Such words end like a publisher's name and are none.
_OTHER_WORDS = re.compile(
    r"(?:情|海|举|预|(?<![青少])年|季|中|财|简|(?<!大)公|(?<!文)汇|上|填|申|通|捷|警|谎|回|呈|战|喜|研|墙|板|直)报\Z|"
    r"(?:互联|物联|因特|局域|关系|官|电|管|路|宽带|专|骨干)网\Z|"
    r"(?:平|出|舞|讲|后|前|柜|阳|看|站|吧|擂|炮|操作|工作)台\Z|"
    r"(?:图片|相关|最新|短|假|热点|一句话|头条|要|每日|今日|滚动|突发)新闻\Z|"
    r"(?:综合|后续|相关|跟踪|追踪|摄影|连续|系列|独家|现场|详细|媒体)报道\Z|"
    r"(?:今日|正式|首次|联合|同步|对外|重磅|新品|即将|公开)发布\Z|"
    r"(?:最新|站长|滚动|公司|好|新)消息\Z|\A(?:本|该|我|此|全|各|某)"
)
# Weaker signs, that count only where a credit is to be expected.
_MAY_END_PUBLISHER = re.compile(
    r"(?:中国|观察|智库|研究院?|证券|商业|日讯|内参|氪|评论|科技|经济|焦点|政府|局|厅|部|委|办公室|中心|委员会|协会|学会)\Z|"
    r"[A-Za-z]{2}"
)
_ASIDE = re.compile(
    r"未完|待续|持续|更新|单位|名单|全文|原文|[一二三四五六七八九十]+\Z|[港美欧日澳加]元|人民币|[万亿]|[多组]图|快讯|独家|视频|以上|以内|预[估计]|暂定|"
    r"修订|草案|征求|试行|全天|[上下]午|[收开]盘|盘中|[停复]牌|[A-Z]股|[A-Z]\Z"
)
_NOBODY = re.compile(
    r"佚名|匿名|不详|未知|不明|无|暂无|未注明|网友|网络(?:来源|资源|转载|整理|收集)?|互联网(?:转载|整理)?|网上|本[站网](?:原创|整理|编辑)?|"
    r"原创|转载|整理|综合(?:整理)?|其[他它](?:网站)?|admin(?:istrator)?|未署名|[-—–*/\\.]+",
    re.I,
)
_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z0-9·•—&.“”《》+-]{2,24}")
_QUANTITY = re.compile(r"\d\s*(?:年|月|日|时|分|点|%|版|页|号|期|元|个|人|家|次)|\A\d+\Z")
_STARTS_A_NOTE = re.compile(
    r"附|见|详见|注|图|表|以下|下称|简称|原标题|记者|作者|编辑|责编|完|下同|即|如|含|包括|其中|约|截至|未|点击|更多|登录|关注|通过|"
    r"利用|在|与|和|及|由|为|是|对|从|向|的|第[\d一二三四五六七八九十百]+(?!财经)|明年|今年|去年|同比|环比|将|已|曾"
)


def is_aside(name: str) -> bool:
    """Whether what stands in parentheses after a sentence says more of it and is nobody's name: 未完待续, 单位亿元."""
    return not _can_be_name(name) or bool(_ASIDE.match(name))


def names_nobody(name: str) -> bool:
    """Whether what stands after 来源 or 作者 is that nobody knows, or this site itself: 佚名, 网络, 本站."""
    return bool(_NOBODY.fullmatch(name.strip()))


def is_publisher(name: str) -> bool:
    """Whether `name` ends as the name of a paper, an agency, a station or a site does."""
    return _can_be_name(name) and bool(_ENDS_AS_PUBLISHER.search(name))


def may_be_publisher(name: str) -> bool:
    """Whether `name` can be a publisher where one is to be expected: `（券商中国）`, `(IT之家)`."""
    return _can_be_name(name) and bool(_ENDS_AS_PUBLISHER.search(name) or _MAY_END_PUBLISHER.search(name))


def _can_be_name(name: str) -> bool:
    return (
        bool(_NAME.fullmatch(name))
        and not _OTHER_WORDS.search(name)
        and not _QUANTITY.search(name)
        and not _STARTS_A_NOTE.match(name)
    )

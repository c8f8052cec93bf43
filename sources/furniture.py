"""What a web page says beside its article: breadcrumbs, buttons, links to other pages, the site's imprint."""

from __future__ import annotations

import re

_CRUMBS = re.compile(r"(?:您?(?:当前|现在)?(?:所在|的)?(?:的)?位置|当前栏目|首页)\s*(?:[:：是]|(?=[>＞»›/→\-－]))")
_CRUMB_SPLIT = re.compile(r"\s*(?:>+|＞+|&gt;|»|›|→|/|／|::|－|(?<=\s)-(?=\s)|—+|\|)\s*")
_NO_CRUMB = re.compile(r"(?:网站)?首页|主页|正文|内容|详情|文章|当前位置|.{0,12}网$|.{0,12}门户(?:网站)?$|Home", re.I)
_LINE = re.compile(
    r"[【\[(（<«\s]*(?:"
    r"扫一扫|扫描?(?:上方|下方)?二维码|(?:用)?微信扫|扫码(?:关注|下载|阅读|查看)|手机(?:扫|打开|看|阅读|访问)(?:一扫|码|当前|本|此)|长按识别|"
    r"点击进入专题|您访问的链接|返回(?:首页|顶部|列表|上一页|上级)|回到顶部|加入收藏|设为首页|分享(?:到|至|给|本文|让更多人)|我来说两句|发表评论|"
    r"(?:主办|承办|协办|维护|技术支持|版权所有|运维)(?:单位)?\s*[:：]|版权所有|Copyright|©|网站标识码|备案号|.{0,4}ICP备|.{0,4}公网安备|"
    r"(?:浏览|阅读|点击)(?:次数|量|数)\s*[:：]?\s*\d*|字\s*[体号]\s*[:：【]|视力保护色|登录\s*[|｜/]?\s*注册|"
    # Words that a sentence may begin with count only on their own.
    r"(?:(?:返回|打印|关闭|顶部|收藏|分享|举报|我要纠错|纠错)(?:本页|此页|窗口|页面|首页)?|更多(?:>>|精彩|新闻|内容)?|网站地图|联系我们|"
    r"关于我们|法律声明|无障碍(?:浏览|阅读)?|长者模式|客户端下载|语音播报|繁体版?|搜索)(?:[】\])）>»\s|｜【\[]+|$))",
    re.I,
)
_NEIGHBOUR = re.compile(r"[【\[\s]*(?:阅读|查看|点击)?(?:上|下)一[篇条页则]")
_BUTTONS = re.compile(
    r"[【\[(（]\s*(?:我要)?(?:纠错|打印|关闭|收藏|分享)(?:本页|此页|窗口|页面)?\s*[】\])）]\s*(?=[^\s【\[(（]|[【\[(（]\s*责)"
)
# Below such a line the page shows other articles.
_OTHERS = re.compile(
    r"[【\[\s]*(?:(?:相关|延伸|推荐|更多|热门|最新|精彩|今日)(?:新闻|阅读|链接|推荐|文章|稿件|信息|报道|专题|文件|内容|文档|资讯|精彩|热点)|"
    r"猜你喜欢|网友评论|为您推荐|编辑推荐)[】\]\s:：]*\Z"
)


def breadcrumb(line: str) -> tuple[str, ...] | None:
    """The labels of a breadcrumb line (当前位置：首页 > 新闻 > 要闻), without the home page and the page itself.

    None for a line that is no breadcrumb.
    """
    if len(line) > 120 or not (_CRUMBS.match(line.strip()) and _CRUMB_SPLIT.search(line)):
        return None
    said = re.sub(r"^.*?位置\s*[:：是]?\s*", "", line.strip())
    labels = [label.strip(" \t\u3000[]【】") for label in _CRUMB_SPLIT.split(said)]
    return tuple(label for label in labels if label and not _NO_CRUMB.fullmatch(label))


def without_buttons(line: str) -> str:
    """A line without the buttons before what it says: 【纠错】【责任编辑：李四】."""
    return _BUTTONS.sub("", line) if "【" in line or "[" in line else line


def is_furniture(line: str) -> bool:
    """Whether a line belongs to the web page and not to its article."""
    line = line.strip()
    return len(line) <= 120 and not line.endswith("。") and bool(_LINE.match(line))


def shows_others(line: str) -> bool:
    """Whether what follows a line are other articles (相关阅读), or the line leads to one (上一篇)."""
    line = line.strip()
    return bool(_OTHERS.match(line)) or (len(line) <= 100 and bool(_NEIGHBOUR.match(line)))

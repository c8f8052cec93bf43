"""Terms of use: how an article may be used (声明、转载须知), as pages print it."""

from __future__ import annotations

import re

# A note may say so anywhere; a sentence of the text may say such words too, so the text's length tells.
_NOTE_LENGTH = 160
_START = re.compile(
    r"[（(【\[*※]*\s*(?:(?:免责|版权|郑重|特别|重要|转载|法律|本[报站网]|作者)?(?:声明|版权说明|免责条款|风险提示)\s*[:：】]|"
    r"转载(?:请|须|需|时|本)|版权(?:所有|归)|未经.{0,20}(?:授权|许可|同意|允许)|(?:本文|文章|本稿|以上|文中)(?:所有)?(?:内容|观点|信息|仅供).{0,30}(?:参考|立场|建议))"
)
# The last paragraph of a text may warn and advise too; a note speaks of the text.
_SPEAKS_OF_ITSELF = re.compile(
    r"[（(【\[*※\s—-]*(?:本|以上|文中|文章|内容|图文|图片|转载|转自|版权|免责|声明|郑重|特别|温馨|注|未经|凡|如|若|部分|该文|所有|仅|来源|观点|原创|重要|任何|"
    r"\w{0,6}(?:声明|提示)|严禁|禁止|请勿|不得)"
)
_ANYWHERE = re.compile(
    r"仅代表.{0,12}(?:观点|立场|意见)|与本[站网报刊].{0,6}无关|"
    r"仅供.{0,12}(?:参考|交流|学习)|不构成.{0,12}建议|转载(?:请|须|需|时)?.{0,6}(?:注明|联系|标明)|"
    r"(?:不得|禁止|严禁|请勿).{0,12}(?:转载|复制|商用|商业)|版权归.{0,12}所有|侵权.{0,12}(?:联系|删除)|不代表.{0,12}(?:观点|立场|赞同)"
)


def usage_terms(text: str, closing: bool = False) -> str | None:
    """The terms that a paragraph as a whole is, without the parentheses around it; None for any other paragraph.

    `closing` says that it stands at the end, where a short note counts too that does not begin as terms do.
    """
    text = text.strip()
    short = closing and len(text) <= _NOTE_LENGTH and _SPEAKS_OF_ITSELF.match(text)
    if not (_START.match(text) or (short and _ANYWHERE.search(text))):
        return None
    if text[0] in "（(【[" and text[-1] in "）)】]":
        text = text[1:-1]
    return text.strip()

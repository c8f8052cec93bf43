"""Scripts as a hostile file would write them: what tries to run, in every disguise it may come in."""

from __future__ import annotations

from itertools import product

RUN = "window.ran=1"
# Each runs by itself in a page that takes it for HTML.
VECTORS = [
    f"<script>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f"<svg onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    f"<body onload={RUN}>",
    f"<input autofocus onfocus={RUN}>",
    f"<details open ontoggle={RUN}>x</details>",
    f"<video><source onerror={RUN}></video>",
    f"<audio src=x onerror={RUN}></audio>",
    f'<iframe srcdoc="<script>parent.{RUN}</script>"></iframe>',
    f"<iframe src='javascript:parent.{RUN}'></iframe>",
    f"<iframe onload={RUN}></iframe>",
    f"<style onload={RUN}></style>",
    f"<link rel=stylesheet href=data:text/css, onload={RUN}>",
    f"<object data=x onerror={RUN}></object>",
    f"<math><mtext><img src=x onerror={RUN}></mtext></math>",
    f"<p tabindex=1 autofocus onfocus={RUN}>x</p>",
]
# {} is the vector.
WRAPPERS = [
    "{}",
    '">{}',
    "'>{}",
    "</title>{}",
    "</textarea>{}",
    "</script>{}",
    "-->{}<!--",
    "</style></noscript>{}",
    "<p>正文{}</p>",
    "<table><tr><td>{}</td></tr></table>",
]


def scrambled(vector: str) -> str:
    """The same in mixed case and with a slash for each space, which browsers read alike."""
    head, mark, rest = vector.partition(RUN)
    return head.replace("on", "oN").replace("script", "sCrIpT").replace("<img ", "<iMg/") + mark + rest


PAYLOADS = [wrapper.format(vector) for vector, wrapper in product(VECTORS, WRAPPERS)]
PAYLOADS += [wrapper.format(scrambled(vector)) for vector, wrapper in product(VECTORS, WRAPPERS[:7])]

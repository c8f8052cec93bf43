"""A file that kills the process that reads it. Pure, as all that a worker loads."""

import os

from articles import workers


def die_of_the_seventh(work, tell):
    if any(name.endswith("00007.md") for _data, name in work):
        os._exit(1)
    return workers.prepare_all(work, tell)

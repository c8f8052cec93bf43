#!/bin/sh
# Pins what requirements.in and requirements-dev.in ask for, for every platform and from Python 3.11 on.
set -eu
command -v uv >/dev/null || {
    echo "uv is missing: install it (https://docs.astral.sh/uv/) and run make lock again." >&2
    exit 1
}
for name in requirements requirements-dev; do
    # No header: it would name the machine's own paths and options.
    uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-emit-index-url --no-header \
        "$name.in" -o "$name.txt"
done

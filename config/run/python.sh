#!/bin/sh
# Runs its arguments with a Python that is new enough: the one that PYTHON names, or else the first that is found.
fits() {
    # A name that is found may still not run: version managers leave such names.
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

if [ -n "$PYTHON" ]; then
    fits "$PYTHON" && exec "$PYTHON" "$@"
else
    for python in python3 python3.13 python3.12 python3.11 python3.14; do
        fits "$python" && exec "$python" "$@"
    done
fi
found=$("${PYTHON:-python3}" -V 2>/dev/null) || found="not there"
echo "Python 3.11 or newer is needed and ${PYTHON:-python3} is $found: install one (Debian: apt install python3" \
    "python3-venv), or name one with PYTHON=/path/to/python." >&2
exit 1

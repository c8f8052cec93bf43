"""Settings of the test suite: the production settings, with what production reads from its environment."""

import os

os.environ.setdefault("SECRET_KEY", "a key that signs nothing outside the tests, and is long enough")
os.environ.setdefault("HTTPS", "false")
os.environ.setdefault("ALLOWED_HOSTS", "testserver,127.0.0.1,localhost")

from config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# The manifest is made by collectstatic, which a test run does not need.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405

# Tests of pages read what they show, in the transaction that wrote it; those of the cache switch it on.
PAGE_CACHE = False

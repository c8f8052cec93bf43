"""Addresses of pages that are named by a slug."""

import pytest
from django.urls import reverse, set_script_prefix

from sources.links import address


@pytest.fixture
def prefix():
    yield set_script_prefix
    set_script_prefix("/")


@pytest.mark.parametrize("name", ["article", "source", "tag", "region"])
@pytest.mark.parametrize("slug", ["0a1b", "泉州晚报", "slug", "a-b_c", "é", "𠮷", "〇"])
def test_an_address_is_the_one_that_django_would_give(name, slug):
    assert address(name, slug) == reverse(name, args=[slug])


def test_a_site_below_a_path_has_addresses_below_it(prefix):
    assert address("tag", "a") == "/tags/a/"
    prefix("/archive/")
    assert address("tag", "a") == reverse("tag", args=["a"]) == "/archive/tags/a/"

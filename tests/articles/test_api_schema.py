"""The description of the API: valid, complete, and true of what the API answers."""

from __future__ import annotations

from io import StringIO

import jsonschema
import pytest
from django.core.management import call_command
from django.test import Client

from tests.factories import make_article, make_document, make_source
from tests.reading import all_seen, read, seen

pytestmark = pytest.mark.django_db


@pytest.fixture
def schema(client) -> dict:
    return client.get("/api/schema/").json()


def test_the_schema_is_valid_openapi_and_draws_no_warning():
    # Exits with an error for the least of either.
    call_command("spectacular", validate=True, fail_on_warn=True, stdout=StringIO())


def test_the_schema_is_openapi_3_1_in_json_or_yaml(client, schema):
    assert schema["openapi"] == "3.1.0"
    yaml = client.get("/api/schema/", headers={"Accept": "application/yaml"})
    assert yaml.content.decode().startswith("openapi: 3.1.0\n")


def test_the_schema_describes_every_address_and_nothing_else(schema):
    lists = [f"/api/v1/{name}/" for name in ("articles", "sources", "tags")]

    assert set(schema["paths"]) == {*lists, *(f"{path}{{slug}}/" for path in lists)}


@pytest.mark.parametrize("name", ["articles", "sources", "tags"])
def test_the_schema_lists_the_very_parameters_that_a_list_knows(client, schema, name):
    client.cookies["django_language"] = "en"
    described = {parameter["name"] for parameter in schema["paths"][f"/api/v1/{name}/"]["get"]["parameters"]}

    message = client.get(f"/api/v1/{name}/?nonsense=1").json()["errors"][0]["message"]

    assert described == set(message.removesuffix(".").partition("known are: ")[2].split(", "))


def test_what_the_api_answers_is_what_the_schema_promises(client, schema):
    make_article(
        source="泉州晚报", republisher=make_source("招商人"), tags=["经济"], credits=[("甲", "reporter")],
        document=make_document(), original_url="http://example.com/1",
    )  # fmt: skip
    make_article(published_at=None)
    bare = make_article(published_precision="day")

    for path, url in [
        ("/api/v1/articles/", "/api/v1/articles/"),
        ("/api/v1/articles/{slug}/", f"/api/v1/articles/{bare.slug}/"),
        ("/api/v1/sources/", "/api/v1/sources/"),
        ("/api/v1/sources/{slug}/", "/api/v1/sources/泉州晚报/"),
        ("/api/v1/tags/", "/api/v1/tags/"),
        ("/api/v1/tags/{slug}/", "/api/v1/tags/经济/"),
        ("/api/v1/articles/", "/api/v1/articles/?nonsense=1"),
        ("/api/v1/tags/{slug}/", "/api/v1/tags/none/"),
    ]:
        response = client.get(url)
        answer = schema["paths"][path]["get"]["responses"][str(response.status_code)]
        promised = answer["content"]["application/json"]["schema"] | {"components": schema["components"]}
        jsonschema.validate(response.json(), promised, cls=jsonschema.Draft202012Validator)


def test_the_docs_ask_no_other_host_for_anything(client):
    page = client.get("/api/docs/try/").content.decode()

    assert 'data-schema="/api/schema/"' in page
    assert "//" not in page.replace("<!DOCTYPE html>", "")


def test_people_read_every_address_parameter_and_object_of_the_schema_without_a_script(client):
    schema = client.get("/api/schema/").json()
    page = read("/api/docs/", client=client)
    read_by_people = set(all_seen(page, ".reference code, .reference h3"))

    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            assert f"{method.upper()} {path}" in read_by_people
            assert {parameter["name"] for parameter in operation.get("parameters", [])} <= read_by_people
    objects = {
        name: told["properties"] for name, told in schema["components"]["schemas"].items() if "properties" in told
    }
    assert set(objects) <= read_by_people
    assert {field for properties in objects.values() for field in properties} <= read_by_people


def test_people_read_types_and_values():
    fields = {seen(row.dt.code): seen(row.dd) for row in read("/api/docs/").select(".fields > div")}

    assert fields["publishers"].startswith("string[]")
    assert "string (date-time) | string (date) | null" in fields["published_at"]
    assert fields["next"].startswith("string (uri) | null")
    assert "jekyll" in fields["format"]


def test_the_description_is_in_the_language_of_the_interface():
    assert seen(read("/api/docs/").h1) == "Jianbao API"
    assert "Answers:" in seen(read("/api/docs/").main)
    assert "Answers:" not in seen(read("/api/docs/", client=Client()).main)

"""The definition of the API: whole, without a broken reference, and true to what the server answers."""

import re

import pytest

from atelier.tables.api.parameters import ITEMS_PARAMETERS, PROPERTIES
from atelier.tables.exports.rows import FIELDS

pytestmark = pytest.mark.django_db
TYPES = {"string": str, "integer": int, "array": list, "object": dict, "number": (int, float)}


@pytest.fixture
def definition(program):
    return program.get("api").json()


def references(thing):
    if isinstance(thing, dict):
        yield from ([thing["$ref"]] if "$ref" in thing else [])
        for value in thing.values():
            yield from references(value)
    elif isinstance(thing, list):
        for value in thing:
            yield from references(value)


def found(definition, reference):
    at = definition
    for step in reference.removeprefix("#/").split("/"):
        at = at[step]
    return at


def mismatches(definition, schema, value, where="$"):
    """Where a value is not what the schema says: types, required members, closed lists."""
    if "$ref" in schema:
        schema = found(definition, schema["$ref"])
    if value is None and schema.get("nullable"):
        return
    if "type" in schema and not isinstance(value, TYPES[schema["type"]]):
        yield f"{where}: {value!r} is no {schema['type']}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{where}: {value!r}"
    if isinstance(value, dict):
        yield from (f"{where}: no {name}" for name in schema.get("required", []) if name not in value)
        for name, one in schema.get("properties", {}).items():
            if name in value:
                yield from mismatches(definition, one, value[name], f"{where}.{name}")
    if isinstance(value, list):
        for number, one in enumerate(value):
            yield from mismatches(definition, schema.get("items", {}), one, f"{where}[{number}]")


def test_definition_is_an_openapi_30_document_without_a_broken_reference(program):
    answer = program.get("api")
    definition = answer.json()

    assert answer["Content-Type"] == "application/vnd.oai.openapi+json;version=3.0"
    assert re.fullmatch(r"3\.0\.\d", definition["openapi"])
    assert {"title", "version"} <= set(definition["info"])
    assert definition["servers"] == [{"url": f"http://testserver/ogc/{program.atelier.slug}"}]
    assert all(found(definition, reference) for reference in references(definition))


def test_every_operation_has_its_own_name_its_answers_and_its_path_parameters(definition):
    operations = {path: page["get"] for path, page in definition["paths"].items()}

    names = [operation["operationId"] for operation in operations.values()]
    assert len(set(names)) == len(names) == 4 + 4 * 3
    for path, operation in operations.items():
        assert set(operation["responses"]) == {"200", "400", "401", "404"}
        assert all("description" in found_or_self(definition, one) for one in operation["responses"].values())
        declared = [one["name"] for one in definition["paths"][path].get("parameters", [])]
        assert re.findall(r"\{(\w+)\}", path) == declared


def found_or_self(definition, thing):
    return found(definition, thing["$ref"]) if "$ref" in thing else thing


def test_items_declare_exactly_what_the_server_reads(definition, program):
    said = definition["paths"][f"/collections/{program.table.code}-traits/items"]["get"]["parameters"]
    parameters = {one["$ref"].rpartition("/")[2]: found(definition, one["$ref"]) for one in said}

    assert set(parameters) == {*ITEMS_PARAMETERS, "f", "token"}
    assert (parameters["limit"]["schema"]["default"], parameters["limit"]["schema"]["maximum"]) == (1000, 10_000)
    simple = [name for name, one in parameters.items() if one["explode"] is False and one["schema"]["type"] == "string"]
    assert sorted(simple) == sorted(PROPERTIES)  # what QGIS filters by on the server


def test_answers_are_what_the_definition_says(definition, program):
    [feature] = program.items().json()["features"]
    for path, page in definition["paths"].items():
        if "{featureId}" in path and not path.startswith(f"/collections/{program.table.code}-traits"):
            continue
        answer = program.get(path.removeprefix("/").format(featureId=feature["id"]))
        content = page["get"]["responses"]["200"]["content"]

        assert (answer.status_code, path) == (200, path)
        assert answer["Content-Type"] in content
        assert list(mismatches(definition, content[answer["Content-Type"]]["schema"], answer.json())) == []


def test_refusals_are_what_the_definition_says(definition, program):
    schema = definition["components"]["schemas"]["Exception"]

    for answer in (program.items(limit=0), program.get("nope"), program.get(headers={})):
        assert list(mismatches(definition, schema, answer.json())) == []


def test_properties_of_a_feature_are_the_fields_of_the_exports(definition):
    assert list(definition["components"]["schemas"]["Properties"]["properties"]) == list(FIELDS)

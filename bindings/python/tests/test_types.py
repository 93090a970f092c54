"""The types of a decision are those of its schema: the same keys, the same ones always there, the same values."""

from __future__ import annotations

import sys
import types
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

import pytest

from toegang import Besluit, Regelset, Uitkomsten, _besluit, gemeenten

#: Keys of which the rules say what they may hold.
VAN_DE_REGELS = {"besluit", "procedure", "plan", "organisatie", "van", "aan"}
TYPES = {str: "string", bool: "boolean", int: "integer", list: "array", type(None): "null"}


def options(schema: dict[str, Any], defs: dict[str, Any]) -> list[dict[str, Any]]:
    """The alternatives of a schema, each with one type."""
    if "$ref" in schema:
        return options(defs[schema["$ref"].rsplit("/", 1)[1]], defs)
    if "anyOf" in schema:
        return [option for one in schema["anyOf"] for option in options(one, defs)]
    if isinstance(schema.get("type"), list):
        return [{**schema, "type": one} for one in schema["type"]]
    return [schema]


def members(hint: Any) -> list[Any]:
    return list(get_args(hint)) if get_origin(hint) in (Union, types.UnionType) else [hint]


def fits(hint: Any, schema: dict[str, Any], defs: dict[str, Any], key: str) -> bool:
    """Whether a type is what one alternative of a schema says."""
    if hint is Any or schema == {}:
        return hint is Any and schema == {}
    if "const" in schema or "enum" in schema:
        values = schema.get("enum", [schema.get("const")])
        fixed: bool = get_origin(hint) is Literal and set(get_args(hint)) == set(values)
        return fixed or (hint is str and key in VAN_DE_REGELS)
    if schema["type"] == "object":
        return is_typeddict(hint) and not wrong(hint, schema, defs)
    if schema["type"] == "array":
        items = schema.get("items", {})
        return bool(get_origin(hint) is list) and not differs(get_args(hint)[0], items, defs, key)
    return bool(TYPES.get(hint) == schema["type"])


def differs(hint: Any, schema: dict[str, Any], defs: dict[str, Any], key: str) -> bool:
    """Whether some alternative has no type, or some type no alternative. `bevoegd` has a type for either kind of rules."""
    types, alternatives = members(hint), options(schema, defs)
    matched = [{at for at, one in enumerate(types) if fits(one, option, defs, key)} for option in alternatives]
    unused = set(range(len(types))).difference(*matched)
    return not all(matched) or bool(unused) and key != "bevoegd"


def wrong(hint: Any, schema: dict[str, Any], defs: dict[str, Any]) -> list[str]:
    """The keys of an object that a class has otherwise."""
    hints = get_type_hints(hint, vars(_besluit))
    properties, required = schema["properties"], set(schema["required"])
    found = [key for key in set(hints) ^ set(properties)]
    found += [key for key in required ^ hint.__required_keys__]
    found += [key for key in set(hints) & set(properties) if differs(hints[key], properties[key], defs, key)]
    return sorted(found)


@pytest.mark.parametrize("gemeente", [None, *gemeenten()])
def test_a_decision_has_the_keys_of_its_schema(gemeente: str | None) -> None:
    regels = Regelset.ingebouwd(gemeente)
    schema, kaal = regels.schema("besluit"), regels.schema("uitkomsten")
    assert wrong(Besluit, schema, schema["$defs"]) == []
    assert wrong(Uitkomsten, kaal, kaal["$defs"]) == []


def test_the_comparison_finds_what_differs(zutphen: Regelset) -> None:
    schema = zutphen.schema("besluit")
    grond = schema["$defs"]["grond"]
    grond["properties"]["regel_lid"]["type"] = ["string", "null"]
    del grond["properties"]["ecli"]
    assert wrong(_besluit.Grond, grond, schema["$defs"]) == ["ecli", "regel_lid"]
    assert wrong(Besluit, schema, schema["$defs"]) == ["plan", "procedures", "uitkomsten"]
    schema = zutphen.schema("besluit")
    schema["$defs"]["uitkomst"]["properties"]["aard"]["enum"].append("anders")
    assert wrong(Besluit, schema, schema["$defs"]) == ["uitkomsten"]


def test_every_module_is_typed() -> None:
    assert sys.modules["toegang"].__file__ is not None
    marker = sys.modules["toegang"].__file__.replace("__init__.py", "py.typed")
    assert open(marker).read() == ""

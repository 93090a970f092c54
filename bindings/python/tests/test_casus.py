"""How a mapping is written as JSON: exactly, or not at all."""

from __future__ import annotations

import enum
import json
import math
from collections import UserDict
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from toegang import Regelset, ToegangFout
from toegang._casus import tekst


class Aard(str, enum.Enum):
    BANKTEGOED = "banktegoed"


class Graad(enum.IntEnum):
    EERSTE = 1


@pytest.mark.parametrize(
    ("waarde", "token"),
    [
        (None, "null"),
        (True, "true"),
        (0, "0"),
        (-7, "-7"),
        (10**30, "1" + "0" * 30),
        (Decimal("950.00"), "950.00"),
        (Decimal("-0.5"), "-0.5"),
        (Decimal("1E+3"), "1000"),
        (Decimal("1E-7"), "0.0000001"),
        (Decimal("1E+999999"), "1E+999999"),
        (950.1, "950.1"),
        (0.1 + 0.2, "0.30000000000000004"),
        (1e22, "10000000000000000000000"),
        ("é\n\"", '"é\\n\\""'),
        (date(2026, 10, 1), '"2026-10-01"'),
        ([1, (2, [])], "[1,[2,[]]]"),
        ({"a": {"b": []}}, '{"a":{"b":[]}}'),
        (UserDict({"a": 1}), '{"a":1}'),
        (Aard.BANKTEGOED, '"banktegoed"'),
        (Graad.EERSTE, "1"),
    ],
)
def test_a_value_is_written_exactly(waarde: Any, token: str) -> None:
    assert tekst({"x": waarde}) == f'{{"x":{token}}}'


def test_a_number_with_more_digits_than_python_writes() -> None:
    with pytest.raises(ToegangFout, match=r"B0106 \$.x: `x` heeft te veel cijfers"):
        tekst({"x": 10**5000})


@pytest.mark.parametrize(
    ("waarde", "shown"),
    [(math.nan, "NaN"), (math.inf, "Infinity"), (-math.inf, "-Infinity"), (Decimal("NaN"), "NaN")],
)
def test_what_is_no_number_is_refused(waarde: Any, shown: str) -> None:
    with pytest.raises(ToegangFout) as caught:
        tekst({"personen": [{"id": "a", "loon": waarde}]})
    (probleem,) = caught.value.problemen
    assert (probleem.code, probleem.pad, probleem.verwacht) == ("B0106", "$.personen[0].loon", "een getal")
    assert probleem.melding == f"`loon` is {shown}"


@pytest.mark.parametrize("casus", ['{"a": "\ud800"}', {"a": "\ud800"}, {"\udfff": 1}, "\ud83d"])
def test_half_a_character_is_refused(casus: Any) -> None:
    with pytest.raises(ToegangFout, match="B0106: de tekst is geen Unicode: een half teken"):
        tekst(casus)


def test_a_whole_character_is_not() -> None:
    assert tekst({"a": "\U0001f600"}) == '{"a":"\U0001f600"}'


def test_a_case_in_itself_is_refused() -> None:
    casus: dict[str, Any] = {"personen": []}
    casus["personen"].append(casus)
    with pytest.raises(ToegangFout, match=r"B0106 \$.personen\[0\]: de casus bevat zichzelf"):
        tekst(casus)
    persoon = {"id": "a"}
    assert tekst({"personen": [persoon, persoon]}) == '{"personen":[{"id":"a"},{"id":"a"}]}'


@pytest.mark.parametrize(
    ("casus", "message"),
    [
        (None, "een casus is een tekst met JSON of een dict, geen NoneType"),
        (b"{}", "een casus is een tekst met JSON of een dict, geen bytes"),
        ([], "een casus is een tekst met JSON of een dict, geen list"),
        ({"a": {1}}, r"\$.a: een set kan niet in een casus"),
        ({"a": datetime(2026, 10, 1)}, r"\$.a: een datetime kan niet in een casus"),
        ({"a": b"x"}, r"\$.a: een bytes kan niet in een casus"),
        ({"a": [{1: 2}]}, r"\$.a\[0\]: de sleutel 1 is geen tekst \(str\)"),
        ({True: 2}, r"\$: de sleutel True is geen tekst \(str\)"),
    ],
)
def test_a_type_that_no_case_has(casus: Any, message: str) -> None:
    with pytest.raises(TypeError, match=message):
        tekst(casus)


def test_where_writing_stops_the_engine_stops_too(landelijk: Regelset) -> None:
    deep: Any = 1
    for _ in range(100_000):
        deep = [deep]
    wide = [0] * 300_000
    long = ["x" * 1_000_000] * 12
    for value, code in ((deep, "C0106"), (wide, "C0102"), (long, "C0102")):
        written = tekst({"x": value})
        assert len(written) < 12_000_000
        with pytest.raises(ToegangFout) as caught:
            landelijk.toets(written)
        assert [probleem.code for probleem in caught.value.problemen] == [code]
    with pytest.raises(ToegangFout) as whole:
        landelijk.toets('{"x":' + "[" * 100_000 + "1" + "]" * 100_000 + "}")
    with pytest.raises(ToegangFout) as begun:
        landelijk.toets({"x": deep})
    assert begun.value.json == whole.value.json


def test_a_mapping_means_what_its_json_means(zutphen: Regelset, z01: str) -> None:
    casus = json.loads(z01)
    casus["peildatum"] = date(2026, 10, 1)
    casus["bezittingen"][0]["waarde_bij_vrije_oplevering"] = Decimal("500.00")
    besluit = zutphen.toets(casus, onderwerp="algemene bijstand")
    assert besluit["uitkomsten"] == zutphen.toets(z01, onderwerp="algemene bijstand")["uitkomsten"]

"""What comes out of a table: row by row what is said of its case."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from toegang import ONBEKEND, Regelset, ToegangFout

BIJSTAND = "algemene bijstand"
SPAARGELD = "bezittingen[0].waarde_bij_vrije_oplevering"
GEBOREN = "personen[0].geboortedatum"


def kolom(naam: str) -> str:
    return f"{BIJSTAND} (huishouden): {naam}"


def test_a_row_says_what_its_case_says(zutphen: Regelset, z01: str) -> None:
    rijen: list[Any] = [500, Decimal("8000.01"), None, ONBEKEND, "veel", {"waarde": 500, "bron": "bank"}]
    rijen += [float("nan"), Decimal("-Infinity"), {"bron": "bank", "waarde": float("inf")}, [1, 1 << 20_000], 500.5]
    tabel = zutphen.uitkomsten_tabel(z01, {SPAARGELD: rijen}, onderwerp=BIJSTAND)
    casussen = []
    for rij in rijen:
        eigen = json.loads(z01)
        eigen["bezittingen"][0]["waarde_bij_vrije_oplevering"] = rij
        if rij is ONBEKEND:
            del eigen["bezittingen"][0]["waarde_bij_vrije_oplevering"]
        casussen.append(eigen)
    gezegd = zutphen.uitkomsten_alle(casussen, onderwerp=BIJSTAND)
    for nummer, een in enumerate(gezegd):
        probleem = tabel["problemen"][nummer]
        if isinstance(een, ToegangFout):
            assert (probleem.json, tabel[kolom("uitkomst")][nummer]) == (een.json, None)
            continue
        (uitkomst,) = een["uitkomsten"]
        (periode,) = uitkomst["perioden"]
        waarden = {waarde["naam"]: waarde["waarde"] for waarde in periode["waarden"]}
        assert probleem is None
        assert tabel[kolom("uitkomst")][nummer] == uitkomst["uitkomst"]
        assert tabel[kolom("hoogte")][nummer] == waarden.get("hoogte")
        assert (tabel[kolom("perioden")][nummer], tabel[kolom("vanaf")][nummer]) == (1, periode["vanaf"])
    uitkomsten = ["recht", "geen recht", *tabel[kolom("uitkomst")][2:4], None, "recht", *[None] * 4, "recht"]
    assert tabel[kolom("uitkomst")] == uitkomsten
    assert [fout.problemen[0].code for fout in tabel["problemen"] if fout] == ["C0201", *["B0106"] * 4]
    assert {len(cellen) for cellen in tabel.values()} == {len(rijen)}


def test_what_json_does_not_have_is_told_with_its_row_and_column(zutphen: Regelset, z01: str) -> None:
    nan = float("nan")
    kolommen: dict[str, Any] = {SPAARGELD: [500, nan, 9000], GEBOREN: ["1991-03-01", nan, "gisteren"]}
    tabel = zutphen.uitkomsten_tabel(z01, kolommen, onderwerp=BIJSTAND)
    gezegd = [fout and [(een.code, een.pad) for een in fout.problemen] for fout in tabel["problemen"]]
    assert gezegd == [None, [("B0106", f"$.{SPAARGELD}"), ("B0106", f"$.{GEBOREN}")], [("C0204", f"$.{GEBOREN}")]]
    assert all(cellen[1] is None for naam, cellen in tabel.items() if naam != "problemen")
    # Nothing else in the table is another than without those values.
    zonder: dict[str, Any] = {SPAARGELD: [500, "veel", 9000], GEBOREN: ["1991-03-01", "1991-03-01", "gisteren"]}
    tekst = zutphen.uitkomsten_tabel_json(z01, zonder, onderwerp=BIJSTAND)
    ander = zutphen.uitkomsten_tabel_json(z01, kolommen, onderwerp=BIJSTAND)
    assert ander.partition('],"algemene')[2] == tekst.partition('],"algemene')[2] != ""
    with pytest.raises(TypeError, match=r"^rij 1 \(de eerste is 0\), \$\.bezittingen\[0\]\.waarde_bij_vrije_oplevering: "):
        zutphen.uitkomsten_tabel(z01, {SPAARGELD: [500, object()]}, onderwerp=BIJSTAND)


def test_columns_of_any_kind_give_the_same_bytes(zutphen: Regelset, z01: str) -> None:
    geboren = [date(1991, 3, 1), date(1950, 3, 1)]
    tekst = zutphen.uitkomsten_tabel_json(z01, {SPAARGELD: [500, 9000], GEBOREN: geboren}, onderwerp=BIJSTAND)
    ander = {SPAARGELD: range(500, 9001, 8500), GEBOREN: (str(dag) for dag in geboren)}
    assert zutphen.uitkomsten_tabel_json(json.loads(z01), ander, onderwerp=BIJSTAND) == tekst
    kolommen = {SPAARGELD: [500, 9000], GEBOREN: [str(dag) for dag in geboren]}
    assert zutphen.uitkomsten_tabel_json(z01, json.dumps(kolommen), onderwerp=BIJSTAND) == tekst


@pytest.mark.parametrize(
    ("kolommen", "code"),
    [
        ({}, "B0107"),
        ({"personen[0].id": ["anna"]}, "B0107"),
        ({SPAARGELD: [1], GEBOREN: []}, "B0107"),
        ({"personen[0].geboortedatm": []}, "C0103"),
        ({SPAARGELD: [float("nan")], GEBOREN: []}, "B0107"),
        ({SPAARGELD: [1], GEBOREN: ["\ud800"]}, "B0106"),
        ("[", "B0107"),
    ],
)
def test_a_wrong_column_is_an_error(zutphen: Regelset, z01: str, kolommen: Any, code: str) -> None:
    with pytest.raises(ToegangFout) as fout:
        zutphen.uitkomsten_tabel(z01, kolommen, onderwerp=BIJSTAND)
    assert [probleem.code for probleem in fout.value.problemen] == [code]


@pytest.mark.parametrize("kolommen", [None, [], {SPAARGELD: "500"}, {SPAARGELD: 5}, {1: []}, {SPAARGELD: [object()]}])
def test_what_is_no_column_is_a_type_error(zutphen: Regelset, z01: str, kolommen: Any) -> None:
    with pytest.raises(TypeError):
        zutphen.uitkomsten_tabel(z01, kolommen, onderwerp=BIJSTAND)


def test_what_is_not_known_is_no_value_elsewhere(zutphen: Regelset) -> None:
    with pytest.raises(TypeError):
        zutphen.uitkomsten({"peildatum": ONBEKEND})
    with pytest.raises(TypeError):
        zutphen.uitkomsten_tabel({"peildatum": "2026-10-01"}, {GEBOREN: [[ONBEKEND]]})

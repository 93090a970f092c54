"""What is wrong is told in types, and in Dutch."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from toegang import Plaats, Probleem, Regelset, ToegangFout

LEEG = {"peildatum": "2026-10-01"}
#: mypy would find the wrong types too.
ONGETYPEERD: Any = Regelset


def raised(call: Callable[[], Any]) -> ToegangFout:
    with pytest.raises(ToegangFout) as caught:
        call()
    return caught.value


def test_a_case_with_a_slip(zutphen: Regelset) -> None:
    casus = {**LEEG, "personen": [{"id": "anna", "geboortedatm": "1996-05-01"}]}
    fout = raised(lambda: zutphen.toets(casus))
    assert fout.problemen == [
        Probleem(
            code="C0103",
            ernst="fout",
            melding="onbekende sleutel `geboortedatm`",
            pad="$.personen[0].geboortedatm",
            bedoeld="geboortedatum",
        )
    ]
    sentence = "C0103 $.personen[0].geboortedatm: onbekende sleutel `geboortedatm` (bedoeld: geboortedatum)"
    assert str(fout) == sentence
    assert json.loads(fout.json)[0]["pad"] == "$.personen[0].geboortedatm"
    assert raised(lambda: zutphen.uitleg(casus)).json == fout.json
    assert raised(lambda: zutphen.vragen(casus)).json == fout.json
    assert str(pickle.loads(pickle.dumps(fout))) == sentence


def test_rules_with_a_slip() -> None:
    fout = raised(lambda: Regelset.uit_teksten({"b.regels": "regeling Proef\n  soort  wet\n", "a.regels": "\nregl x\n"}))
    first = fout.problemen[0]
    assert (first.code, first.plaats, first.pad) == ("T0101", Plaats("a.regels", 2, 1), None)
    assert str(first).startswith("T0101 a.regels:2:1: onbekend kopwoord `regl`")
    assert "regel" in str(first.bedoeld)


def test_calls_that_cannot_be_answered(zutphen: Regelset) -> None:
    codes = {
        "B0101": lambda: Regelset.ingebouwd("Zutfen"),
        "B0103": lambda: zutphen.toets(LEEG, onderwerp="algemene bijstant"),
        "B0104": lambda: zutphen.toets(LEEG, op="1 oktober 2026"),
        "B0105": lambda: Regelset.uit_programma(b"geen programma"),
        "C0101": lambda: zutphen.toets("["),
        "C0305": lambda: zutphen.toets(LEEG, gemeente="Nergenshuizen"),
    }
    assert {code: raised(call).problemen[0].code for code, call in codes.items()} == {code: code for code in codes}


def test_damaged_programs_are_refused(zutphen: Regelset) -> None:
    programma = zutphen.programma()
    for size in (0, 1, 100, len(programma) // 2, len(programma) - 1):
        assert raised(lambda: Regelset.uit_programma(programma[:size])).problemen[0].code == "B0105"


def test_many_problems_are_told_in_short(zutphen: Regelset) -> None:
    fout = raised(lambda: zutphen.toets({f"k{nummer}": 1 for nummer in range(600)}))
    assert len(fout.problemen) == 101, "a hundred, and that there are more"
    assert str(fout).splitlines()[20:] == ["… en nog 81"]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda regels: ONGETYPEERD(), "gebruik Regelset.ingebouwd"),
        (lambda regels: ONGETYPEERD.ingebouwd(3), r"gemeente is een tekst \(str\), geen int"),
        (lambda regels: ONGETYPEERD.uit_teksten(["x"]), "`bestanden` is een dict van pad naar tekst, geen list"),
        (lambda regels: ONGETYPEERD.uit_teksten({"x": 1}), r"`x` is een tekst \(str\), geen int"),
        (lambda regels: ONGETYPEERD.uit_teksten({1: "x"}), r"een pad is een tekst \(str\), geen int"),
        (lambda regels: ONGETYPEERD.uit_programma("x"), "een programma is bytes, geen str"),
        (lambda regels: regels.toets(3), "een casus is een tekst met JSON of een dict, geen int"),
        (lambda regels: regels.toets(LEEG, op=3), r"`op` is een dag \(date\) of een tekst zoals '2026-10-01', geen int"),
        (lambda regels: regels.toets(LEEG, onderwerp=3), r"onderwerp is een tekst \(str\), geen int"),
        (lambda regels: regels.toets(LEEG, gemeente=3), r"gemeente is een tekst \(str\), geen int"),
        (lambda regels: regels.toets(LEEG, spoor=1), "`spoor` is True of False, geen int"),
        (lambda regels: regels.toets_alle("{}"), "`casussen` is een rij casussen, geen str"),
        (lambda regels: regels.toets_alle(LEEG), "`casussen` is een rij casussen, geen dict"),
        (lambda regels: regels.toets_alle(3), "`casussen` is een rij casussen, geen int"),
        (lambda regels: regels.toets_alle([LEEG, 3]), "een casus is een tekst met JSON of een dict, geen int"),
    ],
)
def test_wrong_types(call: Callable[[Regelset], object], message: str, zutphen: Regelset) -> None:
    with pytest.raises(TypeError, match=message):
        call(zutphen)


def test_wrong_values(zutphen: Regelset) -> None:
    wrong: Any = "regels"
    with pytest.raises(ValueError, match='een schema is er van "casus", "besluit" en "uitkomsten"'):
        zutphen.schema(wrong)
    with pytest.raises(ValueError, match="onderwerp is geen Unicode: een half teken op plaats 1"):
        zutphen.toets(LEEG, onderwerp="a\ud800")

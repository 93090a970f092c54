"""What a rule set says, and that every way to ask gives the same bytes."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError
from datetime import date
from typing import Any

import pytest
from conftest import CASUSSEN

from toegang import Besluit, Regelset, ToegangFout, gemeenten, teksten, teksten_json

BIJSTAND = "algemene bijstand"
LEEG = {"peildatum": "2026-10-01"}


def compare(expected: Any, found: Any, path: str) -> None:
    """Every field of the expectation stands in the decision; a named value is looked up by its name."""
    if isinstance(expected, dict) and isinstance(found, list):
        found = {one["naam"]: one.get("waarde", one.get("datum", one.get("geldt"))) for one in found}
    if isinstance(expected, dict):
        for key, value in expected.items():
            compare(value, (found or {}).get(key), f"{path}.{key}")
    elif isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        for at, (one, other) in enumerate(zip(expected, found)):
            compare(one, other, f"{path}[{at}]")
    else:
        assert expected == found, path


def same(one: Any, other: Any) -> bool:
    return all(one.get(key) in (None, other.get(key)) for key in ("besluit", "procedure", "plan", "betreft"))


@pytest.mark.parametrize("expectation", sorted(CASUSSEN.glob("*.verwacht.json")), ids=lambda path: path.name[:-14])
def test_a_stored_case_gives_what_is_expected(expectation: Any, zutphen: Regelset, landelijk: Regelset) -> None:
    expected = json.loads(expectation.read_text(encoding="utf-8"))
    name = expectation.name.removesuffix(".verwacht.json")
    case = (CASUSSEN / f"{name}.json").read_text(encoding="utf-8")
    gemeente = json.loads(case).get("gemeente")
    regels = zutphen if gemeente == "Zutphen" else Regelset.ingebouwd(gemeente) if gemeente else landelijk
    if isinstance(expected.get("besluit"), str):
        compare(expected, regels.toets(case, onderwerp=expected["besluit"])["uitkomsten"][0], name)
        return
    document: Any = regels.toets(case)
    compared = 0
    for part in ("uitkomsten", "procedures", "plan"):
        for one in expected.get(part, []):
            compare(one, next(other for other in document[part] if same(one, other)), f"{name}.{part}")
            compared += 1
    assert compared > 0


def test_text_and_mapping_call_and_batch_rules_and_program_give_the_same_bytes(zutphen: Regelset, z01: str) -> None:
    geladen = Regelset.uit_programma(zutphen.programma())
    for spoor in (False, True):
        text = zutphen.toets_json(z01, spoor=spoor)
        assert zutphen.toets_json(json.loads(z01), spoor=spoor) == text
        assert zutphen.toets_alle_json([z01, z01], spoor=spoor) == [text, text]
        assert geladen.toets_json(z01, spoor=spoor) == text
        assert json.dumps(json.loads(text), ensure_ascii=False, indent=2) + "\n" == text
    assert geladen.programma() == zutphen.programma()
    assert geladen.metadata_json() == zutphen.metadata_json()
    assert (geladen.waarschuwingen(), geladen.test().geslaagd) == ([], 0)


def test_outcomes_are_what_the_decision_says_without_its_reasons(zutphen: Regelset, z01: str) -> None:
    besluit, kaal = zutphen.toets(z01, onderwerp=BIJSTAND), zutphen.uitkomsten(z01, onderwerp=BIJSTAND)
    (een,), (ander,) = besluit["uitkomsten"], kaal["uitkomsten"]
    perioden = [{key: value for key, value in periode.items() if key != "wijzigt"} for periode in een["perioden"]]
    assert ander["perioden"] == perioden
    assert {**ander, "perioden": een["perioden"]}.items() <= een.items()
    assert zutphen.uitkomsten_alle([z01, "["], onderwerp=BIJSTAND)[0] == kaal
    texts = zutphen.uitkomsten_alle_json([z01, "["], onderwerp=BIJSTAND)
    assert (texts[0], texts[1][0]) == (zutphen.uitkomsten_json(z01, onderwerp=BIJSTAND), "[")


def test_texts_give_the_built_in_rules(zutphen: Regelset) -> None:
    bestanden = teksten("Zutphen")
    omgekeerd = dict(reversed(bestanden.items()))
    assert Regelset.uit_teksten(omgekeerd, "Zutphen").programma() == zutphen.programma()
    assert [{"pad": pad, "tekst": tekst} for pad, tekst in bestanden.items()] == json.loads(teksten_json("Zutphen"))
    assert set(teksten()) < set(bestanden)


def test_options(zutphen: Regelset, z01: str) -> None:
    def uitkomst(besluit: Besluit) -> str:
        return besluit["uitkomsten"][0]["uitkomst"]

    besluit = zutphen.toets(z01, onderwerp=BIJSTAND)
    assert (uitkomst(besluit), besluit["onderwerp"], besluit["peildatum"]) == ("recht", BIJSTAND, "2026-10-01")
    assert "spoor" not in besluit["uitkomsten"][0]
    assert zutphen.toets(z01, onderwerp=BIJSTAND, spoor=True)["uitkomsten"][0]["spoor"]
    assert zutphen.toets(z01, onderwerp=BIJSTAND, op=date(2026, 10, 20))["peildatum"] == "2026-10-20"
    assert zutphen.toets_json(z01, op="2026-10-20") == zutphen.toets_json(z01, op=date(2026, 10, 20))
    assert zutphen.toets({**LEEG, "gemeente": "Zuidplas"}, gemeente="Zutphen", onderwerp=BIJSTAND)["gemeente"] == "Zutphen"
    assert zutphen.uitleg(z01, onderwerp=BIJSTAND).startswith("Besluit algemene bijstand (huishouden): recht\n")


def test_questions_are_what_the_decision_lacks(zutphen: Regelset) -> None:
    vragen = zutphen.vragen(LEEG, onderwerp=BIJSTAND)
    assert vragen[0].sleutel == "vraagt_algemene_bijstand"
    assert vragen[0].besluiten == (BIJSTAND,)
    assert len(vragen) == len(json.loads(zutphen.vragen_json(LEEG, onderwerp=BIJSTAND)))
    with pytest.raises(FrozenInstanceError):
        vragen[0].naam = "anders"  # type: ignore[misc]


def test_a_batch_keeps_order_and_a_wrong_case_does_not_stop_it(zutphen: Regelset, z01: str) -> None:
    cases: list[Any] = [z01, "[", {**LEEG, "personen": [{"id": "a", "x": float("nan")}]}, LEEG]
    gezegd = zutphen.toets_alle(iter(cases), onderwerp=BIJSTAND)
    codes = [one.problemen[0].code if isinstance(one, ToegangFout) else None for one in gezegd]
    assert codes == [None, "C0101", "B0106", None]
    assert gezegd[0] == zutphen.toets(z01, onderwerp=BIJSTAND)
    texts = zutphen.toets_alle_json(cases, onderwerp=BIJSTAND)
    assert [text[0] for text in texts] == ["{", "[", "[", "{"]
    assert zutphen.toets_alle([]) == []


def test_a_batch_about_an_unknown_decision(zutphen: Regelset) -> None:
    (fout,) = zutphen.toets_alle([LEEG], onderwerp="algemene bijstant")
    assert isinstance(fout, ToegangFout)
    assert (fout.problemen[0].code, fout.problemen[0].bedoeld) == ("B0103", BIJSTAND)


def test_what_a_rule_set_is(zutphen: Regelset, landelijk: Regelset) -> None:
    assert gemeenten() == ["Zeewolde", "Zuidplas", "Zutphen"]
    metadata = zutphen.metadata()
    assert (metadata.gemeente, landelijk.metadata().gemeente) == ("Zutphen", "")
    assert BIJSTAND in metadata.besluiten
    assert zutphen.toets(LEEG, onderwerp=BIJSTAND)["regelset"]["sha256"] == metadata.sha256
    assert repr(zutphen) == f"<Regelset Toegang 0.1.0, gemeente Zutphen, sha256 {metadata.sha256[:8]}…>"
    assert all(probleem.ernst == "waarschuwing" for probleem in zutphen.waarschuwingen())
    assert zutphen.schema()["title"] == json.loads(zutphen.schema_json("casus"))["title"]


RULES = """\
regeling Proef
  soort  wet

object persoon, meervoud personen

gegevens van een persoon
  geboortedatum: datum; volgens BRP

begrip van oud
  bron  artikel 1
  Een persoon is oud, indien de geboortedatum van de persoon vóór 1 januari 1960 ligt.

voorbeeld oud en jong
  op  1 juli 2026
  persoon A
    geboortedatum: 1 mei 1950
  persoon B
    geboortedatum: 1 mei 1990
  geeft
    A is oud.
    B is oud.
"""


def test_the_examples_of_rules() -> None:
    uitslag = Regelset.uit_teksten({"proef.regels": RULES}).test()
    (mislukking,) = uitslag.mislukkingen
    assert (uitslag.geslaagd, uitslag.mislukt) == (0, 1)
    assert (mislukking.voorbeeld, mislukking.zin) == ("oud en jong", "B is oud")
    assert str(mislukking.plaats) == "proef.regels:21:5"

"""Decides algemene bijstand for a table of households, and writes a table of what comes of it.

    python huishoudens.py huishoudens.csv > uitkomsten.csv
"""

from __future__ import annotations

import csv
import sys
from datetime import date
from decimal import Decimal
from typing import Any

from toegang import Besluit, Regelset, ToegangFout

PEILDATUM = date(2026, 10, 1)
Rij = dict[str, str]

#: What none of the households asks for or has. A fact that nobody knows must be left out instead.
PERSOON: dict[str, Any] = {
    "woont_in_nederland": True,
    "is_nederlander": True,
    "ondergaat_vrijheidsontneming": False,
    "onttrekt_zich_aan_een_vrijheidsstraf": False,
    "vervult_dienstplicht": False,
    "is_betrokken_bij_werkstaking_of_uitsluiting": False,
    "perioden_in_het_buitenland": [],
    "vraagt_bijstand_voor_schulden": False,
    "is_uitreiziger": False,
    "verblijft_in_een_inrichting": False,
    "heeft_onbetaald_verlof": False,
    "heeft_een_voorliggende_voorziening": False,
    "heeft_een_lijfrente": False,
    "onbenutte_inkomens": [],
}
HUISHOUDEN: dict[str, Any] = {
    "kinderen": [],
    "medebewoners": [],
    "vraagt_algemene_bijstand": True,
    "heeft_woonplaats_in_de_gemeente": True,
    "dag_van_de_melding": PEILDATUM,
    "dag_van_de_aanvraag": PEILDATUM,
    "dag_van_de_behoefte": PEILDATUM,
    "heeft_alle_gegevens_verstrekt": True,
    "toont_de_woonsituatie_desgevraagd_aan": True,
    "onbenutte_bezittingen": [],
}
#: What the officer looked at, and in these households did not find.
BEOORDEELD = (
    "heeft lagere bestaanskosten door de woonsituatie",
    "beschikt binnenkort over voldoende middelen",
    "toont tekortschietend besef van verantwoordelijkheid",
)


def casus(rij: Rij) -> dict[str, Any]:
    """The case of a row. An empty cell is not known, so it is left out: it is no zero and no `nee`."""
    aanvrager: dict[str, Any] = {"id": "aanvrager", **PERSOON}
    huishouden: dict[str, Any] = {"aanvrager": "aanvrager", **HUISHOUDEN}
    zaak: dict[str, Any] = {"peildatum": PEILDATUM, "personen": [aanvrager], "huishouden": huishouden}
    if rij["geboortedatum"]:
        aanvrager["geboortedatum"] = rij["geboortedatum"]
    if rij["partner"] == "nee":
        huishouden["partner"] = None
    if rij["nettoloon"]:
        loon = Decimal(rij["nettoloon"])
        aanvrager["inkomens"] = ["loon"] if loon else []
        zaak["inkomens"] = [{"id": "loon", "herkomst": "loon", "netto_bedrag": loon}] if loon else []
    if rij["spaargeld"]:
        waarde = Decimal(rij["spaargeld"])
        huishouden["bezittingen"] = ["spaargeld"]
        zaak["bezittingen"] = [{"id": "spaargeld", "aard": "banktegoed", "waarde_bij_vrije_oplevering": waarde}]
    if rij["schulden"] == "nee":
        huishouden["schulden"] = []
    if rij["eigen_woning"]:
        huishouden["is_eigenaar_van_de_bewoonde_woning"] = rij["eigen_woning"] == "ja"
    if rij["beoordeeld_door"]:
        zaak["oordelen"] = [oordeel(over, rij) for over in BEOORDEELD]
    return zaak


def oordeel(over: str, rij: Rij) -> dict[str, Any]:
    return {
        "over": over,
        "betreft": ["huishouden"],
        "waarde": False,
        "door": {"rol": "consulent inkomen", "naam": rij["beoordeeld_door"]},
        "op": rij["beoordeeld_op"],
        "motivering": rij["motivering"],
    }


def uitkomst(gezegd: Besluit | ToegangFout) -> list[str]:
    """What the table says of a household: the outcome, the amount, what is missing or wrong."""
    if isinstance(gezegd, ToegangFout):
        return ["fout in de casus", "", str(gezegd)]
    besluit = gezegd["uitkomsten"][0]
    waarden = besluit["perioden"][0]["waarden"] if besluit["perioden"] else []
    bedragen = [waarde["waarde"] for waarde in waarden if waarde["naam"] == "hoogte"]
    ontbreekt = [ontbrekend["naam"] for ontbrekend in besluit["ontbreekt"]]
    return [besluit["uitkomst"], *([str(bedrag) for bedrag in bedragen if bedrag] or [""]), "; ".join(ontbreekt)]


def main(tabel: str) -> None:
    with open(tabel, encoding="utf-8", newline="") as bestand:
        rijen = list(csv.DictReader(bestand))
    regels = Regelset.ingebouwd("Zutphen")
    besluiten = regels.toets_alle(map(casus, rijen), onderwerp="algemene bijstand")
    schrijver = csv.writer(sys.stdout, lineterminator="\n")
    schrijver.writerow(["huishouden", "uitkomst", "euro_per_maand", "ontbreekt_of_fout"])
    schrijver.writerows([rij["huishouden"], *uitkomst(besluit)] for rij, besluit in zip(rijen, besluiten, strict=True))


if __name__ == "__main__":
    main(sys.argv[1])

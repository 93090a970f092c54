"""A decision as it stands in its JSON Schema. Dates and amounts are texts: `date.fromisoformat` and `Decimal` read them.

A class that begins with an underscore has what is always there, the one after it what need not be.
"""

from __future__ import annotations

from typing import Any, Literal, TypedDict, Union

Soort = Literal["gegeven", "oordeel", "bedrag", "verordening"]
Recht = Literal["recht", "gedeeltelijk recht", "geen recht", "nog niet te bepalen", "niet van toepassing"]
Begin = Literal["start", "alleen informatie", "geen start", "nog niet te bepalen", "niet van toepassing"]
IsPlan = Literal["plan", "nog niet te bepalen", "niet van toepassing"]
Aard = Literal["gebonden", "bevoegdheid", "niet gehouden"]
Handeling = Literal["signaleren", "adviseren", "beoordelen", "beslissen"]


class RegelsetVanBesluit(TypedDict):
    """The rules that decided."""

    naam: str
    versie: str
    taalversie: str
    engineversie: str
    sha256: str


class Tijdvak(TypedDict):
    """From day to day, both included."""

    vanaf: str
    tot_en_met: str


class Grond(TypedDict):
    """What something rests on."""

    regeling: str
    artikel: str | None
    lid: str | None
    onderdeel: str | None
    ecli: str | None
    versie_vanaf: str | None
    regel: str | None
    regel_lid: int | None


class _Waarde(TypedDict):
    naam: str
    waarde: str | bool | list[Any] | None


class Waarde(_Waarde, total=False):
    """A value that comes out; of one that is not known what it is at least and at most."""

    eenheid: str | None
    per: str | None
    ten_minste: str | None
    ten_hoogste: str | None


class _Gegeven(TypedDict):
    gegeven: str
    betreft: list[str]
    waarde: Any


class Gegeven(_Gegeven, total=False):
    """A fact of the case."""

    bron: str | None
    bekend_op: str | None
    verkregen_voor: str
    reden: str
    artikel: str | None


class Beoordelaar(TypedDict):
    """Who judged."""

    rol: str | None
    naam: str | None


class Oordeel(TypedDict):
    """A judgement of the case."""

    over: str
    betreft: list[str]
    waarde: Any
    door: Beoordelaar
    op: str
    motivering: str
    advies: str | None
    geldt_vanaf: str | None
    geldt_tot_en_met: str | None
    tweede_beoordelaar: Beoordelaar | None
    gebruikt: bool


class _Ontbrekend(TypedDict):
    soort: Soort
    naam: str
    artikel: str | None


class Ontbrekend(_Ontbrekend, total=False):
    """What is still needed."""

    betreft: list[str]
    door: list[str]
    sleutel: str | None
    volgens: str | None
    vraag: str | None
    wie: str | None
    reden: str | None


class AnderFeit(TypedDict):
    """A fact with another value."""

    naam: str
    sleutel: str
    betreft: list[str]
    waarde: Any
    tekst: str


class Verandering(TypedDict):
    """Other facts that together would have given another outcome."""

    feiten: list[AnderFeit]


class Waarschuwing(TypedDict):
    """What somebody should look at."""

    soort: str
    tekst: str
    aantal: int
    lijst: list[str]


class Vervolg(TypedDict):
    """What comes after it."""

    soort: Literal[
        "doorzenden",
        "verwijzen",
        "buiten behandeling",
        "geen besluit nodig",
        "onderzoek onvolledig",
        "oordeel nodig",
        "aanhouden",
    ]
    aan: str | None


class Wijziging(TypedDict):
    """What changes a period, and when."""

    op: str
    oorzaak: str


class KalePeriode(TypedDict):
    """What holds from day to day."""

    vanaf: str
    tot_en_met: str
    uitkomst: Recht
    recht: bool | None
    aard: Aard
    waarden: list[Waarde]
    vorm: str | None


class Periode(KalePeriode):
    """What holds from day to day, and what ends it."""

    wijzigt: Wijziging | None


class Geldigheid(TypedDict):
    """Until when an outcome holds, and why not longer."""

    datum: str | None
    oorzaak: str


class Termijn(TypedDict):
    """A day on which a term ends."""

    naam: str
    datum: str | None


class Verplichting(TypedDict):
    """A duty, or an aim of a plan."""

    naam: str
    geldt: bool | None


class Controle(TypedDict):
    """A check of a message."""

    code: str
    voldaan: bool | None


class Bericht(TypedDict):
    """Data for a message standard."""

    standaard: str
    bericht: str | None
    velden: list[Waarde]
    controles: list[Controle]


class BevoegdeRol(TypedDict):
    """A role in an organisation, and the mandate that it has."""

    rol: str
    organisatie: str
    gronden: list[Grond]


class Vrager(TypedDict):
    """What the one who asks may do."""

    rol: str
    organisatie: str | None
    mag: Literal["signaleren", "adviseren", "beoordelen", "beslissen", "niets"]
    onbekend: list[Handeling]


class Naar(TypedDict):
    """To whom otherwise."""

    rol: str | None
    organisatie: str


class Voorwaarde(TypedDict):
    """A condition that does not hold."""

    soort: Literal["voorwaarde"]
    naam: str
    betreft: list[str]
    artikel: str | None


class Overdracht(TypedDict):
    """The hand-over to another organisation."""

    van: str
    aan: str
    volledig: Literal["ja", "nee", "onbekend"]
    ontbreekt: list[Ontbrekend | Voorwaarde]
    gronden: list[Grond]


class BevoegdPerRol(TypedDict):
    """Who may decide, by rules without mandates."""

    rollen: list[str]
    mag_beslissen: bool | None
    naar: list[str] | None


class BevoegdPerOrganisatie(TypedDict):
    """Who may decide, by rules with mandates."""

    namens: str
    rollen: list[str]
    mag_beslissen: bool | None
    beslissen: list[BevoegdeRol]
    beoordelen: list[BevoegdeRol]
    adviseren: list[BevoegdeRol]
    signaleren: list[BevoegdeRol]
    vrager: Vrager | None
    naar: list[Naar] | None
    overdracht: Overdracht | None


Bevoegd = Union[BevoegdPerRol, BevoegdPerOrganisatie]


class _Steun(TypedDict):
    """What every outcome rests on and still needs."""

    gronden: list[Grond]
    gebruikte_feiten: list[Gegeven]
    niet_gebruikte_feiten: list[Gegeven]
    oordelen: list[Oordeel]
    ontbreekt: list[Ontbrekend]
    volledig: bool
    waarschuwingen: list[Waarschuwing]


class _Spoor(TypedDict, total=False):
    #: The trace, when asked for.
    spoor: Any


class _Uitkomst(TypedDict):
    """What every outcome of a decision says first."""

    besluit: str
    betreft: list[str]
    uitkomst: Recht
    aard: Aard
    vervolg: Vervolg | None
    ingang: str | None
    einde: str | None


class KaleUitkomst(_Uitkomst):
    """What comes of one decision, without reasons."""

    perioden: list[KalePeriode]


class KaleProcedure(TypedDict):
    """What comes of one procedure, without reasons."""

    procedure: str
    betreft: list[str]
    uitkomst: Begin
    vervolg: Vervolg | None
    datum: str | None
    waarden: list[Waarde]


class KaalPlan(TypedDict):
    """What comes of one plan, without reasons."""

    plan: str
    betreft: list[str]
    uitkomst: IsPlan
    waarden: list[Waarde]


class Uitkomst(_Uitkomst, _Steun, _Spoor):
    """What comes of one decision, for those it is about."""

    perioden: list[Periode]
    geldt_tot_en_met: Geldigheid
    termijnen: list[Termijn]
    verplichtingen: list[Verplichting]
    bericht: Bericht | None
    bevoegd: Bevoegd | None
    anders_als: list[Verandering]


class Procedure(KaleProcedure, _Steun, _Spoor):
    """What comes of one procedure."""

    termijnen: list[Termijn]
    verplichtingen: list[Verplichting]
    bevoegd: Bevoegd | None


class NaarBesluit(TypedDict):
    """A reference of a plan to an outcome in the same document."""

    besluit: str
    betreft: list[str]
    uitkomst: str
    verwijzing: str


class NaarProcedure(TypedDict):
    """A reference of a plan to a procedure in the same document."""

    procedure: str
    betreft: list[str]
    uitkomst: str
    verwijzing: str


class Plan(KaalPlan, _Steun, _Spoor):
    """What comes of one plan."""

    is_besluit: Literal[False]
    tekst: str
    doelen: list[Verplichting]
    procedures: list[NaarBesluit | NaarProcedure]
    besluiten: list[NaarBesluit | NaarProcedure]


class OpentBesluit(TypedDict):
    """A decision that would be a question."""

    besluit: str
    betreft: list[str]


class OpentProcedure(TypedDict):
    """A procedure that would be a question."""

    procedure: str
    betreft: list[str]


class OpentPlan(TypedDict):
    """A plan that would be a question."""

    plan: str
    betreft: list[str]


class NietGevraagd(Ontbrekend):
    """A fact that would tell whether something is a question, and what it would open."""

    opent: list[OpentBesluit | OpentProcedure | OpentPlan]


class _Kader(TypedDict):
    """What stands around outcomes."""

    regelset: RegelsetVanBesluit
    peildatum: str
    periode: Tijdvak
    kennis_tot: str | None
    gemeente: str | None
    onderwerp: str | None


class Besluit(_Kader):
    """A decision document."""

    casus_sha256: str
    uitkomsten: list[Uitkomst]
    procedures: list[Procedure]
    plan: list[Plan]
    niet_gevraagd: list[NietGevraagd]


class Uitkomsten(_Kader):
    """What comes out, without reasons: no decision."""

    uitkomsten: list[KaleUitkomst]
    procedures: list[KaleProcedure]
    plan: list[KaalPlan]

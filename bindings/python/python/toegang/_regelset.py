"""A compiled rule set, and what it says of a case."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal, TypeVar, Union, cast

from . import _casus, _kern
from ._besluit import Besluit, Uitkomsten
from ._fout import Plaats, Probleem, ToegangFout, problemen
from ._kern import Regelset as _Kern

#: A case: JSON text, or a mapping with None, bool, int, float, Decimal, str, date, lists and mappings in it.
Casus = Union[str, Mapping[str, Any]]
#: The columns of a table: JSON text, or for each place in the case a value per row.
Kolommen = Union[str, Mapping[str, Iterable[Any]]]
_Soort = TypeVar("_Soort")


@dataclass(frozen=True)
class Metadata:
    """What a rule set is."""

    naam: str
    versie: str
    taalversie: str
    engineversie: str
    #: The municipality, or empty.
    gemeente: str
    #: Of the rule texts, hexadecimal.
    sha256: str
    besluiten: tuple[str, ...]
    rollen: tuple[str, ...]
    artikelen: tuple[str, ...]
    gegevens: int
    oordelen: int
    regels: int
    parameters: int


@dataclass(frozen=True)
class Vraag:
    """Something that can still change an outcome."""

    soort: Literal["gegeven", "oordeel", "bedrag", "verordening"]
    #: Its name, as the rules have it.
    naam: str
    #: Its key in a case; empty for an amount or ordinance.
    sleutel: str
    #: The ids of those it is about.
    betreft: tuple[str, ...]
    #: The question that must be judged.
    vraag: str | None
    #: The roles that may judge it.
    rollen: tuple[str, ...]
    #: Who knows: a register, the applicant, or who must set it.
    herkomst: str | None
    #: The article that makes it matter.
    artikel: str | None
    #: Why it is not known although the case mentions it.
    reden: str | None
    #: The decisions that it can change.
    besluiten: tuple[str, ...]


@dataclass(frozen=True)
class Mislukking:
    """An expectation of an example that did not come out."""

    voorbeeld: str
    zin: str
    gevonden: str
    plaats: Plaats | None


@dataclass(frozen=True)
class Proefuitslag:
    """What came of the examples in rule files."""

    geslaagd: int
    mislukt: int
    mislukkingen: tuple[Mislukking, ...]


class Regelset:
    """A compiled rule set: national law and at most one municipality. It never changes.

    Threads may share it; while it works, other threads go on. What is wrong with a case or a call is a `ToegangFout`.
    The methods that end in `_json` give the text as the engine wrote it: the same bytes on every host.
    """

    __slots__ = ("_kern",)
    _kern: _Kern

    def __init__(self) -> None:
        raise TypeError("gebruik Regelset.ingebouwd, Regelset.uit_teksten of Regelset.uit_programma")

    @classmethod
    def _van(cls, kern: _Kern) -> Regelset:
        self = cls.__new__(cls)
        self._kern = kern
        return self

    @classmethod
    def ingebouwd(cls, gemeente: str | None = None) -> Regelset:
        """The rules in this package: with those of one municipality, or national law only."""
        return cls._van(_Kern.ingebouwd(_tekst_of_geen("gemeente", gemeente)))

    @classmethod
    def uit_teksten(cls, bestanden: Mapping[str, str], gemeente: str = "") -> Regelset:
        """Compiles rule texts, by path. Raises `ToegangFout` with all errors in them."""
        if not isinstance(bestanden, Mapping):
            raise TypeError(f"`bestanden` is een dict van pad naar tekst, geen {type(bestanden).__name__}")
        paren = [(_tekst("een pad", pad), _tekst(f"`{pad}`", tekst)) for pad, tekst in bestanden.items()]
        return cls._van(_Kern.uit_teksten(paren, _tekst("gemeente", gemeente)))

    @classmethod
    def uit_programma(cls, programma: bytes) -> Regelset:
        """Loads what `programma` gave: faster than compiling, without warnings and examples."""
        if not isinstance(programma, (bytes, bytearray, memoryview)):
            raise TypeError(f"een programma is bytes, geen {type(programma).__name__}")
        return cls._van(_Kern.uit_programma(bytes(programma)))

    def __repr__(self) -> str:
        zelf = self.metadata()
        gemeente = f", gemeente {zelf.gemeente}" if zelf.gemeente else ""
        return f"<Regelset {zelf.naam} {zelf.versie}{gemeente}, sha256 {zelf.sha256[:8]}…>"

    def toets(
        self,
        casus: Casus,
        *,
        op: date | str | None = None,
        gemeente: str | None = None,
        onderwerp: str | None = None,
        spoor: bool = False,
    ) -> Besluit:
        """Decides a case.

        `op` replaces its `peildatum`, `gemeente` its municipality; `onderwerp` is the one decision to make, without it
        all are made; with `spoor` each outcome has its trace.
        """
        return _besluit(self.toets_json(casus, op=op, gemeente=gemeente, onderwerp=onderwerp, spoor=spoor))

    def toets_json(
        self,
        casus: Casus,
        *,
        op: date | str | None = None,
        gemeente: str | None = None,
        onderwerp: str | None = None,
        spoor: bool = False,
    ) -> str:
        """Decides a case: canonical JSON."""
        return self._kern.toets(_casus.tekst(casus), _opties(op, gemeente, onderwerp, spoor))

    def toets_alle(
        self,
        casussen: Iterable[Casus],
        *,
        op: date | str | None = None,
        gemeente: str | None = None,
        onderwerp: str | None = None,
        spoor: bool = False,
    ) -> list[Besluit | ToegangFout]:
        """Decides many cases, in their order; one that is wrong gives its error and does not stop the others."""
        gezegd = _van_elk(self._kern.toets_alle, casussen, _opties(op, gemeente, onderwerp, spoor))
        return [tekst if isinstance(tekst, ToegangFout) else _besluit(tekst) for tekst in gezegd]

    def toets_alle_json(
        self,
        casussen: Iterable[Casus],
        *,
        op: date | str | None = None,
        gemeente: str | None = None,
        onderwerp: str | None = None,
        spoor: bool = False,
    ) -> list[str]:
        """Decides many cases: canonical JSON of a decision (begins with `{`) or of a list of problems (with `[`)."""
        gezegd = _van_elk(self._kern.toets_alle, casussen, _opties(op, gemeente, onderwerp, spoor))
        return [tekst.json if isinstance(tekst, ToegangFout) else tekst for tekst in gezegd]

    def uitkomsten(
        self,
        casus: Casus,
        *,
        op: date | str | None = None,
        gemeente: str | None = None,
        onderwerp: str | None = None,
    ) -> Uitkomsten:
        """What comes out, without reasons: for counting over many cases, not for deciding on one."""
        return _uitkomsten(self.uitkomsten_json(casus, op=op, gemeente=gemeente, onderwerp=onderwerp))

    def uitkomsten_json(
        self,
        casus: Casus,
        *,
        op: date | str | None = None,
        gemeente: str | None = None,
        onderwerp: str | None = None,
    ) -> str:
        """As `uitkomsten`: canonical JSON."""
        return self._kern.uitkomsten(_casus.tekst(casus), _opties(op, gemeente, onderwerp))

    def uitkomsten_alle(
        self,
        casussen: Iterable[Casus],
        *,
        op: date | str | None = None,
        gemeente: str | None = None,
        onderwerp: str | None = None,
    ) -> list[Uitkomsten | ToegangFout]:
        """What comes out of many cases, in their order; one that is wrong gives its error and does not stop the others."""
        gezegd = _van_elk(self._kern.uitkomsten_alle, casussen, _opties(op, gemeente, onderwerp))
        return [tekst if isinstance(tekst, ToegangFout) else _uitkomsten(tekst) for tekst in gezegd]

    def uitkomsten_alle_json(
        self,
        casussen: Iterable[Casus],
        *,
        op: date | str | None = None,
        gemeente: str | None = None,
        onderwerp: str | None = None,
    ) -> list[str]:
        """As `uitkomsten_alle`: canonical JSON of each (begins with `{`) or of a list of problems (with `[`)."""
        gezegd = _van_elk(self._kern.uitkomsten_alle, casussen, _opties(op, gemeente, onderwerp))
        return [tekst.json if isinstance(tekst, ToegangFout) else tekst for tekst in gezegd]

    def uitkomsten_tabel(
        self,
        casus: Casus,
        kolommen: Kolommen,
        *,
        op: date | str | None = None,
        gemeente: str | None = None,
        onderwerp: str | None = None,
    ) -> dict[str, list[Any]]:
        """What comes out of a case for each row of a table: a list per column, as a data frame takes them.

        A column is a place in the case (`personen[0].geboortedatum`) with a value for each row; `ONBEKEND` where it is not
        known. The case is read once. Row by row what `uitkomsten` says on the peildatum; `perioden` tells how many periods
        there are, and `vanaf` and `tot_en_met` which of them is shown. The column `problemen` has None, or the
        `ToegangFout` of a row with a wrong value, which has None in all other columns.
        """
        tekst = self.uitkomsten_tabel_json(casus, kolommen, op=op, gemeente=gemeente, onderwerp=onderwerp)
        tabel = cast("dict[str, list[Any]]", json.loads(tekst))
        tabel["problemen"] = [gevonden and _fout(gevonden) for gevonden in tabel["problemen"]]
        return tabel

    def uitkomsten_tabel_json(
        self,
        casus: Casus,
        kolommen: Kolommen,
        *,
        op: date | str | None = None,
        gemeente: str | None = None,
        onderwerp: str | None = None,
    ) -> str:
        """As `uitkomsten_tabel`, as JSON text."""
        opties = _opties(op, gemeente, onderwerp)
        tekst, (van_kolommen, geweigerd) = _casus.tekst(casus), _casus.kolommen_tekst(kolommen)
        return _casus.met_geweigerd(self._kern.uitkomsten_tabel(tekst, van_kolommen, opties), geweigerd)

    def uitleg(
        self,
        casus: Casus,
        *,
        op: date | str | None = None,
        gemeente: str | None = None,
        onderwerp: str | None = None,
    ) -> str:
        """Decides a case and explains it: readable Dutch."""
        return self._kern.uitleg(_casus.tekst(casus), _opties(op, gemeente, onderwerp))

    def vragen(
        self,
        casus: Casus,
        *,
        op: date | str | None = None,
        gemeente: str | None = None,
        onderwerp: str | None = None,
    ) -> list[Vraag]:
        """What can still change the outcomes, in asking order."""
        tekst = self.vragen_json(casus, op=op, gemeente=gemeente, onderwerp=onderwerp)
        return [_gemaakt(Vraag, vraag) for vraag in json.loads(tekst)]

    def vragen_json(
        self,
        casus: Casus,
        *,
        op: date | str | None = None,
        gemeente: str | None = None,
        onderwerp: str | None = None,
    ) -> str:
        """As `vragen`, as JSON text."""
        return self._kern.vragen(_casus.tekst(casus), _opties(op, gemeente, onderwerp))

    def schema(self, van: Literal["casus", "besluit", "uitkomsten"] = "casus") -> dict[str, Any]:
        """The JSON Schema (2020-12) of a document."""
        return cast("dict[str, Any]", json.loads(self.schema_json(van)))

    def schema_json(self, van: Literal["casus", "besluit", "uitkomsten"] = "casus") -> str:
        """As `schema`, as JSON text."""
        schema = self._kern.schema(van) if isinstance(van, str) else None
        if schema is None:
            raise ValueError(f'een schema is er van "casus", "besluit" en "uitkomsten", niet van {van!r}')
        return schema

    def metadata(self) -> Metadata:
        """What this rule set is."""
        return _gemaakt(Metadata, json.loads(self.metadata_json()))

    def metadata_json(self) -> str:
        """As `metadata`, as JSON text."""
        return self._kern.metadata()

    def waarschuwingen(self) -> list[Probleem]:
        """The warnings that compiling gave."""
        return problemen(self.waarschuwingen_json())

    def waarschuwingen_json(self) -> str:
        """As `waarschuwingen`, as JSON text."""
        return self._kern.waarschuwingen()

    def test(self) -> Proefuitslag:
        """Runs all examples in the rule files, by all these rules: a national one may come out otherwise with a municipality."""
        uitslag = json.loads(self.test_json())
        mislukkingen = [
            _gemaakt(Mislukking, {**mislukking, "plaats": mislukking["plaats"] and Plaats(**mislukking["plaats"])})
            for mislukking in uitslag["mislukkingen"]
        ]
        return _gemaakt(Proefuitslag, {**uitslag, "mislukkingen": mislukkingen})

    def test_json(self) -> str:
        """As `test`, as JSON text."""
        return self._kern.test()

    def programma(self) -> bytes:
        """The compiled program, the same bytes on every host."""
        return self._kern.programma()


def gemeenten() -> list[str]:
    """The municipalities whose rules are in this package."""
    return _kern.gemeenten()


def teksten(gemeente: str | None = None) -> dict[str, str]:
    """The rule texts in this package, by path: with those of one municipality, or national law only."""
    return {bestand["pad"]: bestand["tekst"] for bestand in json.loads(teksten_json(gemeente))}


def teksten_json(gemeente: str | None = None) -> str:
    """As `teksten`, as JSON text."""
    return _kern.teksten(_tekst_of_geen("gemeente", gemeente))


_Opties = tuple[Union[str, None], Union[str, None], Union[str, None], bool]


def _opties(op: date | str | None, gemeente: str | None, onderwerp: str | None, spoor: bool = False) -> _Opties:
    if isinstance(op, date) and not isinstance(op, datetime):
        op = op.isoformat()
    if not (op is None or isinstance(op, str)):
        raise TypeError(f"`op` is een dag (date) of een tekst zoals '2026-10-01', geen {type(op).__name__}")
    if not isinstance(spoor, bool):
        raise TypeError(f"`spoor` is True of False, geen {type(spoor).__name__}")
    return (
        _tekst_of_geen("op", op),
        _tekst_of_geen("gemeente", gemeente),
        _tekst_of_geen("onderwerp", onderwerp),
        spoor,
    )


def _tekst_of_geen(naam: str, waarde: str | None) -> str | None:
    return None if waarde is None else _tekst(naam, waarde)


def _tekst(naam: str, waarde: str) -> str:
    """A text that can be written in UTF-8."""
    if not isinstance(waarde, str):
        raise TypeError(f"{naam} is een tekst (str), geen {type(waarde).__name__}")
    try:
        waarde.encode()
    except UnicodeEncodeError as fout:
        raise ValueError(f"{naam} is geen Unicode: een half teken op plaats {fout.start}") from None
    return waarde


def _tekst_of_fout(casus: Casus) -> str | ToegangFout:
    try:
        return _casus.tekst(casus)
    except ToegangFout as fout:
        return fout


def _van_elk(
    zeg: Callable[[list[str], _Opties], list[str | ToegangFout]], casussen: Iterable[Casus], opties: _Opties
) -> list[str | ToegangFout]:
    """What is said of each case; of one that is none the error."""
    if isinstance(casussen, (str, bytes, Mapping)) or not isinstance(casussen, Iterable):
        raise TypeError(f"`casussen` is een rij casussen, geen {type(casussen).__name__}")
    teksten = [_tekst_of_fout(casus) for casus in casussen]
    gezegd = iter(zeg([tekst for tekst in teksten if isinstance(tekst, str)], opties))
    return [next(gezegd) if isinstance(tekst, str) else tekst for tekst in teksten]


def _fout(problemen: list[Any]) -> ToegangFout:
    return ToegangFout(json.dumps(problemen, ensure_ascii=False, indent=2) + "\n")


def _uitkomsten(tekst: str) -> Uitkomsten:
    return cast(Uitkomsten, json.loads(tekst, parse_float=Decimal))


def _besluit(tekst: str) -> Besluit:
    return cast(Besluit, json.loads(tekst, parse_float=Decimal))


def _gemaakt(soort: type[_Soort], waarden: dict[str, Any]) -> _Soort:
    """A value of a class from a JSON object with the same names."""
    return soort(**{naam: tuple(waarde) if isinstance(waarde, list) else waarde for naam, waarde in waarden.items()})

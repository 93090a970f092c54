"""The JSON text of a case."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ._fout import ToegangFout, geen_json

#: More characters, values and levels than the engine reads, of a case and of columns. Here writing stops: the engine
#: refuses the beginning too.
_LANGST, _LANGST_TABEL = 10_000_000, 100_000_000
_MEESTE, _MEESTE_TABEL = 250_000, 1_100_000
_DIEPST = 64
#: A number with more digits than this is written with an exponent.
_CIJFERS = 100

_HALF_TEKEN = re.compile("[\ud800-\udfff]")
_JSON = json.JSONEncoder(ensure_ascii=False)


class _Onbekend:
    def __repr__(self) -> str:
        return "ONBEKEND"


#: In a column: not known in this row, as if it were not in the case. `None` says that it is known to be none.
ONBEKEND = _Onbekend()

#: Stands in a column for a value that JSON does not have: no fact takes it, so that the engine passes over the row.
_GEWEIGERD = '{"":0}'

#: By row what is wrong with its values, as JSON has problems.
Geweigerd = dict[int, list[Any]]

#: What JSON has as it is.
_GEWOON = frozenset((str, int, bool, type(None)))


class _Genoeg(Exception):
    """The engine does not read further than this."""


def tekst(casus: str | Mapping[str, Any]) -> str:
    """The JSON text of a case: a text as it is, a mapping written exactly.

    Raises `ToegangFout` for a value that JSON does not have, `TypeError` for a type that no case has.
    """
    if isinstance(casus, Mapping):
        schrijver = _Schrijver()
        try:
            schrijver.waarde(casus)
        except _Genoeg:
            pass
        casus = schrijver.uit.getvalue()
    elif not isinstance(casus, str):
        raise TypeError(f"een casus is een tekst met JSON of een dict, geen {type(casus).__name__}")
    return _heel(casus)


def kolommen_tekst(kolommen: str | Mapping[str, Iterable[Any]]) -> tuple[str, Geweigerd]:
    """The JSON text of the columns of a table, as `tekst` that of a case; and what is wrong in the rows with a value that
    JSON does not have."""
    geweigerd: Geweigerd = {}
    if isinstance(kolommen, Mapping):
        schrijver = _Schrijver(_LANGST_TABEL, _MEESTE_TABEL)
        try:
            schrijver.kolommen(kolommen)
        except _Genoeg:
            pass
        kolommen, geweigerd = schrijver.uit.getvalue(), schrijver.geweigerd
    elif not isinstance(kolommen, str):
        raise TypeError(f"kolommen zijn een dict van plaats naar waarden, geen {type(kolommen).__name__}")
    return _heel(kolommen), geweigerd


def met_geweigerd(tabel: str, geweigerd: Geweigerd) -> str:
    """The text of a table, with what is wrong in the rows that the engine passed over."""
    if not geweigerd:
        return tabel
    waarden = json.loads(tabel)
    for rij, gevonden in geweigerd.items():
        waarden["problemen"][rij] = gevonden
    return json.dumps(waarden, ensure_ascii=False, separators=(",", ":")) + "\n"


def _heel(tekst: str) -> str:
    """A text that can be written in UTF-8."""
    if not tekst.isascii() and _HALF_TEKEN.search(tekst):
        raise geen_json("de tekst is geen Unicode: een half teken", "UTF-8")
    return tekst


class _Schrijver:
    """Writes values one after another, and knows where it is."""

    def __init__(self, langst: int = _LANGST, meeste: int = _MEESTE) -> None:
        self.uit = io.StringIO()
        self.langst, self.meeste = langst, meeste
        self.lengte = 0
        self.aantal = 0
        #: What the value that is written stands in, by `id`, and under which keys.
        self.om: set[int] = set()
        self.pad: list[str | int] = []
        self.geweigerd: Geweigerd = {}

    def schrijf(self, deel: str) -> None:
        self.lengte += self.uit.write(deel)
        if self.lengte > self.langst:
            raise _Genoeg

    def tel(self, aantal: int) -> None:
        self.aantal += aantal
        if self.aantal > self.meeste:
            raise _Genoeg

    def kolommen(self, kolommen: Mapping[str, Iterable[Any]]) -> None:
        """Writes columns."""
        self.schrijf("{")
        for nummer, (plaats, cellen) in enumerate(kolommen.items()):
            if not isinstance(plaats, str):
                raise TypeError(f"de plaats {plaats!r} is geen tekst (str)")
            if isinstance(cellen, (str, bytes, Mapping)) or not isinstance(cellen, Iterable):
                raise TypeError(f"kolom `{plaats}` is een rij waarden, geen {type(cellen).__name__}")
            self.schrijf(f"{',' if nummer else ''}{_JSON.encode(plaats)}:")
            self.pad = [*plaats.removeprefix("$.").split(".")]
            self.kolom(list(cellen))
        self.schrijf("}")

    def kolom(self, cellen: list[Any]) -> None:
        try:
            tekst = _JSON.encode(cellen) if all(type(cel) in _GEWOON for cel in cellen) else None
        except ValueError:  # A number with too many digits.
            tekst = None
        if tekst is not None:
            self.tel(len(cellen))
            self.schrijf(tekst)
            return
        self.schrijf("[")
        for rij, cel in enumerate(cellen):
            if rij:
                self.schrijf(",")
            self.cel(rij, cel)
        self.schrijf("]")

    def cel(self, rij: int, cel: Any) -> None:
        """Writes a value of a column. What is wrong with it is noted with its row."""
        begin, lengte, aantal, diepte = self.uit.tell(), self.lengte, self.aantal, len(self.pad)
        try:
            if cel is ONBEKEND:
                self.tel(1)
                self.schrijf("{}")
            else:
                self.waarde(cel)
        except ToegangFout as fout:
            self.uit.seek(begin)
            self.uit.truncate()
            self.lengte, self.aantal = lengte, aantal
            del self.pad[diepte:]
            self.om.clear()
            self.geweigerd.setdefault(rij, []).extend(json.loads(fout.json))
            self.tel(1)
            self.schrijf(_GEWEIGERD)
        except TypeError as fout:
            raise TypeError(f"rij {rij} (de eerste is 0), {fout}") from None

    def waarde(self, waarde: Any) -> None:
        """Writes a value. A subclass is written as what it extends."""
        self.tel(1)
        if waarde is None or isinstance(waarde, bool):
            self.schrijf("null" if waarde is None else "true" if waarde else "false")
        elif isinstance(waarde, str):
            self.schrijf(_JSON.encode(waarde))
        elif isinstance(waarde, int):
            self.schrijf(self.geheel(waarde))
        elif isinstance(waarde, float):
            self.schrijf(self.getal(Decimal(float.__repr__(waarde))))
        elif isinstance(waarde, Decimal):
            self.schrijf(self.getal(waarde))
        elif isinstance(waarde, date) and not isinstance(waarde, datetime):
            self.schrijf(f'"{waarde.isoformat()}"')
        else:
            self.binnen(waarde)

    def geheel(self, getal: int) -> str:
        """The token of a whole number."""
        try:
            return int.__repr__(getal)
        except ValueError:  # Python writes no more than so many digits.
            melding = f"`{self.naam()}` heeft te veel cijfers"
            raise geen_json(melding, "een getal met minder cijfers", self.waar()) from None

    def getal(self, getal: Decimal) -> str:
        """The token of a number: its digits as they are."""
        if not getal.is_finite():
            raise geen_json(f"`{self.naam()}` is {getal}", "een getal", self.waar())
        return format(getal, "f") if abs(getal.adjusted()) <= _CIJFERS else str(getal)

    def binnen(self, waarde: Any) -> None:
        """Writes what has values in it."""
        if id(waarde) in self.om:
            raise geen_json("de casus bevat zichzelf", "een object zonder kringen", self.waar())
        if len(self.om) > _DIEPST:
            raise _Genoeg
        self.om.add(id(waarde))
        if isinstance(waarde, Mapping):
            self.object(waarde)
        elif isinstance(waarde, (list, tuple)):
            self.lijst(waarde)
        else:
            raise TypeError(f"{self.waar()}: een {type(waarde).__name__} kan niet in een casus; {_WEL}")
        self.om.remove(id(waarde))

    def object(self, leden: Mapping[Any, Any]) -> None:
        self.schrijf("{")
        for nummer, (sleutel, waarde) in enumerate(leden.items()):
            if not isinstance(sleutel, str):
                raise TypeError(f"{self.waar()}: de sleutel {sleutel!r} is geen tekst (str)")
            self.schrijf(f"{',' if nummer else ''}{_JSON.encode(sleutel)}:")
            self.onder(sleutel, waarde)
        self.schrijf("}")

    def lijst(self, leden: list[Any] | tuple[Any, ...]) -> None:
        self.schrijf("[")
        for nummer, waarde in enumerate(leden):
            if nummer:
                self.schrijf(",")
            self.onder(nummer, waarde)
        self.schrijf("]")

    def onder(self, sleutel: str | int, waarde: Any) -> None:
        self.pad.append(sleutel)
        self.waarde(waarde)
        self.pad.pop()

    def naam(self) -> str:
        """The key of the value that is written."""
        return str(next((sleutel for sleutel in reversed(self.pad) if isinstance(sleutel, str)), "$"))

    def waar(self) -> str:
        """The path of the value that is written."""
        return "$" + "".join(f"[{stap}]" if isinstance(stap, int) else f".{stap}" for stap in self.pad)


_WEL = "wel None, bool, int, float, Decimal, str, date, list, tuple en dict"

"""What is wrong, as every host tells it."""

from __future__ import annotations

import json as _json
from dataclasses import dataclass
from typing import Any, Literal

#: More problems than this are not shown by `str`.
_GETOOND = 20


@dataclass(frozen=True)
class Plaats:
    """A place in a rule file, counted from one; columns in characters."""

    bestand: str
    regel: int
    kolom: int

    def __str__(self) -> str:
        return f"{self.bestand}:{self.regel}:{self.kolom}"


@dataclass(frozen=True)
class Probleem:
    """What is wrong with rules, a case or a call. Rules have a place, cases a path."""

    #: `T0101` (rules), `C0103` (case), `B0101` (call).
    code: str
    ernst: Literal["fout", "waarschuwing"]
    #: The Dutch sentence.
    melding: str
    #: Where in the case: `$.personen[0].geboortedatm`.
    pad: str | None = None
    #: Where in the rules.
    plaats: Plaats | None = None
    #: What could have stood there.
    verwacht: str | None = None
    #: The nearest known name.
    bedoeld: str | None = None

    def __str__(self) -> str:
        waar = f" {self.plaats or self.pad}" if self.plaats or self.pad else ""
        hints = [f"verwacht: {self.verwacht}"] if self.verwacht else []
        hints += [f"bedoeld: {self.bedoeld}"] if self.bedoeld else []
        hint = f" ({'; '.join(hints)})" if hints else ""
        return f"{self.code}{waar}: {self.melding}{hint}"


class ToegangFout(Exception):
    """Rules, a case or a call that cannot be used, and all that is wrong with it."""

    #: The problems as JSON text, the same on every host.
    json: str
    problemen: list[Probleem]

    def __init__(self, json: str) -> None:
        super().__init__(json)
        self.json = json
        self.problemen = problemen(json)

    def __str__(self) -> str:
        regels = [str(probleem) for probleem in self.problemen[:_GETOOND]]
        rest = len(self.problemen) - len(regels)
        return "\n".join(regels + ([f"… en nog {rest}"] if rest else []))


def problemen(tekst: str) -> list[Probleem]:
    """The problems of a JSON text."""
    return [_probleem(**waarden) for waarden in _json.loads(tekst)]


def _probleem(plaats: dict[str, Any] | None, **waarden: Any) -> Probleem:
    return Probleem(plaats=Plaats(**plaats) if plaats else None, **waarden)


def geen_json(melding: str, verwacht: str, pad: str | None = None) -> ToegangFout:
    """The error of a case that has no JSON text."""
    probleem = {
        "code": "B0106",
        "ernst": "fout",
        "melding": melding,
        "pad": pad,
        "plaats": None,
        "verwacht": verwacht,
        "bedoeld": None,
    }
    return ToegangFout(_json.dumps([probleem], ensure_ascii=False, indent=2) + "\n")

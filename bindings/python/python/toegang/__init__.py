"""One decision logic for the access to the Dutch social domain.

A case goes in; a decision comes out, with its reasons and articles.

>>> from toegang import Regelset
>>> regels = Regelset.ingebouwd("Zutphen")
>>> regels.toets({"peildatum": "2026-10-01"}, onderwerp="algemene bijstand")["uitkomsten"][0]["uitkomst"]
'nog niet te bepalen'
"""

from ._besluit import Besluit, Plan, Procedure, Uitkomst, Uitkomsten
from ._casus import ONBEKEND
from ._fout import Plaats, Probleem, ToegangFout
from ._regelset import (
    Casus,
    Kolommen,
    Metadata,
    Mislukking,
    Proefuitslag,
    Regelset,
    Vraag,
    gemeenten,
    teksten,
    teksten_json,
)

__all__ = [
    "ONBEKEND",
    "Besluit",
    "Casus",
    "Kolommen",
    "Metadata",
    "Mislukking",
    "Plaats",
    "Plan",
    "Probleem",
    "Procedure",
    "Proefuitslag",
    "Regelset",
    "ToegangFout",
    "Uitkomst",
    "Uitkomsten",
    "Vraag",
    "gemeenten",
    "teksten",
    "teksten_json",
]

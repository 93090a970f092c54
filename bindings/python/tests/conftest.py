from __future__ import annotations

from pathlib import Path

import pytest

from toegang import Regelset

ROOT = Path(__file__).parents[3]
CASUSSEN = ROOT / "tests/casussen"


@pytest.fixture(scope="session")
def zutphen() -> Regelset:
    return Regelset.ingebouwd("Zutphen")


@pytest.fixture(scope="session")
def landelijk() -> Regelset:
    return Regelset.ingebouwd()


@pytest.fixture(scope="session")
def z01() -> str:
    return (CASUSSEN / "z01.json").read_text(encoding="utf-8")

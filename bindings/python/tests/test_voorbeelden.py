"""The examples say what they say they say."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
from pathlib import Path

import toegang

HERE = Path(__file__).parents[1]


def test_a_table_of_households() -> None:
    folder = HERE / "voorbeelden"
    words = [sys.executable, "huishoudens.py", "huishoudens.csv"]
    ran = subprocess.run(words, cwd=folder, capture_output=True, encoding="utf-8", timeout=120)
    assert ran.stderr == ""
    assert ran.stdout == (folder / "uitkomsten.csv").read_text(encoding="utf-8")


def test_the_readme() -> None:
    readme = (HERE / "README.md").read_text(encoding="utf-8")
    program, printed = re.findall(r"```(?:python|text)\n(.*?)```", readme, re.DOTALL)[:2]
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", timeout=120)
    assert (ran.stdout, ran.stderr) == (printed, "")


def test_the_documentation_of_the_module() -> None:
    result = doctest.testmod(toegang)
    assert (result.attempted, result.failed) == (3, 0)

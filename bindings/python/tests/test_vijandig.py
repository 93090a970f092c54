"""Hostile input gives a typed error, within a second of computing and 64 MB beyond what the rules take."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from toegang import Regelset

#: Runs one call in a process of its own, and tells the codes of what is wrong and what it took.
CHILD = """
import json, sys, time
from decimal import Decimal
from toegang import Regelset, ToegangFout
regels = Regelset.uit_programma(open(sys.argv[1], "rb").read())

def memory(name):
    with open("/proc/self/status") as lines:
        return next(int(line.split()[1]) for line in lines if line.startswith(name))

def last(said):
    raise said[-1]

before = memory("VmRSS")
call = eval(sys.argv[2])
start = time.process_time()
try:
    call()
    problemen = []
except ToegangFout as fout:
    problemen = fout.problemen
seconds = time.process_time() - start
print(json.dumps([sorted({p.code for p in problemen}), len(problemen), seconds, (memory("VmHWM") - before) / 1024]))
"""

MEMBERS = '{f"k{number}": number for number in range(100_000)}'
DEEP = "__import__('functools').reduce(lambda inner, _: [inner], range(100_000), 1)"
#: Texts are made inside the call, so that they count.
CALLS = {
    "10 MB of brackets": ('regels.toets("[" * 10_000_000)', ["C0106"]),
    "one bracket too many": ('regels.toets("[" * 10_000_001)', ["C0102"]),
    "depth 100,000 in a text": ("regels.toets('{\"a\":' * 100_000)", ["C0106"]),
    "depth 100,000 in a mapping": (f'regels.toets({{"a": {DEEP}}})', ["C0106"]),
    "100,000 members in a mapping": (f"regels.toets({MEMBERS})", ["C0102"]),
    "100,000 members in a text": (f"regels.toets(json.dumps({MEMBERS}))", ["C0102"]),
    "a person with 100,000 members": (
        f'regels.toets({{"peildatum": "2026-10-01", "personen": [{{"id": "a", **{MEMBERS}}}]}})',
        ["C0102"],
    ),
    "a hundred persons with 1,900 unknown members": (
        """regels.toets({'personen': [{'id': str(p), **{f'k{n}': n for n in range(1900)}} for p in range(100)]})""",
        ["C0102", "C0103", "C0104"],
    ),
    "100,000 persons": (
        """regels.toets('{"personen":[' + ','.join('{"id":"%d"}' % n for n in range(100_000)) + ']}')""",
        ["C0102"],
    ),
    "99,000 judgements": (
        """regels.toets('{"oordelen":[' + ','.join('{"over":"%d"}' % n for n in range(99_000)) + ']}')""",
        ["C0102"],
    ),
    "a list that doubles 60 times": (
        "regels.toets({'a': __import__('functools').reduce(lambda inner, _: [inner, inner], range(60), 1)})",
        ["C0106"],
    ),
    "a number of a million digits": ("regels.toets({'peildatum': 1 << 3_000_000})", ["B0106"]),
    "a decimal of a million digits": ("regels.toets({'peildatum': Decimal('1' * 1_000_000)})", ["C0102"]),
    "ten in a batch": ('last(regels.toets_alle(["[" * 1_000_000] * 10))', ["C0106"]),
    "a rule file without end": ('Regelset.uit_teksten({"a.regels": "regel " + "zonder einde " * 150_000})', ["T0107"]),
    "a sentence without end": ('Regelset.uit_teksten({"a.regels": "regel " + "zonder einde " * 18_000})', None),
    "a sentence of brackets": ('Regelset.uit_teksten({"a.regels": "regel a\\n  " + "(" * 240_000})', None),
    "a table without end": ('Regelset.uit_teksten({"a.regels": "tabel a\\n" + "  | a | b |\\n" * 4_000})', None),
    "a rule file of 10 MB": ('Regelset.uit_teksten({"a.regels": "x" * 10_000_000})', ["T0107"]),
    "10 MB that are no program": ('Regelset.uit_programma(b"x" * 10_000_000)', ["B0105"]),
}


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory, zutphen: Regelset) -> Path:
    path = tmp_path_factory.mktemp("programma") / "zutphen.bin"
    path.write_bytes(zutphen.programma())
    return path


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
@pytest.mark.parametrize("name", CALLS)
def test_hostile_input_is_refused_in_time(name: str, program: Path) -> None:
    call, expected = CALLS[name]
    words = [sys.executable, "-c", CHILD, str(program), f"lambda: {call}"]
    ran = subprocess.run(words, capture_output=True, text=True, timeout=120)
    assert ran.returncode == 0, ran.stderr
    codes, count, seconds, megabytes = json.loads(ran.stdout)
    print(f"{name}: {codes}, {count} problems, {seconds:.2f} s, {megabytes:.0f} MB")
    assert expected is None and codes or codes == expected
    assert count <= 1001
    assert seconds <= 1
    assert megabytes <= 64

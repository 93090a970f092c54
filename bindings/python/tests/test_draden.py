"""Threads share a rule set, and are not held up by it."""

from __future__ import annotations

import json
import os
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from conftest import CASUSSEN

from toegang import Regelset, ToegangFout, teksten


def test_threads_get_what_one_gets(zutphen: Regelset) -> None:
    names = ["z01", "z02", "z05", "z22a", "z22c", "z24", "onvolledig"]
    cases = [(CASUSSEN / f"{name}.json").read_text(encoding="utf-8") for name in names] * 4
    alone = [zutphen.toets_json(case, onderwerp="algemene bijstand") for case in cases]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda case: zutphen.toets_json(case, onderwerp="algemene bijstand"), cases)) == alone


def test_other_threads_go_on_while_rules_compile() -> None:
    bestanden = teksten("Zutphen")
    compiled = threading.Event()

    def compileer() -> None:
        Regelset.uit_teksten(bestanden, "Zutphen")
        compiled.set()

    thread = threading.Thread(target=compileer)
    thread.start()
    turns = 0
    while not compiled.is_set():
        time.sleep(0.001)
        turns += 1
    thread.join()
    assert turns > 20


def test_a_thread_with_a_small_stack_gets_the_same(zutphen: Regelset, z01: str) -> None:
    deep = "regeling a\n\nregel a\n  Het getal van de persoon is " + "(" * 990 + "1" + ")" * 990 + "."
    said: list[str] = []

    def ask() -> None:
        said.append(zutphen.toets_json(z01, onderwerp="algemene bijstand", spoor=True))
        try:
            Regelset.uit_teksten({"a.regels": deep})
        except ToegangFout as fout:
            said.append(fout.json)

    ask()
    before = threading.stack_size(256 * 1024)
    try:
        thread = threading.Thread(target=ask)
        thread.start()
    finally:
        threading.stack_size(before)
    thread.join()
    assert len(said) == 4
    assert said[:2] == said[2:]


def test_a_table_can_be_interrupted(zutphen: Regelset, z01: str) -> None:
    spaargeld = [number % 10_000 for number in range(20_000)]
    kolommen = json.dumps({"bezittingen[0].waarde_bij_vrije_oplevering": spaargeld})
    # The timer is a thread of Python: it goes off only when the table does not hold up other threads.
    timer = threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGINT))
    start = time.monotonic()
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        zutphen.uitkomsten_tabel_json(z01, kolommen)
    took = time.monotonic() - start
    timer.join()
    assert took < 1, "it took as long as the whole table"

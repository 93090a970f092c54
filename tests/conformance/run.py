"""The Python package as a host. python run.py CORPUS [--show N | --bench]; toegang must be installed."""

from __future__ import annotations

import hashlib
import json
import sys
import time
from collections.abc import Callable
from functools import cache
from typing import Any

from toegang import Regelset, ToegangFout, teksten_json

ingebouwd = cache(Regelset.ingebouwd)


def sha256(inhoud: bytes) -> str:
    return hashlib.sha256(inhoud).hexdigest()


def said(call: Callable[[], str]) -> str:
    """What a call gave, or the problems that it raised."""
    try:
        return call()
    except ToegangFout as fout:
        return fout.json


def answer(regels: Regelset, text: str, onderwerp: str | None, form: str) -> str:
    if form == "outcomes":
        return regels.uitkomsten_json(text, onderwerp=onderwerp)
    if form == "explanation":
        return regels.uitleg(text, onderwerp=onderwerp)
    if form == "questions":
        return regels.vragen_json(text, onderwerp=onderwerp)
    return regels.toets_json(text, onderwerp=onderwerp, spoor=form == "trace")


def about(gemeente: str | None) -> list[str]:
    regels = ingebouwd(gemeente)
    return [
        regels.metadata_json(),
        regels.schema_json("casus"),
        regels.schema_json("besluit"),
        regels.schema_json("uitkomsten"),
        regels.test_json(),
        regels.waarschuwingen_json(),
        sha256(regels.programma()),
        teksten_json(gemeente),
    ]


def documents(item: dict[str, Any]) -> list[str]:
    """The documents of an item; without rules to ask, what is wrong with the rules."""
    try:
        return asked(item)
    except ToegangFout as fout:
        return [fout.json]


def asked(item: dict[str, Any]) -> list[str]:
    match item["ask"]:
        case "case":
            regels = ingebouwd(item["gemeente"])
            return [said(lambda: answer(regels, item["text"], **question)) for question in item["questions"]]
        case "batch":
            regels, question = ingebouwd(item["gemeente"]), item["question"]
            alle = regels.uitkomsten_alle_json if question["form"] == "outcomes" else regels.toets_alle_json
            return alle(item["texts"], onderwerp=question["onderwerp"])
        case "table":
            regels = ingebouwd(item["gemeente"])
            return [regels.uitkomsten_tabel_json(item["text"], item["columns"], onderwerp=item["onderwerp"])]
        case "rule set":
            return about(item["gemeente"])
        case "texts":
            Regelset.uit_teksten({file["path"]: file["text"] for file in item["files"]})
            return ["compiles"]
        case other:
            raise ValueError(f"a host cannot `{other}`")


def median(item: dict[str, Any], times: int = 31) -> int:
    """The median time of an item in nanoseconds, of so many times."""
    took: list[int] = []
    for _ in range(times):
        start = time.perf_counter_ns()
        documents(item)
        took.append(time.perf_counter_ns() - start)
    return sorted(took)[times // 2]


def bench(corpus: str) -> None:
    with open(corpus, encoding="utf-8", newline="\n") as lines:
        for line in lines:
            print(json.dumps([str(median(json.loads(line)))]), flush=True)


def main(corpus: str, only: int | None) -> None:
    with open(corpus, encoding="utf-8", newline="\n") as lines:
        for number, line in enumerate(lines):
            if only in (None, number):
                told = documents(json.loads(line))
                shown = told if only is not None else [sha256(text.encode()) for text in told]
                print(json.dumps(shown, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    words = sys.argv[1:]
    if words[1:2] == ["--bench"]:
        bench(words[0])
    else:
        main(words[0], int(words[2]) if words[1:2] == ["--show"] else None)

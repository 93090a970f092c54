// The package as `npm install` gives it. Run by `cargo xtask web --test`, which installs it beside these tests.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import test from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";

const require = createRequire(pathToFileURL(`${process.env.TOEGANG_PACKAGE}/`));
const entry = (name) => import(pathToFileURL(require.resolve(name)).href);
const { Regelset, ToegangFout, gemeenten } = await entry("toegang");
const { compileer, teksten } = await entry("toegang/compiler");

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const ABOUT = { onderwerp: "algemene bijstand" };
const casus = JSON.parse(readFileSync(`${ROOT}/tests/casussen/z01.json`, "utf8"));

/** The codes of what a call throws. */
function codes(call) {
  try {
    call();
  } catch (error) {
    assert.ok(error instanceof ToegangFout, String(error));
    return error.problemen.map(({ code }) => code);
  }
  return [];
}

/** A rule set of a few facts, so that a fault is found in the text and nowhere else. */
const proef = await compileer({ "proef.regels": "regeling Proef\n  soort  wet\n\nobject persoon, meervoud personen\n\ngegevens van een persoon\n  geboortedatum: datum\n" });

test("the example of the README prints what it says", () => {
  const readme = readFileSync(`${dirname(require.resolve("toegang"))}/README.md`, "utf8");
  const [, example] = readme.match(/```js\n([^]*?)```/);
  const printed = execFileSync("node", ["--input-type=module", "--eval", example], { cwd: process.env.TOEGANG_PACKAGE, encoding: "utf8" });
  assert.match(printed, /^nog niet te bepalen\n[^]*\npartner Pw, artikel 3, /);
});

test("a case is decided, explained and asked about", async () => {
  const regels = await Regelset.ingebouwd("Zutphen");
  const [uitkomst] = regels.toets(casus, ABOUT).uitkomsten;
  assert.equal(uitkomst.uitkomst, "recht");
  assert.match(regels.uitleg(casus, ABOUT), /hoogte € 1\.419,46 per maand/);
  assert.deepEqual(regels.vragen(casus, ABOUT), []);
  assert.deepEqual(regels.toetsAlle([casus, "{"], ABOUT).map((said) => said instanceof ToegangFout), [false, true]);
  const [{ perioden: [{ wijzigt, ...periode }] }] = regels.toets(casus, ABOUT).uitkomsten;
  assert.deepEqual(regels.uitkomsten(casus, ABOUT).uitkomsten[0].perioden, [periode]);
  const many = regels.uitkomstenAlle([casus, "{"], ABOUT);
  assert.deepEqual(many[0], regels.uitkomsten(casus, ABOUT));
  assert.ok(many[1] instanceof ToegangFout);
  assert.deepEqual(["casus", "besluit", "uitkomsten"].map((van) => "$defs" in regels.schema(van)), [true, true, true]);
  assert.throws(() => regels.schema("brief"), TypeError);
  assert.deepEqual(gemeenten, ["Zeewolde", "Zuidplas", "Zutphen"]);
  assert.equal(await Regelset.ingebouwd("zutphen"), regels);
});

const SAVINGS = "bezittingen[0].waarde_bij_vrije_oplevering";
const OUTCOME = "algemene bijstand (huishouden): uitkomst";

test("a table says of each row what its case says", async () => {
  const regels = await Regelset.ingebouwd("Zutphen");
  const rows = [500, 8000.01, null, undefined, "veel", { waarde: "500.00", bron: "bank" }];
  const { problemen, ...table } = regels.uitkomstenTabel(casus, { [SAVINGS]: rows }, ABOUT);
  const said = rows.map((savings) => {
    const own = structuredClone(casus);
    if (savings === undefined) delete own.bezittingen[0].waarde_bij_vrije_oplevering;
    else own.bezittingen[0].waarde_bij_vrije_oplevering = savings;
    return regels.uitkomstenAlle([own], ABOUT)[0];
  });
  const wrong = said.map((one) => one instanceof ToegangFout);
  assert.deepEqual(wrong, [false, false, false, false, true, false]);
  assert.deepEqual(problemen.map((one) => one?.json), said.map((one) => one.json));
  const of = (read) => said.map((one, row) => (wrong[row] ? null : read(one.uitkomsten[0])));
  assert.deepEqual(table[OUTCOME], of(({ uitkomst }) => uitkomst));
  const amount = ({ perioden: [{ waarden }] }) => waarden[0]?.waarde ?? null;
  assert.deepEqual(table["algemene bijstand (huishouden): hoogte"], of(amount));
  assert.deepEqual(new Set(table[OUTCOME]), new Set(["recht", "geen recht", "nog niet te bepalen", null]));
  const kolommen = { [SAVINGS]: [500, 8001] };
  const text = regels.uitkomstenTabelJson(casus, kolommen, ABOUT);
  assert.equal(regels.uitkomstenTabelJson(JSON.stringify(casus), JSON.stringify(kolommen), ABOUT), text);
  const { problemen: found, ...odd } = regels.uitkomstenTabel(casus, { [SAVINGS]: [500, NaN, 8001, { waarde: -Infinity }], "personen[0].geboortedatum": ["1991-03-01", 1n, "1991-03-01", "gisteren"] }, ABOUT);
  const [savings, born] = [`$.${SAVINGS}`, "$.personen[0].geboortedatum"];
  assert.deepEqual(found.map((one) => one?.problemen.map(({ code, pad, melding }) => [code, pad, melding])), [
    undefined,
    [["B0106", savings, "`waarde_bij_vrije_oplevering` is NaN"], ["B0106", born, "`geboortedatum` is van de soort bigint"]],
    undefined,
    [["B0106", savings, "`waarde` is -Infinity"]],
  ]);
  assert.deepEqual(odd[OUTCOME], ["recht", null, "geen recht", null]);
  for (const cells of Object.values(odd)) assert.ok(cells.length === 4 && cells[1] === null && cells[3] === null);
  const circle = [];
  circle[0] = circle;
  for (const cell of [Infinity, () => 1, Symbol("a"), [undefined], circle]) {
    const { problemen: [refused, none] } = regels.uitkomstenTabel(casus, { [SAVINGS]: [cell, 1] }, ABOUT);
    assert.deepEqual([refused.problemen.map(({ code, pad }) => [code, pad]), none], [[["B0106", savings]], null]);
  }
  const hole = [500];
  hole[2] = 8001;
  const { [OUTCOME]: outcomes } = regels.uitkomstenTabel(casus, { [SAVINGS]: hole }, ABOUT);
  assert.deepEqual(outcomes, ["recht", "nog niet te bepalen", "geen recht"]);
  for (const typed of [Uint16Array.of(500, 8001), BigInt64Array.of(500n, 8001n)]) {
    assert.equal(regels.uitkomstenTabelJson(casus, { [SAVINGS]: typed }, ABOUT), text);
  }
});

test("a table refuses wrong columns", async () => {
  const regels = await Regelset.ingebouwd("Zutphen");
  const refused = (kolommen) => codes(() => regels.uitkomstenTabel(casus, kolommen, ABOUT));
  assert.deepEqual(refused({}), ["B0107"]);
  assert.deepEqual(refused({ "personen[0].id": ["anna"] }), ["B0107"]);
  assert.deepEqual(refused({ [SAVINGS]: [1], "personen[0].geboortedatum": [] }), ["B0107"]);
  assert.deepEqual(refused({ "personen[0].geboortedatm": [] }), ["C0103"]);
  assert.deepEqual(refused({ [SAVINGS]: [NaN], "personen[0].geboortedatum": [] }), ["B0107"]);
  for (const cells of ["500", Float64Array.of(1), new Set([1]), null]) {
    assert.throws(() => regels.uitkomstenTabel(casus, { [SAVINGS]: cells }, ABOUT), TypeError);
  }
  for (const kolommen of [undefined, [], 1]) assert.throws(() => regels.uitkomstenTabel(casus, kolommen, ABOUT), TypeError);
});

test("the programs in the package are what the texts in it give", async () => {
  for (const gemeente of [undefined, ...gemeenten]) {
    const [inside, compiled] = [await Regelset.ingebouwd(gemeente), await compileer(await teksten(gemeente), gemeente)];
    assert.equal(compiled.metadataJson(), inside.metadataJson());
    const { gemeente: _, ...anywhere } = casus;
    assert.equal(compiled.toetsJson(anywhere, ABOUT), inside.toetsJson(anywhere, ABOUT));
    const again = await Regelset.uitProgramma(compiled.programma());
    assert.equal(again.metadataJson(), inside.metadataJson());
  }
});

test("nothing is ignored: what is wrong has a code", async () => {
  const regels = await Regelset.ingebouwd();
  assert.deepEqual(codes(() => proef.toets({ peildatum: "2026-10-20", personen: [{ id: "anna", geboortedatm: "1996-05-01" }] })), ["C0103"]);
  assert.deepEqual(codes(() => regels.toets(casus, { onderwerp: "algemene bijstant" })), ["B0103"]);
  assert.deepEqual(codes(() => regels.toets(casus, { op: "1-10-2026" })), ["B0104"]);
  for (const value of [NaN, Infinity, () => 1, 1n, Symbol("a"), [undefined], new Date("gisteren")]) {
    assert.deepEqual(codes(() => regels.toets({ peildatum: "2026-10-20", personen: value })), ["B0106"]);
  }
  const circle = {};
  circle.personen = circle;
  assert.deepEqual(codes(() => regels.toets(circle)), ["B0106"]);
  assert.deepEqual(codes(() => regels.toets('{"peildatum": "\ud800"}')), ["B0106"]);
  assert.throws(() => regels.toets(casus, { onderwerpp: "x" }), TypeError);
  assert.throws(() => regels.toets(casus, { onderwerp: 1 }), TypeError);
  assert.throws(() => regels.toets(undefined), TypeError);
  await assert.rejects(Regelset.ingebouwd("Zutfen"), ({ problemen }) => problemen[0].code === "B0101");
  await assert.rejects(Regelset.uitProgramma(new Uint8Array([1, 2, 3])), ({ problemen }) => problemen[0].code === "B0105");
  await assert.rejects(compileer({ "a.regels": "regel" }), ({ problemen }) => problemen[0].plaats.bestand === "a.regels");
});

test("it works in a worker", async () => {
  const script = `
    import { parentPort, workerData } from "node:worker_threads";
    const { Regelset } = await import(workerData.entry);
    const regels = await Regelset.ingebouwd("Zutphen");
    parentPort.postMessage(regels.toetsJson(workerData.casus, workerData.about));`;
  const workerData = { entry: pathToFileURL(require.resolve("toegang")).href, casus: JSON.stringify(casus), about: ABOUT };
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(script)}`), { workerData });
  const said = await new Promise((told, failed) => worker.once("message", told).once("error", failed));
  assert.equal(said, (await Regelset.ingebouwd("Zutphen")).toetsJson(casus, ABOUT));
});

test("types fit good cases and refuse others", () => {
  const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  const options = ["--noEmit", "--strict", "--target", "es2022", "--module", "nodenext", "--skipLibCheck", "--lib", "es2022,dom"];
  execFileSync("node", [tsc, ...options, "types.ts"], { cwd: process.env.TOEGANG_PACKAGE, stdio: "inherit" });
});

// The parts of the page that need no browser.

import assert from "node:assert/strict";
import { test } from "node:test";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { toegang } from "./helper.mjs";
import { addObject, find, given, places, put, removeObject } from "../src/case.js";
import { day, euro, law, outcomeValue, readDay, readEuro, readNumber, Wrong } from "../src/dutch.js";
import { isComplete, people, roleOf, setComplete, setRole } from "../src/household.js";
import { modelOf } from "../src/model.js";
import { next, questionOf } from "../src/questions.js";
import { byTheme, COMMON } from "../src/topics.js";

const { gemeenten, Regelset } = await import(pathToFileURL(join(toegang, "index.js")).href);
const sets = new Map();
for (const gemeente of ["", ...gemeenten]) sets.set(gemeente, await Regelset.ingebouwd(gemeente));
const model = modelOf(sets.get("Zutphen").schema());

test("every fact and judgement of every municipality has a type that can be asked", () => {
  for (const [gemeente, regels] of sets) {
    const { klassen, oordelen } = modelOf(regels.schema());
    const { gegevens, oordelen: judgements } = regels.metadata();
    assert.ok(Object.values(klassen).flatMap(({ velden }) => Object.keys(velden)).length > gegevens / 2, gemeente);
    assert.equal(Object.values(oordelen).flat().length, judgements);
    const references = Object.values(klassen).flatMap(({ velden }) => Object.values(velden)).filter(({ type }) => "klasse" in type);
    for (const { type } of references) assert.ok(klassen[type.klasse], type.klasse);
  }
  assert.deepEqual(model.klassen.persoon.velden.inkomens.type, { soort: "lijst", klasse: "inkomen", leeg: false });
  assert.deepEqual(model.klassen.inkomen.velden.netto_bedrag.type, { soort: "bedrag", per: "maand", leeg: true });
  assert.deepEqual(model.klassen.huishouden.velden.partner.type, { soort: "een", klasse: "persoon", leeg: true });
});

test("of two judgements with one name, the question or the role tells which", () => {
  const plaats = { soort: "oordeel", sleutel: "nodige_etmalen", betreft: ["kim"] };
  const unit = (casus, asked) => questionOf(casus, model, plaats, asked).type.per;
  assert.deepEqual(["Hoeveel etmalen per week is verblijf nodig, omdat de hulp niet ambulant kan?", "Hoeveel etmalen verblijf per jaar zijn nodig?"].map((asked) => unit({}, asked)), ["week", "jaar"]);
  assert.equal(unit({ oordelen: [{ over: "nodige etmalen", betreft: ["kim"], door: { rol: "consulent expertisecentrum" } }] }), "jaar");
});

test("every topic stands somewhere, and the common ones exist", () => {
  const { besluiten } = sets.get("Zutphen").metadata();
  assert.equal([...byTheme(besluiten).values()].flat().length, besluiten.length);
  for (const topic of COMMON.keys()) assert.ok(besluiten.includes(topic), topic);
});

test("days, amounts and numbers as people write them", () => {
  for (const text of ["1-5-1996", "01/05/1996", "1 mei 1996", "1 Mei 1996", " 1996-05-01 ", "1.5.1996"]) assert.equal(readDay(text), "1996-05-01");
  for (const text of ["31-2-2020", "1-13-2020", "morgen", "", "1-5-96"]) assert.throws(() => readDay(text), Wrong, text);
  for (const [text, value] of [["950", "950.00"], ["€ 1.419,46", "1419.46"], ["1500,5", "1500.50"], ["0", "0.00"], ["007", "7.00"], ["12,-", "12.00"]]) assert.equal(readEuro(text), value);
  for (const text of ["950.5", "12,345", "-5", "een", "1.41,00", ""]) assert.throws(() => readEuro(text), Wrong, text);
  assert.deepEqual(["4,5", "1.000", "12,5%"].map((text) => readNumber(text)), ["4.5", "1000", "12.5"]);
  assert.throws(() => readNumber("4.5"), Wrong);
  assert.deepEqual([day("2026-10-01"), euro("1419.5"), law("Pw, artikel 31"), law("PwX")], ["1 oktober 2026", "€\u00a01.419,50", "Participatiewet, artikel 31", "PwX"]);
});

test("values of an outcome in words", () => {
  const said = (value) => outcomeValue({ naam: "x", ...value }, (id) => id).replaceAll("\u00a0", " ");
  assert.equal(said({ waarde: "227", eenheid: "minuut", per: "week" }), "227 minuten per week (3 uur en 47 minuten)");
  assert.equal(said({ waarde: "1", eenheid: "minuut", per: null }), "1 minuut");
  assert.equal(said({ waarde: null, eenheid: "euro", per: "maand", ten_minste: "1013.90", ten_hoogste: "1419.46" }), "tussen € 1.013,90 en € 1.419,46 per maand");
  assert.equal(said({ waarde: null, eenheid: "euro", per: null, ten_hoogste: "5.00" }), "ten hoogste € 5,00");
  assert.equal(said({ waarde: "2026-10-01" }), "1 oktober 2026");
  assert.equal(said({ waarde: "01 minuut" }), "01 minuut");
});

test("facts go where the case keeps them, and out of it again", () => {
  const casus = { peildatum: "2026-10-01", personen: [{ id: "anna" }, { id: "bert" }], huishouden: { aanvrager: "anna" } };
  const before = structuredClone(casus);
  const fact = { soort: "gegeven", sleutel: "is_nederlander", betreft: ["anna"] };
  const pair = { soort: "gegeven", sleutel: "is_gehuwd_met", betreft: ["anna", "bert"] };
  const judgement = { soort: "oordeel", sleutel: "is_medisch_urenbeperkt", betreft: ["anna"] };
  for (const [place, value] of [[fact, true], [pair, false], [judgement, { waarde: true, motivering: "zo" }]]) put(casus, model, place, value);
  assert.equal(casus.personen[0].is_nederlander, true);
  assert.deepEqual(casus.relaties, [{ van: "anna", met: "bert", is_gehuwd_met: false }]);
  assert.equal(casus.oordelen[0].over, "is medisch urenbeperkt");
  assert.deepEqual(places(casus, model).filter(({ sleutel }) => sleutel !== "aanvrager"), [fact, pair, judgement]);
  put(casus, model, judgement, { waarde: false, motivering: "toch niet" });
  assert.equal(given(casus, model, judgement).waarde, false);
  assert.equal(casus.oordelen.length, 1);
  for (const place of [fact, pair, judgement]) put(casus, model, place, undefined);
  assert.deepEqual(casus, before);
});

test("who is removed leaves nothing behind, in whatever form it was written", () => {
  const casus = {
    personen: [{ id: "anna", inkomens: { waarde: ["loon", "samen"], bron: "UWV" } }, { id: "bert", inkomens: [{ waarde: ["samen"], vanaf: "2026-01-01" }] }, { id: "kind" }],
    huishouden: { aanvrager: "bert", partner: { betwist: ["anna", null] }, kinderen: { leden: ["kind", "anna"], volledig: false }, bezittingen: ["auto"] },
    inkomens: [{ id: "loon" }, { id: "samen" }],
    bezittingen: [{ id: "auto" }],
    relaties: [{ van: "kind", met: "anna", is_bloedverwant_van: true }, { van: "kind", met: "bert", is_bloedverwant_van: true }],
    oordelen: [{ over: "x", betreft: ["anna", "bert"] }, { over: "y", betreft: ["bert"] }],
  };
  assert.deepEqual(removeObject(casus, model, "anna"), ["anna", "loon"]);
  assert.deepEqual(casus, {
    personen: [{ id: "bert", inkomens: [{ waarde: ["samen"], vanaf: "2026-01-01" }] }, { id: "kind" }],
    huishouden: { aanvrager: "bert", partner: null, kinderen: { leden: ["kind"], volledig: false }, bezittingen: ["auto"] },
    inkomens: [{ id: "samen" }],
    bezittingen: [{ id: "auto" }],
    relaties: [{ van: "kind", met: "bert", is_bloedverwant_van: true }],
    oordelen: [{ over: "y", betreft: ["bert"] }],
  });
});

test("a place in the household, complete or not", () => {
  const casus = { personen: [{ id: "anna" }, { id: "bert" }, { id: "kim" }], huishouden: { aanvrager: "anna" } };
  setRole(casus, "kim", "kind");
  assert.deepEqual(casus.huishouden.kinderen, { leden: ["kim"], volledig: false });
  setComplete(casus, true);
  assert.deepEqual(casus.huishouden, { aanvrager: "anna", partner: null, kinderen: ["kim"], medebewoners: [] });
  setRole(casus, "bert", "partner");
  setRole(casus, "kim", "medebewoner");
  assert.deepEqual(casus.huishouden, { aanvrager: "anna", partner: "bert", kinderen: [], medebewoners: ["kim"] });
  assert.deepEqual(people(casus, model).map((id) => [id, roleOf(casus, id)]), [["anna", "aanvrager"], ["bert", "partner"], ["kim", "medebewoner"]]);
  assert.ok(isComplete(casus));
  assert.equal(addObject(casus, model, "persoon"), "persoon1");
  assert.equal(find(casus, model, "persoon1").klasse, "persoon");
});

test("what can be answered in one breath is asked together", () => {
  const ask = (sleutel, betreft, volgens = "BRP", soort = "ja_nee") => ({ plaats: { soort: "gegeven", sleutel, betreft: [betreft] }, type: { soort }, volgens });
  const all = [ask("a", "anna"), ask("b", "bert"), ask("c", "anna"), ask("d", "anna", "UWV"), ask("e", "anna", "BRP", "datum"), ask("f", "anna")];
  const keys = (passed) => next(all, new Set(passed)).map(({ plaats }) => plaats.sleutel);
  assert.deepEqual(keys([]), ["a", "c", "f"]);
  assert.deepEqual(keys(["gegeven|a|anna", "gegeven|c|anna"]), ["b"]);
  assert.equal(next(Array.from({ length: 20 }, (_, index) => ask(`k${index}`, "anna")), new Set()).length, 9);
  assert.deepEqual(next([], new Set()), []);
});

// Everything that was given, to look over, change or take away; and what was passed over.

import { byId, fill, focusOn, h, rowButton } from "../dom.js";
import { capital, factValue, sentence, enumerate, day } from "../dutch.js";
import { given, isObject, places, put } from "../case.js";
import { mark, questionOf } from "../questions.js";
import { startChange } from "./questions.js";

/**
 * @typedef {import("../app.js").App} App
 * @typedef {import("../case.js").Place} Place
 * @typedef {import("../questions.js").Question} Question
 */

/** With no more than these, all are shown. */
const FEW = 15;

/** What the household section shows already. */
const ELSEWHERE = new Set(["aanvrager", "partner", "kinderen", "medebewoners"]);

/** @param {App} app */
export function overview(app) {
  const { casus, overgeslagen } = app.state;
  const shown = places(casus, app.model).filter(({ sleutel, betreft }) => !(betreft[0] === "huishouden" && ELSEWHERE.has(sleutel)));
  const passed = app.questions.filter(({ plaats }) => overgeslagen.includes(mark(plaats)));
  byId("opgave-kort").textContent = `${shown.length === 1 ? "1 gegeven" : `${shown.length} gegevens`}${passed.length > 0 ? `, ${passed.length} overgeslagen` : ""}`;
  /** @type {Map<string, Place[]>} */
  const by = new Map();
  for (const place of shown) {
    const about = place.soort === "oordeel" ? "Oordelen" : capital(enumerate(place.betreft.map(app.call)));
    by.set(about, [...(by.get(about) ?? []), place]);
  }
  fill(byId("opgave"),
    shown.length === 0 && h("p", { class: "utrecht-paragraph" }, "Er is nog niets opgegeven."),
    [...by].map(([about, found]) => group(app, about, found, shown.length <= FEW)),
    passed.length > 0 && [h("h3", { class: "utrecht-heading-4" }, "Overgeslagen"), h("dl", { class: "gegevens" }, passed.map((question) => skipped(app, question)))],
  );
}

/**
 * What was given about one person or thing.
 *
 * @param {App} app
 * @param {string} about
 * @param {Place[]} found
 * @param {boolean} open
 */
function group(app, about, found, open) {
  const rows = h("dl", { class: "gegevens" }, found.map((place) => row(app, place)));
  const count = h("span", { class: "klein" }, ` ${found.length}`);
  return h("details", { open: open || opened.has(about), toggle: (event) => opened[event.currentTarget.open ? "add" : "delete"](about) },
    h("summary", {}, h("h3", { class: "utrecht-heading-4" }, about, count)), rows);
}

/** What was opened stays open. @type {Set<string>} */
const opened = new Set();

/**
 * @param {App} app
 * @param {Place} place
 */
function row(app, place) {
  const value = given(app.state.casus, app.model, place);
  const question = questionOf(app.state.casus, app.model, place);
  if (question === undefined) return null;
  const label = place.soort === "oordeel" ? sentence(question, app.call) : capital(question.titel) + (place.betreft.length === 2 ? ` ${app.call(place.betreft[1] ?? "")}` : "");
  const said = place.soort === "oordeel" && isObject(value)
    ? [factValue(value.waarde, question.type, app.call), h("br"), judgedBy(value)]
    : factValue(value, question.type, app.call);
  const name = sentence(question, app.call);
  const away = async () => {
    await app.propose(({ casus }) => put(casus, app.model, place, undefined));
    focusOn(byId("opgave-titel"));
  };
  return h("div", {}, h("dt", {}, label), h("dd", {}, said),
    h("dd", { class: "knoppen" }, rowButton("Wijzigen", name, () => startChange(app, place)), rowButton("Weghalen", name, away)));
}

/** @param {{ [key: string]: import("../case.js").Json }} judgement */
function judgedBy({ door, op, motivering }) {
  const by = isObject(door) ? [door.naam, door.rol].filter(Boolean).join(", ") : "";
  return h("small", {}, `${by}, ${day(String(op))}: ${motivering}`);
}

/**
 * @param {App} app
 * @param {Question} question
 */
function skipped(app, question) {
  const name = sentence(question, app.call);
  return h("div", {}, h("dt", {}, name), h("dd", {}, question.plaats.soort === "oordeel" ? "nog niet beoordeeld" : "weet ik niet"),
    h("dd", { class: "knoppen" }, rowButton("Alsnog beantwoorden", name, () => startChange(app, question.plaats))));
}

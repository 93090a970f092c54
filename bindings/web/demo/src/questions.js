// Which questions to ask next: what still matters, and of it what can be answered in the same breath. As `toegang vraag`
// does it in a terminal.

import { fieldOf, given, isObject } from "./case.js";

/**
 * @typedef {import("./case.js").Obj} Obj
 * @typedef {import("./case.js").Place} Place
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./model.js").Type} Type
 * @typedef {import("./toegang/index.js").Vraag} Vraag
 *
 * @typedef {object} Question
 * @property {Place} plaats
 * @property {Type} type
 * @property {string} titel the name of the fact or judgement
 * @property {string} toelichting
 * @property {string} vraag what must be judged
 * @property {string} volgens who knows
 * @property {string[]} rollen who may judge
 * @property {boolean} tweede
 * @property {{ besluit: string, artikel: string | null }[]} waarom
 */

/** As many facts as can stand in one list and still be read at a glance. */
const TOGETHER = 9;

/**
 * What to remember a question by.
 *
 * @param {Place} place
 */
export const mark = ({ soort, sleutel, betreft }) => [soort, sleutel, ...betreft].join("|");

/**
 * @param {string} marked
 * @returns {Place}
 */
export function unmark(marked) {
  const [soort, sleutel = "", ...betreft] = marked.split("|");
  return { soort: soort === "oordeel" ? "oordeel" : "gegeven", sleutel, betreft };
}

/**
 * A fact or judgement as a question; nothing when the rules do not know it of these objects.
 *
 * @param {Obj} casus
 * @param {Model} model
 * @param {Place} plaats
 * @param {string | null} [asked] what the engine asks: of two judgements with one name, this tells which
 * @returns {Question | undefined}
 */
export function questionOf(casus, model, plaats, asked) {
  if (plaats.soort === "oordeel") {
    const named = model.oordelen[plaats.sleutel] ?? [];
    const rol = judgedBy(given(casus, model, plaats));
    const judgement = named.find(({ vraag }) => vraag === asked) ?? named.find(({ rollen }) => rollen.includes(rol)) ?? named[0];
    if (judgement === undefined) return undefined;
    const { naam, vraag, type, rollen, tweede } = judgement;
    return { plaats, type, titel: naam, toelichting: "", vraag, volgens: "", rollen, tweede, waarom: [] };
  }
  const field = fieldOf(casus, model, plaats);
  if (field === undefined) return undefined;
  return { plaats, ...field, vraag: "", rollen: [], tweede: false, waarom: [] };
}

/** @param {import("./case.js").Json | undefined} judgement */
const judgedBy = (judgement) => (isObject(judgement) && isObject(judgement.door) ? String(judgement.door.rol) : "");

/**
 * All that can be asked, in the order of the decisions, each once.
 *
 * @param {Obj} casus
 * @param {Model} model
 * @param {Vraag[]} vragen
 * @returns {Question[]}
 */
export function askable(casus, model, vragen) {
  /** @type {Map<string, Question>} */
  const found = new Map();
  for (const { soort, sleutel, betreft, besluiten, artikel, herkomst, rollen, vraag } of vragen) {
    if (soort !== "gegeven" && soort !== "oordeel") continue;
    const plaats = { soort, sleutel, betreft };
    if (saysSomething(casus, model, plaats)) continue;
    const question = found.get(mark(plaats)) ?? questionOf(casus, model, plaats, vraag);
    if (question === undefined) continue;
    question.volgens = herkomst ?? question.volgens;
    if (rollen.length > 0) question.rollen = rollen;
    question.waarom.push(...besluiten.map((besluit) => ({ besluit, artikel })));
    found.set(mark(plaats), question);
  }
  return [...found.values()];
}

/**
 * Whether the case already says something of it: a dispute, values for other days. An answer would wipe that out. An
 * incomplete list may be completed.
 *
 * @param {Obj} casus
 * @param {Model} model
 * @param {Place} place
 */
function saysSomething(casus, model, place) {
  const value = given(casus, model, place);
  return value !== undefined && !(isObject(value) && value.leden !== undefined);
}

/**
 * The first question that was not passed over, with those that go with it: ja/nee facts of the same objects that the
 * same people know.
 *
 * @param {Question[]} questions
 * @param {ReadonlySet<string>} passed marks
 * @returns {Question[]}
 */
export function next(questions, passed) {
  const [first, ...others] = questions.filter(({ plaats }) => !passed.has(mark(plaats)));
  if (first === undefined) return [];
  const plain = (/** @type {Question} */ { type, plaats }) => type.soort === "ja_nee" && plaats.soort === "gegeven";
  const same = (/** @type {Question} */ other) =>
    plain(first) && plain(other) && first.volgens === other.volgens && first.plaats.betreft.join("|") === other.plaats.betreft.join("|");
  return [first, ...others.filter(same).slice(0, TOGETHER - 1)];
}

// The next questions, one group at a time: what is asked, why, who knows it, and room for the answer.

import { alert, button, byId, fill, focusOn, h, newId } from "../dom.js";
import { control, noneLabel, noneValue, textField, UNKNOWN } from "../controls.js";
import { capital, enumerate, knower, law, readDay, sentence, words, Wrong, day } from "../dutch.js";
import { addObject, given, isObject, objects, put } from "../case.js";
import { mark, next, questionOf } from "../questions.js";
import { problemList } from "./problems.js";
import { toTopics } from "./setup.js";

/**
 * @typedef {import("../app.js").App} App
 * @typedef {import("../questions.js").Question} Question
 * @typedef {import("../case.js").Place} Place
 * @typedef {import("../case.js").Json} Json
 * @typedef {import("../state.js").State} State
 * @typedef {import("../controls.js").Control} Control
 */

/** An answer that is being changed. @type {Place | null} */
let changing = null;

/** @param {App} app */
export function questions(app) {
  const { overgeslagen, onderwerpen } = app.state;
  const open = app.questions.filter(({ plaats }) => !overgeslagen.includes(mark(plaats)));
  byId("vragen-aantal").textContent = onderwerpen.length > 0 && open.length > 0 ? count(open.length) : "";
  fill(byId("vragen"), changing ? change(app, changing) : onderwerpen.length === 0 ? nothingChosen() : ask(app));
}

/** @param {number} open */
const count = (open) => (open === 1 ? "Nog 1 vraag." : `Nu nog ${open} vragen. Door uw antwoorden vallen er vragen af, of komen er vragen bij.`);

const nothingChosen = () => [
  h("p", { class: "utrecht-paragraph" }, "Kies eerst waarover het gaat. Dan komen hier de vragen die daarvoor tellen."),
  button("Een onderwerp kiezen", toTopics, "primary-action"),
];

/** @param {App} app */
function ask(app) {
  const group = next(app.questions, new Set(app.state.overgeslagen));
  if (group.length > 0) return questionForm(app, group);
  const nobody = app.results.find(({ klasse, onderwerp }) => klasse !== null && !app.state.overgeslagen.includes(`wie|${klasse}|${onderwerp}`));
  return nobody ? whom(app, nobody) : finished(app);
}

/** @param {App} app */
function finished(app) {
  const passed = app.questions.length;
  return [
    h("h3", { id: "vraag-titel", class: "utrecht-heading-3" }, "Er zijn nu geen vragen meer"),
    h("p", { class: "utrecht-paragraph" }, passed === 0
      ? "Bij de uitkomst staat wat hieruit volgt. Bij ‘Wat is opgegeven’ kunt u antwoorden wijzigen."
      : `U heeft ${passed === 1 ? "1 vraag" : `${passed} vragen`} overgeslagen die nog ${passed === 1 ? "telt" : "tellen"}. Ze staan bij ‘Wat is opgegeven’; daar kunt u ze alsnog beantwoorden.`),
    h("p", {}, h("a", { class: "utrecht-link utrecht-link--html-a", href: "#uitkomst-titel" }, "Naar de uitkomst")),
  ];
}

/**
 * What to answer with: names of who and what is known.
 *
 * @param {App} app
 */
const context = (app) => ({
  known: (/** @type {string} */ klasse) =>
    [...new Set(objects(app.state.casus, app.model).filter((one) => one.klasse === klasse).map(({ id }) => id))].map((id) => ({ id, naam: capital(app.call(id)) })),
  kind: words,
});

/**
 * The form of a group of questions.
 *
 * @param {App} app
 * @param {Question[]} group
 * @param {{ value?: Json | undefined, title?: string }} [before] an answer that is being changed
 */
function questionForm(app, group, before = {}) {
  const [first] = group;
  if (first === undefined) return null;
  const judged = first.plaats.soort === "oordeel";
  const several = first.type.soort === "ja_nee" && !judged;
  const now = isObject(before.value) && judged ? before.value.waarde : before.value;
  const rows = group.map((question) => ({
    question,
    control: control({ type: question.type, label: sentence(question, app.call), hint: capital(question.toelichting), value: now, unsure: several, context: context(app) }),
  }));
  const judgement = judged ? judgementFields(app, first, before.value) : null;
  const problems = h("div", { role: "alert" });
  const title = before.title ?? (judged ? "Hier moet iemand oordelen" : several ? `Wat klopt voor ${enumerate(first.plaats.betreft.map(app.call))}?` : "Volgende vraag");
  const submit = (/** @type {Event} */ event) => (event.preventDefault(), save(app, rows, judgement, problems));
  const reasons = new Set(group.map(why));
  const shared = group.length > 1 && reasons.size === 1 ? why(first) : "";
  const none = noneLabel(first.type);
  const put = (/** @type {Json} */ value) => finish(app, problems, (state) => answer(app, state, first, { value, added: [] }));
  return h("form", { submit, novalidate: true },
    h("h3", { id: "vraag-titel", class: "utrecht-heading-3" }, title),
    problems,
    first.volgens && h("p", { class: "wie" }, `Wie weet dit: ${knower(first.volgens)}`),
    shared && h("p", { class: "waarom" }, `Waarom deze vragen: ze tellen mee voor ${shared}.`),
    rows.map(({ question, control }) => h("div", { class: "vraag", "data-vraag": mark(question.plaats) }, control.element, !shared && reason(question))),
    judgement?.element ?? null,
    h("div", { class: "knoppen" },
      h("button", { type: "submit", class: "utrecht-button utrecht-button--primary-action" }, changing ? "Opslaan" : "Opslaan en verder"),
      none && !judged && button(none, () => put(noneValue(first.type))),
      !changing && !several && button(judged ? "Nog niet beoordeeld" : "Weet ik niet", () => pass(app, group)),
      changing && button("Annuleren", () => stop(app))),
  );
}

/** @param {Question} question */
function reason(question) {
  const text = why(question);
  return text && h("p", { class: "waarom" }, `Waarom deze vraag: telt mee voor ${text}.`);
}

/**
 * The decisions for which a question counts, with the articles.
 *
 * @param {Question} question
 */
function why({ waarom }) {
  /** @type {Map<string, Set<string>>} */
  const by = new Map();
  for (const { besluit, artikel } of waarom) {
    const articles = by.get(besluit) ?? new Set();
    if (artikel !== null) articles.add(law(artikel));
    by.set(besluit, articles);
  }
  return enumerate([...by].map(([besluit, articles]) => besluit + (articles.size === 0 ? "" : ` (${[...articles].join("; ")})`)));
}

/**
 * Who judges, when, and why.
 *
 * @param {App} app
 * @param {Question} question
 * @param {Json | undefined} before
 */
function judgementFields(app, { rollen, tweede }, before) {
  const known = isObject(before) ? before : {};
  const by = isObject(known.door) ? known.door : app.state.beoordelaar;
  const second = isObject(known.tweede_beoordelaar) ? String(known.tweede_beoordelaar.naam ?? "") : "";
  const id = newId("rol");
  const role = h("select", { id, class: "utrecht-select utrecht-select--html-select" },
    rollen.length > 1 && h("option", { value: "" }, "Maak een keuze"),
    rollen.map((name) => h("option", { value: name, selected: name === by.rol }, capital(name))));
  const name = textField({ label: "Naam van wie oordeelt", value: String(by.naam ?? "") });
  const on = textField({ label: "Dag van het oordeel", hint: "Bijvoorbeeld 1-10-2026.", value: day(String(known.op ?? app.state.casus.peildatum)) });
  const why = reasonField(String(known.motivering ?? ""));
  const other = tweede ? textField({ label: "Naam van de tweede beoordelaar", hint: "Bij dit oordeel kijkt een tweede persoon mee.", value: second }) : null;
  const element = h("div", { class: "oordeel" },
    h("p", { class: "utrecht-paragraph" }, `De wet laat hier een mens oordelen. Dit mag: ${enumerate(rollen, "of")}. Het telt pas met een rol, een dag en een motivering.`),
    h("div", { class: "utrecht-form-field veld" }, h("label", { for: id, class: "utrecht-form-label" }, "Rol van wie oordeelt"), role),
    name.element, on.element, why.element, other?.element ?? null);
  /** @returns {{ [key: string]: Json }} */
  const read = () => {
    const wanted = [[role.value !== "", "Kies de rol van wie oordeelt.", role], [name.input.value.trim() !== "", "Vul de naam in van wie oordeelt.", name.input],
      [why.input.value.trim() !== "", "Schrijf op waarom u zo oordeelt.", why.input],
      [other === null || other.input.value.trim() !== "", "Vul de naam in van de tweede beoordelaar.", other?.input],
      [other === null || other.input.value.trim() !== name.input.value.trim(), "De tweede beoordelaar is een ander dan de eerste.", other?.input]];
    for (const [right, message, input] of wanted) if (!right) throw Object.assign(new Wrong(String(message)), { input });
    return {
      door: { rol: role.value, naam: name.input.value.trim() },
      op: readDay(on.input.value),
      motivering: why.input.value.trim(),
      ...(other === null ? {} : { tweede_beoordelaar: { rol: role.value, naam: other.input.value.trim() } }),
    };
  };
  return { element, read };
}

/** @param {string} value */
function reasonField(value) {
  const id = newId("motivering");
  const input = h("textarea", { id, rows: 3, class: "utrecht-textarea utrecht-textarea--html-textarea" }, value);
  const label = h("label", { for: id, class: "utrecht-form-label" }, "Motivering: waarom oordeelt u zo?");
  return { input, element: h("div", { class: "utrecht-form-field veld" }, label, input) };
}

/**
 * Reads all answers of a form; the first that is wrong gets the focus.
 *
 * @param {App} app
 * @param {{ question: Question, control: Control }[]} rows
 * @param {{ read: () => { [key: string]: Json } } | null} judgement
 * @param {HTMLElement} problems
 */
async function save(app, rows, judgement, problems) {
  rows.forEach(({ control }) => control.complain(null));
  fill(problems);
  /** @type {[Question, import("../controls.js").Answer][]} */
  const answers = [];
  for (const { question, control } of rows) {
    try {
      const read = control.read();
      if (read !== undefined) answers.push([question, read]);
    } catch (error) {
      if (!(error instanceof Wrong)) throw error;
      control.complain(error.message);
      return control.focus();
    }
  }
  const [first] = rows;
  if (answers.length === 0) {
    first?.control.complain(rows.length > 1 ? "Geef bij ten minste een vraag antwoord." : "Geef een antwoord, of kies een van de andere knoppen.");
    return first?.control.focus();
  }
  /** @type {{ [key: string]: Json }} */
  let rest = {};
  try {
    rest = judgement?.read() ?? {};
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    fill(problems, alert("error", error.message));
    return focusOn("input" in error && error.input instanceof HTMLElement ? error.input : problems);
  }
  await finish(app, problems, (state) => answers.forEach(([question, given]) => answer(app, state, question, given, judgement ? rest : undefined)));
}

/**
 * Puts one answer in the case.
 *
 * @param {App} app
 * @param {State} state
 * @param {Question} question
 * @param {import("../controls.js").Answer} given
 * @param {{ [key: string]: Json }} [judgement]
 */
function answer(app, state, { plaats }, { value, added }, judgement) {
  const marked = mark(plaats);
  state.overgeslagen = state.overgeslagen.filter((one) => one !== marked);
  if (value === UNKNOWN) {
    state.overgeslagen.push(marked);
    return put(state.casus, app.model, plaats, undefined);
  }
  const ids = added.map(({ klasse, naam }) => {
    const id = addObject(state.casus, app.model, klasse);
    state.namen[id] = naam;
    return id;
  });
  const real = (/** @type {Json} */ one) => (typeof one === "string" && one.startsWith("nieuw:") ? (ids[Number(one.slice(6))] ?? one) : one);
  const made = Array.isArray(value) ? value.map(real) : real(value);
  if (judgement === undefined) return put(state.casus, app.model, plaats, made);
  const door = /** @type {{ rol: string, naam: string }} */ (judgement.door);
  state.beoordelaar = { ...door };
  put(state.casus, app.model, plaats, { waarde: made, ...judgement });
}

/**
 * Takes a change; what is wrong with it is told at the form, and otherwise the next question comes.
 *
 * @param {App} app
 * @param {HTMLElement} problems
 * @param {(state: State) => void} change
 */
async function finish(app, problems, change) {
  const was = changing;
  changing = null;
  const problemen = await app.propose(change);
  if (problemen.length > 0) {
    changing = was;
    fill(problems, alert("error", h("p", {}, "Dit antwoord kan niet met wat al is opgegeven:"), problemList(problemen)));
    return focusOn(problems);
  }
  focusOn(document.getElementById("vraag-titel"));
}

/**
 * Does not ask these again until somebody wants to.
 *
 * @param {App} app
 * @param {Question[]} group
 */
const pass = (app, group) => finish(app, h("div"), ({ overgeslagen }) => void overgeslagen.push(...group.map(({ plaats }) => mark(plaats))));

/** @param {App} app */
function stop(app) {
  changing = null;
  questions(app);
  focusOn(document.getElementById("vraag-titel"));
}

/**
 * Opens an answer to change it.
 *
 * @param {App} app
 * @param {Place} place
 */
export function startChange(app, place) {
  changing = place;
  questions(app);
  focusOn(document.getElementById("vraag-titel"));
}

/**
 * @param {App} app
 * @param {Place} place
 */
function change(app, place) {
  const { casus } = app.state;
  const asked = app.questions.find(({ plaats }) => mark(plaats) === mark(place)) ?? questionOf(casus, app.model, place);
  if (asked === undefined) return ask(app);
  const value = given(casus, app.model, place);
  const complex = place.soort === "gegeven" && (isObject(value) ? value.betwist !== undefined : Array.isArray(value) && value.some((one) => isObject(one) && "waarde" in one));
  return [
    complex && alert("warning", "Hier staan meer waarden. Een nieuw antwoord komt in plaats van alle waarden."),
    questionForm(app, [asked], { value: complex ? undefined : value, title: value === undefined ? "Alsnog beantwoorden" : "Antwoord wijzigen" }),
  ];
}

/**
 * Asks of whom or what a topic is, while the case knows none of them.
 *
 * @param {App} app
 * @param {import("../app.js").Result} result
 */
function whom(app, { onderwerp, klasse }) {
  const kind = klasse ?? "";
  const asked = control({ type: { soort: "lijst", klasse: kind, leeg: false }, label: `${capital(onderwerp)}: over welke ${words(app.model.klassen[kind]?.sectie ?? kind)} gaat het?`, context: context(app) });
  const problems = h("div", { role: "alert" });
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const read = asked.read();
    if (read === undefined) return (asked.complain("Noem er ten minste een, of kies ‘Die zijn er niet’."), asked.focus());
    await finish(app, problems, (state) => {
      for (const { naam } of read.added) state.namen[addObject(state.casus, app.model, kind)] = naam;
    });
  };
  return h("form", { submit, novalidate: true },
    h("h3", { id: "vraag-titel", class: "utrecht-heading-3" }, "Volgende vraag"),
    problems, asked.element,
    h("div", { class: "knoppen" },
      h("button", { type: "submit", class: "utrecht-button utrecht-button--primary-action" }, "Opslaan en verder"),
      button("Die zijn er niet", () => finish(app, problems, ({ overgeslagen }) => void overgeslagen.push(`wie|${kind}|${onderwerp}`)))));
}

// What this page knows, kept in this browser and nowhere else.

import { people } from "./household.js";
import { capital, words } from "./dutch.js";
import { find } from "./case.js";

/**
 * @typedef {import("./case.js").Obj} Obj
 * @typedef {import("./model.js").Model} Model
 *
 * @typedef {object} State
 * @property {Obj} casus what is exported, and all that the engine sees
 * @property {Record<string, string>} namen what people and things are called here; never exported
 * @property {string[]} onderwerpen the decisions that are looked at
 * @property {string[]} overgeslagen questions that nobody could answer, as marks
 * @property {{ rol: string, naam: string }} beoordelaar who judged last
 */

const KEY = "toegang.proefberekening";

/** @returns {State} */
export function empty() {
  return {
    casus: { peildatum: today(), personen: [{ id: "persoon1" }], huishouden: { aanvrager: "persoon1" } },
    namen: {},
    onderwerpen: [],
    overgeslagen: [],
    beoordelaar: { rol: "", naam: "" },
  };
}

function today() {
  const now = new Date();
  const two = (/** @type {number} */ part) => String(part).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** What was kept, or nothing: also when the browser keeps nothing, or something else. */
export function load() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "null");
    return kept?.casus?.peildatum === undefined ? undefined : /** @type {State} */ ({ ...empty(), ...kept });
  } catch {
    return undefined;
  }
}

/**
 * @param {State} state
 * @returns {boolean} whether it was kept
 */
export function save(state) {
  try {
    localStorage.setItem(KEY, JSON.stringify(state));
    return true;
  } catch {
    return false;
  }
}

export function forget() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // What cannot be kept need not be forgotten.
  }
}

/**
 * How a person or thing is called: by its name here, or else by what it is.
 *
 * @param {State} state
 * @param {Model} model
 * @returns {import("./dutch.js").Naming}
 */
export function naming(state, model) {
  return (id) => {
    const name = state.namen[id];
    if (name) return name;
    if (model.klassen[id]?.enig) return `het ${model.klassen[id].naam}`;
    const klasse = find(state.casus, model, id)?.klasse;
    const [, number] = id.startsWith(klasse ?? "\n") ? (/^[^\d]+(\d+)$/.exec(id) ?? []) : [];
    return number === undefined ? id : `${words(klasse ?? "")} ${number}`;
  };
}

/**
 * A text of the engine, with names for the ids that this page gave out.
 *
 * @param {string} text
 * @param {State} state
 * @param {Model} model
 */
export function renamed(text, state, model) {
  const call = naming(state, model);
  const made = new RegExp(`\\b(${Object.keys(model.klassen).join("|")})\\d+\\b`, "g");
  return text.replace(made, (id) => call(id));
}

/**
 * @param {State} state
 * @param {Model} model
 */
export function peopleList(state, model) {
  const call = naming(state, model);
  return people(state.casus, model).map((id) => ({ id, naam: capital(call(id)) }));
}

// What the views of the trial calculation share: the state, what the engine said of it, and the one way to change it.

import { Engine, EngineError } from "./engine.js";
import { empty, load, naming, save } from "./state.js";
import { askable } from "./questions.js";
import { isObject } from "./case.js";

/**
 * @typedef {import("./state.js").State} State
 * @typedef {import("./model.js").Model & { besluiten: string[] }} Model
 * @typedef {import("./toegang/index.js").Probleem} Probleem
 * @typedef {import("./worker.js").Result} Result
 * @typedef {import("./case.js").Obj} Obj
 */

/** @type {Engine<import("./worker.js").Api>} */
const engine = new Engine("./worker.js");

/** @type {Map<string, Promise<Model>>} */
const models = new Map();

/**
 * What can be in a case of a municipality.
 *
 * @param {string} gemeente
 */
function modelFor(gemeente) {
  const known = models.get(gemeente) ?? fetchModel(gemeente || "landelijk");
  models.set(gemeente, known);
  known.catch(() => models.delete(gemeente));
  return known;
}

/**
 * @param {string} name
 * @returns {Promise<Model>}
 */
async function fetchModel(name) {
  const response = await fetch(new URL(`./modellen/${encodeURIComponent(name)}.json`, import.meta.url));
  if (!response.ok) throw new Error(`de gegevens van ${name} zijn niet te laden`);
  return response.json();
}

/** @param {Obj} casus */
export const gemeenteOf = (casus) => String(casus.gemeente ?? "");

export class App extends EventTarget {
  state = load() ?? empty();
  /** @type {Result[]} */
  results = [];
  /** Whether this browser keeps what is filled in. */
  kept = true;
  /** @type {Promise<unknown>} */
  #busy = Promise.resolve();
  /** @type {Model | undefined} */
  #model;

  get model() {
    if (this.#model === undefined) throw new Error("de gegevens zijn nog niet geladen");
    return this.#model;
  }

  /** What people and things are called here. */
  get call() {
    return naming(this.state, this.model);
  }

  /** All that can be asked and still matters, also what was passed over. */
  get questions() {
    return askable(this.state.casus, this.model, this.results.flatMap(({ vragen }) => vragen));
  }

  /**
   * Changes the state, unless the case does not hold then: so nothing is ever half changed.
   *
   * @param {(state: State) => void} change
   * @returns {Promise<Probleem[]>} why not, or nothing
   */
  propose(change) {
    const done = this.#busy.then(() => this.#take(change));
    this.#busy = done.catch(() => undefined);
    return done;
  }

  /**
   * @param {(state: State) => void} change
   * @returns {Promise<Probleem[]>}
   */
  async #take(change) {
    const state = structuredClone(this.state);
    change(state);
    const gemeente = gemeenteOf(state.casus);
    try {
      const [results, model] = await Promise.all([this.#decide(state, gemeente), modelFor(gemeente)]);
      [this.state, this.results, this.#model] = [state, results, model];
    } catch (error) {
      if (error instanceof EngineError && error.problemen.length > 0) return error.problemen;
      throw error;
    }
    this.kept = save(this.state);
    this.dispatchEvent(new Event("change"));
    return [];
  }

  /**
   * @param {State} state
   * @param {string} gemeente
   */
  async #decide({ casus, onderwerpen }, gemeente) {
    const klassen = Object.entries(this.#model?.klassen ?? {}).filter(([, { enig }]) => !enig);
    const secties = klassen.map(([klasse, { sectie }]) => /** @type {[string, string]} */ ([klasse, sectie]));
    return engine.ask("toets", { gemeente, casus: JSON.stringify(casus), onderwerpen, secties });
  }

  /**
   * The explanation of a topic, in Dutch.
   *
   * @param {string} onderwerp
   */
  explain(onderwerp) {
    const { casus } = this.state;
    return engine.ask("uitleg", { gemeente: gemeenteOf(casus), casus: JSON.stringify(casus), onderwerp });
  }

  /**
   * What is wrong with a case that somebody brings.
   *
   * @param {string} text
   * @returns {Promise<{ casus: Obj } | { problemen: Probleem[] }>}
   */
  async read(text) {
    const casus = parsed(text);
    const gemeente = isObject(casus) ? gemeenteOf(casus) : "";
    try {
      await engine.ask("toets", { gemeente, casus: text, onderwerpen: [], secties: [] });
    } catch (error) {
      if (error instanceof EngineError && error.problemen.length > 0) return { problemen: error.problemen };
      throw error;
    }
    return isObject(casus) ? { casus } : { problemen: [] };
  }
}

/** @param {string} text */
function parsed(text) {
  try {
    return /** @type {import("./case.js").Json} */ (JSON.parse(text));
  } catch {
    return null;
  }
}

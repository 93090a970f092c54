// The rules, for who is to sign them: read and change a file, see at once what is wrong with it, run the examples.

import { Engine, EngineError } from "../engine.js";
import { alert, button, byId, fill, focusOn, h } from "../dom.js";
import { gemeenten } from "../toegang/index.js";
import { download } from "./file.js";
import { editor } from "./editor.js";

/**
 * @typedef {import("../toegang/index.js").Probleem} Probleem
 * @typedef {import("../toegang/compiler.js").Proef} Proef
 */

/** Typing stops this long before the rules are checked. */
const PAUSE = 400;
/** The file of somebody's own, among those that are built in. */
const OWN = "eigen/nieuw.regels";

const state = {
  gemeente: "",
  file: "",
  /** @type {Record<string, string>} */
  builtIn: {},
  /** What was changed or added. @type {Record<string, string>} */
  changed: {},
};

/** @type {Engine<import("../compiler_worker.js").Api> | undefined} */
let engine;
/** @type {ReturnType<typeof parts> | undefined} */
let page;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;
let checking = false;
let again = false;

/** Builds the view, once. */
export function rules() {
  if (page !== undefined) return;
  engine = new Engine("./compiler_worker.js");
  page = parts();
  fill(byId("regels"), page.element);
  load("");
  addEventListener("beforeunload", (event) => Object.keys(state.changed).length > 0 && event.preventDefault());
}

/** @returns {Engine<import("../compiler_worker.js").Api>} */
function compiler() {
  return (engine ??= new Engine("./compiler_worker.js"));
}

function parts() {
  const gemeente = h("select", { id: "regels-gemeente", class: "utrecht-select utrecht-select--html-select", change: () => load(gemeente.value) },
    h("option", { value: "" }, "Landelijk"), gemeenten.map((name) => h("option", { value: name }, name)));
  const file = h("select", { id: "regels-bestand", class: "utrecht-select utrecht-select--html-select", change: () => open(file.value) });
  const status = h("div", { role: "status", class: "stand" });
  const found = h("div", { id: "bevindingen" });
  const results = h("div", { id: "voorbeelden-uitkomst" });
  const text = editor("Regeltekst", () => {
    const value = text.value();
    if (value === state.builtIn[state.file]) delete state.changed[state.file];
    else state.changed[state.file] = value;
    buttons();
    clearTimeout(waiting);
    waiting = setTimeout(check, PAUSE);
  });
  const back = button("Terug naar de ingebouwde tekst", () => restore());
  const run = button("Voorbeelden uitvoeren", () => examples(), "primary-action", { id: "voorbeelden-uitvoeren" });
  const input = h("input", { id: "regels-openen", type: "file", accept: ".regels,text/plain", class: "bestandskeuze", change: () => bring(input) });
  const buttons = () => {
    back.hidden = state.builtIn[state.file] === undefined || state.changed[state.file] === undefined;
  };
  const element = h("div", {},
    h("div", { class: "naast-elkaar" },
      h("div", { class: "utrecht-form-field veld" }, h("label", { for: "regels-gemeente", class: "utrecht-form-label" }, "Regels van"), gemeente),
      h("div", { class: "utrecht-form-field veld" }, h("label", { for: "regels-bestand", class: "utrecht-form-label" }, "Bestand"), file)),
    h("div", { class: "knoppen" },
      button("Nieuw, leeg bestand", () => add("")),
      h("span", { class: "bestandsknop" }, input, h("label", { for: "regels-openen", class: "utrecht-button utrecht-button--secondary-action" }, "Bestand openen")),
      button("Bestand opslaan", () => download(state.file.split("/").at(-1) ?? "eigen.regels", text.value(), "text/plain")),
      back),
    h("div", { class: "werkblad" },
      h("section", { "aria-labelledby": "tekst-titel" }, h("h2", { id: "tekst-titel", class: "utrecht-heading-2" }, "Tekst"), text.element),
      h("section", { "aria-labelledby": "bevindingen-titel" },
        h("h2", { id: "bevindingen-titel", class: "utrecht-heading-2" }, "Wat er niet klopt"), status, found,
        h("h2", { class: "utrecht-heading-2" }, "Voorbeelden"), h("p", { class: "utrecht-paragraph" }, "De voorbeelden in de regelbestanden laten zien of de regels doen wat de wet vraagt."), run, results)));
  return { element, gemeente, file, status, found, results, text, buttons, run };
}

/** @returns {ReturnType<typeof parts>} */
function view() {
  if (page === undefined) throw new Error("de regels zijn nog niet geladen");
  return page;
}

/**
 * The rules of a municipality; what was changed in the ones before goes along if the file is there too.
 *
 * @param {string} gemeente
 */
async function load(gemeente) {
  const { status, text } = view();
  fill(status, "De regels worden geladen…");
  try {
    state.builtIn = await compiler().ask("teksten", { gemeente });
  } catch (error) {
    return fill(status, alert("error", `De regels zijn niet te laden: ${error instanceof Error ? error.message : error}`));
  }
  state.gemeente = gemeente;
  const own = Object.entries(state.changed).filter(([path]) => path.startsWith("eigen/") || path in state.builtIn);
  state.changed = Object.fromEntries(own);
  const local = Object.keys(state.builtIn).find((path) => path.startsWith("gemeenten/"));
  if (!(state.file in all())) state.file = local ?? "landelijk/participatiewet/normen.regels";
  text.set(all()[state.file] ?? "");
  files();
  check();
}

/** All texts, as they are now. */
const all = () => ({ ...state.builtIn, ...state.changed });

function files() {
  const { file, buttons } = view();
  /** @type {Map<string, string[]>} */
  const folders = new Map();
  for (const path of Object.keys(all()).sort()) {
    const folder = path.split("/").slice(0, -1).join(" / ");
    folders.set(folder, [...(folders.get(folder) ?? []), path]);
  }
  fill(file, [...folders].map(([folder, paths]) => h("optgroup", { label: folder },
    paths.map((path) => h("option", { value: path, selected: path === state.file }, path.split("/").at(-1) ?? path)))));
  buttons();
}

/**
 * @param {string} path
 * @param {import("../toegang/index.js").Plaats} [place]
 */
function open(path, place) {
  if (!(path in all())) return;
  const { text } = view();
  if (state.file !== path) {
    state.file = path;
    text.set(all()[path] ?? "");
    files();
    mark();
  }
  if (place) text.go(place.regel, place.kolom);
}

/**
 * A file of one's own.
 *
 * @param {string} content
 * @param {string} [name]
 */
function add(content, name) {
  const path = name === undefined ? OWN : (Object.keys(state.builtIn).find((known) => known.endsWith(`/${name}`)) ?? `eigen/${name}`);
  state.changed[path] = content;
  state.file = path;
  view().text.set(content);
  files();
  check();
  view().text.focus();
}

/** @param {HTMLInputElement} input */
async function bring(input) {
  const [chosen] = input.files ?? [];
  if (chosen === undefined) return;
  const content = await chosen.text();
  input.value = "";
  add(content.replaceAll("\r\n", "\n"), chosen.name);
}

function restore() {
  delete state.changed[state.file];
  view().text.set(state.builtIn[state.file] ?? "");
  view().buttons();
  check();
  view().text.focus();
}

/** @type {Probleem[]} */
let problems = [];

/** Checks all files; what was typed meanwhile is checked after. */
async function check() {
  if (checking) return void (again = true);
  checking = true;
  const { status, run } = view();
  status.replaceChildren("Bezig met nakijken…");
  try {
    do {
      again = false;
      problems = await findings();
    } while (again);
    const errors = problems.filter(({ ernst }) => ernst === "fout").length;
    run.disabled = errors > 0;
    status.replaceChildren(counted(errors, problems.length - errors));
    mark();
  } catch (error) {
    status.replaceChildren(alert("error", `Het nakijken lukt niet: ${error instanceof Error ? error.message : error}`));
  } finally {
    checking = false;
  }
}

/**
 * @param {number} errors
 * @param {number} warnings
 */
function counted(errors, warnings) {
  const told = errors === 0 ? "Geen fouten" : errors === 1 ? "1 fout" : `${errors} fouten`;
  return warnings === 0 ? `${told}.` : `${told}, ${warnings === 1 ? "1 waarschuwing" : `${warnings} waarschuwingen`}.`;
}

async function findings() {
  try {
    return await compiler().ask("controleer", { bestanden: all(), gemeente: state.gemeente });
  } catch (error) {
    if (error instanceof EngineError && error.problemen.length > 0) return error.problemen;
    throw error;
  }
}

/** Shows what was found, in the list and in the text. */
function mark() {
  const { text, found } = view();
  text.mark(problems.flatMap(({ plaats, ernst, melding }) => (plaats?.bestand === state.file ? [{ line: plaats.regel, kind: ernst, text: melding }] : [])));
  const here = (/** @type {Probleem} */ { plaats }) => plaats?.bestand === state.file;
  const sorted = [...problems.filter(here), ...problems.filter((one) => !here(one))];
  fill(found, sorted.length > 0 && h("ol", { class: "bevindingen" }, sorted.slice(0, 50).map(finding)),
    sorted.length > 50 && h("p", {}, `En nog ${sorted.length - 50}. Los eerst deze op.`));
}

/** @param {Probleem} problem */
function finding({ code, ernst, melding, plaats, verwacht, bedoeld }) {
  return h("li", { class: `bevinding bevinding--${ernst}` },
    plaats && button(placeName(plaats), () => open(plaats.bestand, plaats), "subtle", { class: "utrecht-button utrecht-button--subtle rij-knop" }),
    h("p", {}, h("strong", {}, ernst === "fout" ? "Fout: " : "Waarschuwing: "), melding, h("span", { class: "klein" }, ` (${code})`)),
    verwacht && h("p", {}, `Verwacht: ${verwacht}`),
    bedoeld && h("p", {}, `Bedoelt u “${bedoeld}”?`));
}

/** @param {import("../toegang/index.js").Plaats} place */
function placeName({ bestand, regel, kolom }) {
  return `${bestand === state.file ? "" : `${bestand.split("/").at(-1)}, `}regel ${regel}, teken ${kolom}`.replace(/^r/, "R");
}

async function examples() {
  const { results, run } = view();
  run.disabled = true;
  fill(results, h("p", { role: "status" }, "De voorbeelden worden uitgevoerd. Dat duurt even…"));
  try {
    shown(await compiler().ask("voorbeelden", {}));
  } catch (error) {
    fill(results, alert("error", `De voorbeelden zijn niet uit te voeren: ${error instanceof Error ? error.message : error}`));
  }
  run.disabled = problems.some(({ ernst }) => ernst === "fout");
  focusOn(results);
}

/** @param {Proef} trial */
function shown({ geslaagd, mislukt, mislukkingen }) {
  const national = (/** @type {Proef["mislukkingen"][number]} */ { plaats }) => state.gemeente !== "" && (plaats?.bestand.startsWith("landelijk/") ?? false);
  const [own, others] = [mislukkingen.filter((one) => !national(one)), mislukkingen.filter(national)];
  fill(view().results,
    alert(mislukt === 0 ? "ok" : "warning", `${geslaagd} geslaagd, ${mislukt} mislukt.`),
    own.length > 0 && failures(own),
    others.length > 0 && h("details", {}, h("summary", {}, `Landelijke voorbeelden die met ${state.gemeente} anders uitkomen (${others.length} zinnen)`),
      h("p", {}, "Deze voorbeelden horen bij de landelijke regels zonder gemeente. Kies ‘Landelijk’ om ze zo uit te voeren."), failures(others)));
}

/** @param {Proef["mislukkingen"]} list */
const failures = (list) => h("ol", { class: "bevindingen" }, list.map(({ voorbeeld, zin, gevonden, plaats }) =>
  h("li", { class: "bevinding bevinding--fout" },
    plaats && button(placeName(plaats), () => open(plaats.bestand, plaats), "subtle", { class: "utrecht-button utrecht-button--subtle rij-knop" }),
    h("p", {}, h("strong", {}, `Voorbeeld ${voorbeeld}`)),
    h("p", {}, `Er staat: ${zin}`),
    h("p", {}, `Gevonden: ${gevonden}`))));

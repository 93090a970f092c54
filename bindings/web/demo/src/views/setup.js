// Which municipality, which day, whose desk, and which decisions.

import { byId, fill, focusOn, h } from "../dom.js";
import { tick, textField } from "../controls.js";
import { capital, day, enumerate, readDay, Wrong } from "../dutch.js";
import { byTheme, COMMON } from "../topics.js";
import { gemeenteOf } from "../app.js";
import { isObject } from "../case.js";
import { gemeenten } from "../toegang/index.js";
import { problemList } from "./problems.js";

/** @typedef {import("../app.js").App} App */

/**
 * The parts of this section: made when what can be chosen changes, and otherwise brought in line with the state. A
 * field that somebody is choosing in is never replaced.
 *
 * @type {{ model: import("../app.js").Model, sync: ((refused?: boolean) => void)[] } | undefined}
 */
let made;

/** @param {App} app */
export function setup(app) {
  const { casus, onderwerpen } = app.state;
  const count = onderwerpen.length === 0 ? "kies een onderwerp" : enumerate(onderwerpen);
  byId("situatie-kort").textContent = `${gemeenteOf(casus) || "landelijke regels"}, ${day(String(casus.peildatum))}: ${count}`;
  if (made?.model !== app.model) build(app);
  if (pending === 0) made?.sync.forEach((sync) => sync());
}

/** How many choices were made that the state does not have yet: until then the fields know better. */
let pending = 0;

/** @param {App} app */
function build(app) {
  where ??= place(app);
  const [what, desk] = [topics(app), deskOf(app)];
  made = { model: app.model, sync: [where.sync, what.sync, desk.sync] };
  const section = byId("situatie");
  if (section.firstChild === null) section.append(message, where.element, h("div", {}, what.element), h("div", {}, desk.element));
  fill(/** @type {Element} */ (section.children[2]), what.element);
  fill(/** @type {Element} */ (section.children[3]), desk.element);
}

/** @typedef {{ element: HTMLElement, sync: (refused?: boolean) => void }} Part */

/** @type {Part | undefined} */
let where;

const message = h("div", { role: "alert" });

/**
 * @param {App} app
 * @param {(state: import("../state.js").State) => void} change
 */
async function change(app, change) {
  pending += 1;
  const problemen = await app.propose(change).finally(() => (pending -= 1));
  fill(message, problemen.length > 0 && h("div", { class: "utrecht-alert utrecht-alert--error" }, h("div", { class: "utrecht-alert__content" },
    h("p", {}, "Dit kan niet met wat al is opgegeven:"), problemList(problemen))));
  if (pending === 0) made?.sync.forEach((sync) => sync(problemen.length > 0));
}

/**
 * @param {App} app
 * @returns {Part}
 */
function place(app) {
  const names = [["", "Andere gemeente"], ...gemeenten.map((name) => [name, name])];
  const select = h("select", {
    id: "gemeente", "aria-describedby": "gemeente-hint", class: "utrecht-select utrecht-select--html-select",
    change: () => {
      const { value } = select;
      change(app, ({ casus }) => {
        if (value === "") delete casus.gemeente;
        else casus.gemeente = value;
        delete casus.vrager;
      });
    },
  }, names.map(([value, name]) => h("option", { value }, name ?? "")));
  const from = textField({ label: "Peildatum", hint: "Vanaf welke dag wilt u het weten? Meestal vandaag.", id: "peildatum" });
  from.input.addEventListener("change", () => {
    try {
      const peildatum = readDay(from.input.value);
      from.complain(null);
      change(app, ({ casus }) => (casus.peildatum = peildatum));
    } catch (error) {
      if (error instanceof Wrong) from.complain(error.message);
    }
  });
  const sync = (refused = false) => {
    if (refused || document.activeElement !== select) select.value = gemeenteOf(app.state.casus);
    if (refused || document.activeElement !== from.input) from.input.value = day(String(app.state.casus.peildatum));
  };
  const element = h("div", { class: "naast-elkaar" },
    h("div", { class: "utrecht-form-field veld" }, h("label", { for: "gemeente", class: "utrecht-form-label" }, "Gemeente"),
      h("p", { id: "gemeente-hint", class: "utrecht-form-field-description" }, "Van een andere gemeente zijn alleen de landelijke regels bekend."), select),
    from.element,
  );
  return { element, sync };
}

/**
 * @param {App} app
 * @returns {Part}
 */
function deskOf(app) {
  const { rollen, organisaties } = app.model;
  const field = (/** @type {string} */ id, /** @type {string[]} */ options) =>
    h("select", { id, class: "utrecht-select utrecht-select--html-select", change: () => save() },
      h("option", { value: "" }, "Niet ingevuld"), options.map((name) => h("option", { value: name }, capital(name))));
  const labelled = (/** @type {string} */ label, /** @type {HTMLSelectElement} */ select) =>
    h("div", { class: "utrecht-form-field veld" }, h("label", { for: select.id, class: "utrecht-form-label" }, label), select);
  const [role, desk] = [field("rol", rollen), field("organisatie", organisaties)];
  const save = () => {
    const vrager = { rol: role.value, ...(desk.value === "" ? {} : { organisatie: desk.value }) };
    change(app, ({ casus }) => {
      if (vrager.rol === "") delete casus.vrager;
      else casus.vrager = vrager;
    });
  };
  const sync = (refused = false) => {
    const vrager = isObject(app.state.casus.vrager) ? app.state.casus.vrager : {};
    if (refused || document.activeElement !== role) role.value = String(vrager.rol ?? "");
    if (refused || document.activeElement !== desk) desk.value = String(vrager.organisatie ?? "");
  };
  const element = h("details", {},
    h("summary", {}, "Uw rol (mag leeg blijven)"),
    h("p", { class: "utrecht-form-field-description" }, "Met uw rol ziet u of u zelf mag beslissen, of naar wie het gaat. De uitkomst blijft gelijk."),
    h("div", { class: "naast-elkaar" }, labelled("Uw rol", role), organisaties.length > 0 && labelled("Uw organisatie", desk)));
  return { element, sync };
}

/**
 * @param {App} app
 * @returns {Part}
 */
function topics(app) {
  const known = app.model.besluiten;
  /** @type {HTMLInputElement[]} */
  let boxes = [];
  const box = (/** @type {string} */ topic, /** @type {string} */ label) => {
    const { element, input } = tick("checkbox", "onderwerp", label, { value: topic, checked: app.state.onderwerpen.includes(topic), change: () => {
      const { checked } = input;
      change(app, (state) => {
        const others = state.onderwerpen.filter((one) => one !== topic);
        state.onderwerpen = checked ? [...others, topic] : others;
      });
    } });
    input.id = `onderwerp-${topic.replaceAll(" ", "-")}`;
    boxes.push(input);
    return element;
  };
  const common = [...COMMON].filter(([topic]) => known.includes(topic));
  const rest = known.filter((topic) => !COMMON.has(topic));
  const first = common.map(([topic, label]) => box(topic, label));
  const list = h("div", { id: "meer-lijst" });
  const found = h("p", { role: "status", class: "utrecht-form-field-description" });
  const find = textField({ label: "Zoek een onderwerp", wide: true, id: "zoek-onderwerp" });
  const show = () => {
    const wanted = rest.filter((topic) => topic.toLowerCase().includes(find.input.value.trim().toLowerCase()));
    found.textContent = find.input.value.trim() === "" ? `${wanted.length} onderwerpen` : `${wanted.length} gevonden`;
    boxes = boxes.slice(0, first.length);
    fill(list, [...byTheme(wanted)].map(([theme, names]) =>
      h("fieldset", { class: "utrecht-form-fieldset utrecht-form-fieldset--html-fieldset thema" },
        h("legend", { class: "utrecht-form-fieldset__legend utrecht-form-fieldset__legend--html-legend klein" }, theme),
        h("div", { class: "keuzes" }, names.map((topic) => box(topic, capital(topic)))))));
  };
  find.input.type = "search";
  find.input.addEventListener("input", show);
  show();
  const more = h("summary", {}, "Meer onderwerpen");
  const sync = () => {
    const { onderwerpen } = app.state;
    for (const input of boxes) input.checked = onderwerpen.includes(input.value);
    const chosen = rest.filter((topic) => onderwerpen.includes(topic)).length;
    more.textContent = chosen === 0 ? "Meer onderwerpen" : `Meer onderwerpen (${chosen} gekozen)`;
  };
  const element = h("div", {},
    h("fieldset", { class: "utrecht-form-fieldset utrecht-form-fieldset--html-fieldset veld" },
      h("legend", { class: "utrecht-form-fieldset__legend utrecht-form-fieldset__legend--html-legend" }, "Wat wilt u weten?"),
      h("p", { class: "utrecht-form-field-description" }, "U kunt meer dan een onderwerp kiezen. U krijgt alleen vragen die daarvoor tellen."),
      h("div", { class: "keuzes" }, first)),
    h("details", {}, more, find.element, found, list));
  return { element, sync };
}

/** Opens the choice of topics. */
export function toTopics() {
  byId("sectie-situatie").setAttribute("open", "");
  focusOn(document.querySelector("[name=onderwerp]"));
}

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

let search = "";

/** @param {App} app */
export function setup(app) {
  const { casus, onderwerpen } = app.state;
  const count = onderwerpen.length === 0 ? "kies een onderwerp" : enumerate(onderwerpen);
  byId("situatie-kort").textContent = `${gemeenteOf(casus) || "landelijke regels"}, ${day(String(casus.peildatum))}: ${count}`;
  fill(byId("situatie"), message, place(app), topics(app), deskOf(app));
}

const message = h("div", { role: "alert" });

/**
 * @param {App} app
 * @param {(state: import("../state.js").State) => void} change
 */
async function change(app, change) {
  const problemen = await app.propose(change);
  fill(message, problemen.length > 0 && h("div", { class: "utrecht-alert utrecht-alert--error" }, h("div", { class: "utrecht-alert__content" },
    h("p", {}, "Dit kan niet met wat al is opgegeven:"), problemList(problemen))));
  if (problemen.length > 0) setup(app);
}

/** @param {App} app */
function place(app) {
  const { casus } = app.state;
  const names = [["", "Andere gemeente"], ...gemeenten.map((name) => [name, name])];
  const select = h("select", {
    id: "gemeente", "aria-describedby": "gemeente-hint", class: "utrecht-select utrecht-select--html-select",
    change: () => change(app, ({ casus }) => {
      if (select.value === "") delete casus.gemeente;
      else casus.gemeente = select.value;
      delete casus.vrager;
    }),
  }, names.map(([value, name]) => h("option", { value, selected: value === gemeenteOf(casus) }, name ?? "")));
  const from = textField({ label: "Peildatum", hint: "Vanaf welke dag wilt u het weten? Meestal vandaag. Bijvoorbeeld 1-10-2026.", value: day(String(casus.peildatum)) });
  from.input.id = "peildatum";
  from.element.querySelector("label")?.setAttribute("for", "peildatum");
  from.input.addEventListener("change", () => {
    try {
      const peildatum = readDay(from.input.value);
      from.complain(null);
      change(app, ({ casus }) => (casus.peildatum = peildatum));
    } catch (error) {
      if (error instanceof Wrong) from.complain(error.message);
    }
  });
  return h("div", { class: "naast-elkaar" },
    h("div", { class: "utrecht-form-field veld" }, h("label", { for: "gemeente", class: "utrecht-form-label" }, "Gemeente"),
      h("p", { id: "gemeente-hint", class: "utrecht-form-field-description" }, "Van een andere gemeente zijn alleen de landelijke regels bekend."), select),
    from.element,
  );
}

/** @param {App} app */
function deskOf(app) {
  const vrager = isObject(app.state.casus.vrager) ? app.state.casus.vrager : {};
  const { rollen, organisaties } = app.model;
  /** @type {(id: string, label: string, options: string[], now: unknown) => [HTMLElement, HTMLSelectElement]} */
  const field = (id, label, options, now) => {
    const select = h("select", { id, class: "utrecht-select utrecht-select--html-select", change: save },
      h("option", { value: "" }, "Niet ingevuld"), options.map((name) => h("option", { value: name, selected: name === now }, capital(name))));
    return [h("div", { class: "utrecht-form-field veld" }, h("label", { for: id, class: "utrecht-form-label" }, label), select), select];
  };
  const save = () => change(app, ({ casus }) => {
    if (role.value === "") delete casus.vrager;
    else casus.vrager = { rol: role.value, ...(desk?.value ? { organisatie: desk.value } : {}) };
  });
  const [roleField, role] = field("rol", "Uw rol", rollen, vrager.rol);
  const [deskField, desk] = organisaties.length > 0 ? field("organisatie", "Uw organisatie", organisaties, vrager.organisatie) : [];
  return h("details", { open: vrager.rol !== undefined },
    h("summary", {}, "Uw rol (mag leeg blijven)"),
    h("p", { class: "utrecht-form-field-description" }, "Met uw rol ziet u of u zelf mag beslissen, of naar wie het gaat. De uitkomst blijft gelijk."),
    h("div", { class: "naast-elkaar" }, roleField, deskField ?? null),
  );
}

/** @param {App} app */
function topics(app) {
  const { onderwerpen } = app.state;
  const known = app.model.besluiten;
  const box = (/** @type {string} */ topic, /** @type {string} */ label) => {
    const { element, input } = tick("checkbox", "onderwerp", label, { value: topic, checked: onderwerpen.includes(topic), change: () =>
      change(app, ({ onderwerpen }) => {
        if (input.checked) onderwerpen.push(topic);
        else onderwerpen.splice(onderwerpen.indexOf(topic), 1);
      }) });
    input.id = `onderwerp-${topic.replaceAll(" ", "-")}`;
    return element;
  };
  const common = [...COMMON].filter(([topic]) => known.includes(topic));
  const rest = known.filter((topic) => !COMMON.has(topic));
  const chosen = rest.filter((topic) => onderwerpen.includes(topic));
  const list = h("div", { id: "meer-lijst" });
  const found = h("p", { role: "status", class: "utrecht-form-field-description" });
  const show = () => {
    const wanted = rest.filter((topic) => topic.toLowerCase().includes(search.trim().toLowerCase()));
    found.textContent = search.trim() === "" ? `${wanted.length} onderwerpen` : `${wanted.length} gevonden`;
    fill(list, [...byTheme(wanted)].map(([theme, names]) =>
      h("fieldset", { class: "utrecht-form-fieldset utrecht-form-fieldset--html-fieldset thema" },
        h("legend", { class: "utrecht-form-fieldset__legend utrecht-form-fieldset__legend--html-legend klein" }, theme),
        h("div", { class: "keuzes" }, names.map((topic) => box(topic, capital(topic)))))));
  };
  const find = textField({ label: "Zoek een onderwerp", value: search, wide: true });
  find.input.id = "zoek-onderwerp";
  find.element.querySelector("label")?.setAttribute("for", "zoek-onderwerp");
  find.input.type = "search";
  find.input.addEventListener("input", () => ((search = find.input.value), show()));
  show();
  return [
    h("fieldset", { class: "utrecht-form-fieldset utrecht-form-fieldset--html-fieldset veld" },
      h("legend", { class: "utrecht-form-fieldset__legend utrecht-form-fieldset__legend--html-legend" }, "Wat wilt u weten?"),
      h("p", { class: "utrecht-form-field-description" }, "U kunt meer dan een onderwerp kiezen. U krijgt alleen vragen die daarvoor tellen."),
      h("div", { class: "keuzes" }, common.map(([topic, label]) => box(topic, label)))),
    h("details", { id: "meer-onderwerpen", open: open || chosen.length > 0, toggle: (event) => (open = event.currentTarget.open) },
      h("summary", {}, chosen.length === 0 ? "Meer onderwerpen" : `Meer onderwerpen (${chosen.length} gekozen)`), find.element, found, list),
  ];
}

let open = false;

/** Opens the choice of topics. */
export function toTopics() {
  const section = byId("sectie-situatie");
  if (section instanceof HTMLDetailsElement) section.open = true;
  focusOn(section.querySelector("input"));
}

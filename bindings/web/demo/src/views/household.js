// Who belongs to the household: add, change, remove.

import { alert, button, byId, confirm, fill, focusOn, h, rowButton } from "../dom.js";
import { textField, tick } from "../controls.js";
import { capital, day, enumerate, factValue, readDay, Wrong } from "../dutch.js";
import { addObject, find, objects, places, removeObject } from "../case.js";
import { isComplete, people, roleOf, ROLES, setComplete, setRole } from "../household.js";
import { problemList } from "./problems.js";

/**
 * @typedef {import("../app.js").App} App
 * @typedef {import("../household.js").Role} Role
 */

/** Whose data are being changed: an id, `nieuw`, or nobody. @type {string | null} */
let editing = null;

const DAY = /** @type {const} */ ({ soort: "datum", leeg: true });

/** @param {App} app */
export function household(app) {
  const { casus } = app.state;
  const ids = people(casus, app.model);
  const names = ids.map((id) => capital(app.call(id)));
  byId("huishouden-kort").textContent = ids.length === 0 ? "nog niemand" : enumerate(names);
  fill(byId("huishouden"),
    h("ul", { class: "kaarten" }, ids.map((id) => h("li", { class: "kaart" }, editing === id ? form(app, id) : row(app, id)))),
    editing === "nieuw"
      ? h("div", { class: "kaart" }, form(app, null))
      : button("Iemand toevoegen", () => edit(app, "nieuw"), "secondary-action", { id: "persoon-toevoegen" }),
    ids.length > 0 && complete(app),
    button("Naar de vragen", toQuestions, "primary-action", { id: "naar-de-vragen" }),
  );
}

/** Closes what was filled in, and goes to the first question. */
function toQuestions() {
  for (const id of ["sectie-situatie", "sectie-huishouden"]) byId(id).removeAttribute("open");
  focusOn(document.getElementById("vraag-titel") ?? byId("vragen-titel"));
}

/**
 * @param {App} app
 * @param {string | null} who
 */
function edit(app, who) {
  editing = who;
  household(app);
  focusOn(who === null ? document.getElementById("persoon-toevoegen") : byId("huishouden").querySelector("form input"));
}

/**
 * @param {App} app
 * @param {string} id
 */
function row(app, id) {
  const { casus } = app.state;
  const name = capital(app.call(id));
  const born = find(casus, app.model, id)?.object.geboortedatum;
  const birth = born === undefined ? "geboortedatum nog niet ingevuld" : `geboren op ${factValue(born, DAY, app.call)}`;
  return [
    h("div", {}, h("strong", {}, name), h("br"), `${capital(ROLES[roleOf(casus, id)])}, ${birth}`),
    h("div", { class: "knoppen" },
      rowButton("Wijzigen", name, () => edit(app, id), { "data-wijzig": id }),
      rowButton("Verwijderen", name, () => remove(app, id))),
  ];
}

/**
 * The data of a person, or of a new one.
 *
 * @param {App} app
 * @param {string | null} id
 */
function form(app, id) {
  const { casus, namen } = app.state;
  const born = id === null ? undefined : find(casus, app.model, id)?.object.geboortedatum;
  const simple = born === undefined || typeof born === "string";
  const name = textField({ label: "Naam", hint: "Alleen om te herkennen. De naam blijft op dit apparaat en komt niet in het bestand.", value: id === null ? "" : (namen[id] ?? "") });
  const birth = textField({ label: "Geboortedatum", hint: "Bijvoorbeeld 1-5-1996. Weet u die niet? Laat dan leeg.", value: typeof born === "string" ? day(born) : "" });
  const free = (/** @type {Role} */ role) => role !== "partner" || people(casus, app.model).every((other) => roleOf(casus, other) !== "partner" || other === id);
  const now = id === null ? (people(casus, app.model).length === 0 ? "aanvrager" : "kind") : roleOf(casus, id);
  const role = h("select", { id: "rol-in-huishouden", class: "utrecht-select utrecht-select--html-select" },
    Object.entries(ROLES).filter(([key]) => free(/** @type {Role} */ (key))).map(([key, label]) => h("option", { value: key, selected: key === now }, capital(label))));
  const problems = h("div", { role: "alert" });
  const save = async (/** @type {Event} */ event) => {
    event.preventDefault();
    /** @type {string | undefined} */
    let geboortedatum;
    try {
      geboortedatum = birth.input.value.trim() === "" ? undefined : readDay(birth.input.value);
      birth.complain(null);
    } catch (error) {
      if (!(error instanceof Wrong)) throw error;
      birth.complain(error.message);
      return birth.focus();
    }
    let who = id ?? "";
    const problemen = await app.propose((state) => {
      who = id ?? addObject(state.casus, app.model, "persoon");
      const object = find(state.casus, app.model, who)?.object;
      if (object && simple) {
        if (geboortedatum === undefined) delete object.geboortedatum;
        else object.geboortedatum = geboortedatum;
      }
      if (name.input.value.trim() === "") delete state.namen[who];
      else state.namen[who] = name.input.value.trim();
      setRole(state.casus, who, /** @type {Role} */ (role.value));
    });
    fill(problems, problemen.length > 0 && alert("error", problemList(problemen)));
    if (problemen.length === 0) {
      edit(app, null);
      focusOn(byId("huishouden").querySelector(`[data-wijzig="${CSS.escape(who)}"]`));
    }
  };
  return h("form", { submit: save, "aria-label": id === null ? "Iemand toevoegen" : `Gegevens van ${app.call(id)}` },
    problems,
    name.element,
    simple ? birth.element : h("p", {}, "De geboortedatum staat in meer waarden in het bestand en is hier niet te wijzigen."),
    h("div", { class: "utrecht-form-field veld" }, h("label", { for: "rol-in-huishouden", class: "utrecht-form-label" }, "Plaats in het huishouden"), role),
    h("div", { class: "knoppen" },
      h("button", { type: "submit", class: "utrecht-button utrecht-button--primary-action" }, id === null ? "Toevoegen" : "Opslaan"),
      button("Annuleren", () => edit(app, null))),
  );
}

/**
 * @param {App} app
 * @param {string} id
 */
async function remove(app, id) {
  const copy = structuredClone(app.state.casus);
  const before = places(copy, app.model).length;
  const gone = removeObject(copy, app.model, id);
  const facts = before - places(copy, app.model).length;
  const others = gone.slice(1).map(app.call);
  const name = app.call(id);
  const more = others.length === 0 ? "" : ` Ook weg: ${enumerate(others)}.`;
  const sure = await confirm(`${capital(name)} verwijderen?`, `Alles over ${name} gaat weg: ${facts === 1 ? "1 gegeven" : `${facts} gegevens`}.${more}`, "Verwijderen");
  if (!sure) return;
  editing = null;
  await app.propose(({ casus, namen, overgeslagen }) => {
    const whole = isComplete(casus);
    for (const one of removeObject(casus, app.model, id)) delete namen[one];
    setComplete(casus, whole && people(casus, app.model).length > 0);
    const left = new Set(objects(casus, app.model).map((one) => one.id));
    overgeslagen.splice(0, overgeslagen.length, ...overgeslagen.filter((marked) => marked.split("|").slice(2).every((one) => left.has(one))));
  });
  focusOn(document.getElementById("persoon-toevoegen"));
}

/** @param {App} app */
function complete(app) {
  const whole = isComplete(app.state.casus);
  const set = (/** @type {boolean} */ value) => () => app.propose(({ casus }) => setComplete(casus, value));
  const yes = tick("radio", "compleet", "Ja, verder hoort niemand bij het huishouden", { value: "ja", checked: whole, change: set(true) });
  const no = tick("radio", "compleet", "Nee, of dat weet ik nog niet", { value: "nee", checked: !whole, change: set(false) });
  yes.input.id = "compleet-ja";
  no.input.id = "compleet-nee";
  return h("fieldset", { class: "utrecht-form-fieldset utrecht-form-fieldset--html-fieldset veld" },
    h("legend", { class: "utrecht-form-fieldset__legend utrecht-form-fieldset__legend--html-legend" }, "Is dit het hele huishouden?"),
    h("p", { class: "utrecht-form-field-description" }, "Een huishouden: de aanvrager, de partner, de kinderen en wie er verder in huis woont."),
    h("div", { class: "keuzes" }, yes.element, no.element));
}

// Controls for answers, one per kind of value. Each gives its element and reads itself: a value, or a reason why not.

import { h, newId, button, fill, focusOn } from "./dom.js";
import { readDay, readEuro, readNumber, words, Wrong, day, euro } from "./dutch.js";
import { isObject, list, named } from "./case.js";

/**
 * @typedef {import("./case.js").Json} Json
 * @typedef {import("./model.js").Type} Type
 *
 * @typedef {object} Added something that is named for the first time
 * @property {string} klasse
 * @property {string} naam
 *
 * @typedef {object} Answer
 * @property {Json} value ids, and `nieuw:0` for the first of those added
 * @property {Added[]} added
 *
 * @typedef {object} Control
 * @property {HTMLElement} element
 * @property {() => Answer | undefined} read nothing when nothing was answered; throws {@link Wrong}
 * @property {(message: string | null) => void} complain
 * @property {() => void} focus
 *
 * @typedef {object} Context
 * @property {(klasse: string) => { id: string, naam: string }[]} known objects of a kind
 * @property {(klasse: string) => string} kind what one of them is called
 */

/** @param {Json} value */
const plain = (value) => /** @type {Answer} */ ({ value, added: [] });

/**
 * @param {object} given
 * @param {Type} given.type
 * @param {string} given.label
 * @param {string} [given.hint]
 * @param {Json} [given.value] what stands there now
 * @param {boolean} [given.unsure] whether “weet ik niet” is one of the choices
 * @param {Context} given.context
 * @returns {Control}
 */
export function control({ type, label, hint = "", value, unsure = false, context }) {
  const now = isObject(value) && "waarde" in value ? value.waarde : value;
  switch (type.soort) {
    case "ja_nee":
      return choice({ label, hint, options: [["ja", true], ["nee", false]], now, unsure });
    case "keuze":
      return choice({ label, hint, options: type.keuzes.map((key) => [words(key), key]), now, unsure });
    case "een":
      return oneObject({ label, hint, now, klasse: type.klasse, context });
    case "lijst":
      return manyObjects({ label, hint, now, klasse: type.klasse, context });
    case "perioden":
      return periods({ label, hint, now });
    default:
      return typed({ label, hint, now, type });
  }
}

/** Whether a control of this type can say that there is none, and how. */
export const noneLabel = (/** @type {Type} */ type) => {
  if (type.soort === "lijst" || type.soort === "perioden") return "Die zijn er niet";
  if (type.soort === "keuze" || type.soort === "ja_nee" || !type.leeg) return null;
  return type.soort === "datum" ? "Er is geen datum" : type.soort === "een" ? "Die is er niet" : "Niet van toepassing";
};

/** @param {Type} type */
export const noneValue = (type) => (type.soort === "lijst" || type.soort === "perioden" ? [] : null);

/**
 * A line under a control for what is wrong with it.
 *
 * @param {HTMLElement} element
 * @param {() => HTMLElement | null} input
 * @param {string} described the id of the hint
 */
function complaints(element, input, described) {
  const id = newId("fout");
  const line = h("p", { id, class: "utrecht-form-field-error-message", hidden: true });
  element.append(line);
  return (/** @type {string | null} */ message) => {
    line.hidden = message === null;
    line.textContent = message ?? "";
    element.classList.toggle("utrecht-form-field--invalid", message !== null);
    const target = input();
    target?.setAttribute("aria-invalid", String(message !== null));
    const by = [described, message === null ? "" : id].filter(Boolean).join(" ");
    if (by === "") target?.removeAttribute("aria-describedby");
    else target?.setAttribute("aria-describedby", by);
  };
}

/**
 * @param {string} label
 * @param {string} hint
 * @param {string} hintId
 * @param {...import("./dom.js").Child} children
 */
function fieldset(label, hint, hintId, ...children) {
  return h("fieldset", { class: "utrecht-form-fieldset utrecht-form-fieldset--html-fieldset veld", "aria-describedby": hint ? hintId : null },
    h("legend", { class: "utrecht-form-fieldset__legend utrecht-form-fieldset__legend--html-legend" }, label),
    hint && h("p", { id: hintId, class: "utrecht-form-field-description" }, hint),
    children,
  );
}

/**
 * A radio button or checkbox with its label.
 *
 * @param {"radio" | "checkbox"} kind
 * @param {string} name
 * @param {import("./dom.js").Child} label
 * @param {{ checked?: boolean, value?: string, change?: () => void }} [given]
 */
export function tick(kind, name, label, given = {}) {
  const css = kind === "radio" ? "utrecht-radio-button utrecht-radio-button--html-input" : "utrecht-checkbox utrecht-checkbox--html-input utrecht-custom-checkbox utrecht-custom-checkbox--html-input";
  const input = h("input", { type: kind, name, class: css, value: given.value ?? "ja", checked: given.checked ?? false, change: given.change });
  return { input, element: h("label", { class: "keuze utrecht-form-label utrecht-form-label--" + kind }, input, h("span", {}, label)) };
}

/**
 * @param {{ label: string, hint: string, options: [label: string, value: Json][], now: Json | undefined, unsure: boolean }} given
 * @returns {Control}
 */
function choice({ label, hint, options, now, unsure }) {
  if (options.length > 7) return selection({ label, hint, options, now });
  const name = newId("keuze");
  const ticks = options.map(([text, value]) => ({ value, ...tick("radio", name, text, { checked: now === value, value: String(value) }) }));
  const none = unsure ? tick("radio", name, "weet ik niet", { value: "weet_niet" }) : undefined;
  const hintId = newId("hint");
  const row = h("div", { class: options.length < 4 ? "keuzes naast" : "keuzes" }, ticks.map(({ element }) => element), none?.element);
  const element = fieldset(label, hint, hintId, row);
  const complain = complaints(element, () => element, hint ? hintId : "");
  const read = () => {
    if (none?.input.checked) return { value: UNKNOWN, added: [] };
    const one = ticks.find(({ input }) => input.checked);
    return one === undefined ? undefined : plain(one.value);
  };
  return { element, read, complain, focus: () => ticks[0]?.input.focus() };
}

/** What a control reads when somebody says not to know. */
export const UNKNOWN = "\u0000weet niet";

/**
 * @param {{ label: string, hint: string, options: [label: string, value: Json][], now: Json | undefined }} given
 * @returns {Control}
 */
function selection({ label, hint, options, now }) {
  const [id, hintId] = [newId("keuze"), newId("hint")];
  const select = h("select", { id, class: "utrecht-select utrecht-select--html-select", "aria-describedby": hint ? hintId : null },
    h("option", { value: "" }, "Maak een keuze"),
    options.map(([text, value], index) => h("option", { value: index, selected: now === value }, text)),
  );
  const element = h("div", { class: "utrecht-form-field veld" },
    h("label", { for: id, class: "utrecht-form-label" }, label),
    hint && h("p", { id: hintId, class: "utrecht-form-field-description" }, hint),
    select,
  );
  const complain = complaints(element, () => select, hint ? hintId : "");
  const read = () => (select.value === "" ? undefined : plain(options[Number(select.value)]?.[1] ?? null));
  return { element, read, complain, focus: () => select.focus() };
}

/**
 * A field to type in.
 *
 * @param {{ label: string, hint: string, now: Json | undefined, type: Type }} given
 * @returns {Control}
 */
function typed({ label, hint, now, type }) {
  const { form, unit, numeric, read } = typing(type);
  const before = now === undefined || now === null ? "" : shown(now, type);
  const field = textField({ label, hint: [hint, form].filter(Boolean).join(" "), value: before, unit, prefix: type.soort === "bedrag" ? "€" : "", numeric });
  return { ...field, read: () => (field.input.value.trim() === "" ? undefined : plain(read(field.input.value))) };
}

/**
 * @param {{ label: string, hint?: string, value?: string, unit?: string, prefix?: string, numeric?: boolean, wide?: boolean, id?: string }} given
 */
export function textField({ label, hint = "", value = "", unit = "", prefix = "", numeric = false, wide = false, id = newId("veld") }) {
  const hintId = newId("hint");
  const input = h("input", {
    id, type: "text", value, autocomplete: "off", class: `utrecht-textbox utrecht-textbox--html-input${wide ? "" : " kort"}`,
    inputmode: numeric ? "decimal" : null, "aria-describedby": hint ? hintId : null,
  });
  const element = h("div", { class: "utrecht-form-field veld" },
    h("label", { for: id, class: "utrecht-form-label" }, label, unit && h("span", { class: "eenheid" }, ` (${prefix ? "bedrag " : ""}${unit})`)),
    hint && h("p", { id: hintId, class: "utrecht-form-field-description" }, hint),
    h("div", { class: "invoer" }, prefix && h("span", { "aria-hidden": "true" }, prefix), input),
  );
  const complain = complaints(element, () => input, hint ? hintId : "");
  return { element, input, complain, focus: () => input.focus() };
}

/**
 * @param {Json} value
 * @param {Type} type
 */
function shown(value, type) {
  if (type.soort === "datum") return day(String(value));
  if (type.soort === "bedrag") return euro(String(value)).replace(/^€\s/, "");
  if (type.soort === "aantal") return String((isObject(value) ? value.aantal : value) ?? "").replace(".", ",");
  return type.soort === "tekst" ? String(value) : String(value).replace(".", ",");
}

/**
 * How a value is typed, and read.
 *
 * @param {Type} type
 * @returns {{ form: string, unit: string, numeric: boolean, read: (text: string) => Json }}
 */
function typing(type) {
  switch (type.soort) {
    case "datum":
      return { form: "Bijvoorbeeld 1-5-1996.", unit: "", numeric: false, read: readDay };
    case "bedrag":
      return { form: "", unit: type.per ? `per ${type.per}` : "", numeric: true, read: readEuro };
    case "percentage":
      return { form: "Een percentage, bijvoorbeeld 12,5.", unit: "procent", numeric: true, read: (text) => readNumber(text, "percentage") };
    case "getal":
      return { form: "", unit: "", numeric: true, read: (text) => readNumber(text) };
    case "aantal": {
      const { eenheid, per } = type;
      const value = (/** @type {string} */ text) => ({ aantal: readNumber(text, "aantal"), eenheid, ...(per === undefined ? {} : { per }) });
      return { form: "", unit: `in ${eenheid}${per ? ` per ${per}` : ""}`, numeric: true, read: value };
    }
    default:
      return { form: "", unit: "", numeric: false, read: (text) => text.trim() };
  }
}

/**
 * One of the people or things of a kind, or a new one.
 *
 * @param {{ label: string, hint: string, now: Json | undefined, klasse: string, context: Context }} given
 * @returns {Control}
 */
function oneObject({ label, hint, now, klasse, context }) {
  const [name, hintId] = [newId("keuze"), newId("hint")];
  const ticks = context.known(klasse).map(({ id, naam }) => ({ id, ...tick("radio", name, naam, { value: id, checked: named(now ?? null).includes(id) }) }));
  const other = tick("radio", name, `een nieuw: ${context.kind(klasse)}`, { value: "nieuw", checked: ticks.length === 0 });
  const text = textField({ label: `Naam of omschrijving`, hint: "Blijft op dit apparaat." });
  text.input.addEventListener("input", () => (other.input.checked = true));
  const element = fieldset(label, hint, hintId, h("div", { class: "keuzes" }, ticks.map((one) => one.element), other.element, h("div", { class: "inspringen" }, text.element)));
  const complain = complaints(element, () => element, hint ? hintId : "");
  const read = () => {
    const one = ticks.find(({ input }) => input.checked);
    if (one !== undefined) return plain(one.id);
    if (!other.input.checked || text.input.value.trim() === "") return undefined;
    return { value: "nieuw:0", added: [{ klasse, naam: text.input.value.trim() }] };
  };
  return { element, read, complain, focus: () => (ticks[0]?.input ?? text.input).focus() };
}

/**
 * Any number of the people or things of a kind, and new ones.
 *
 * @param {{ label: string, hint: string, now: Json | undefined, klasse: string, context: Context }} given
 * @returns {Control}
 */
function manyObjects({ label, hint, now, klasse, context }) {
  const [name, hintId] = [newId("keuze"), newId("hint")];
  const kind = context.kind(klasse);
  const ticks = context.known(klasse).map(({ id, naam }) => ({ id, ...tick("checkbox", name, naam, { value: id, checked: named(now ?? null).includes(id) }) }));
  /** @type {string[]} */
  const added = [];
  const rows = h("ul", { class: "lijst", "aria-label": `Toegevoegd: ${kind}` });
  const text = textField({ label: `Voeg toe: ${kind}`, hint: "Een korte omschrijving. Die blijft op dit apparaat." });
  const show = () => {
    rows.hidden = added.length === 0;
    fill(rows, added.map((naam, index) => h("li", {}, h("span", {}, naam), button("Weghalen", () => drop(index), "subtle", { "aria-label": `Weghalen: ${naam}` }))));
  };
  const drop = (/** @type {number} */ index) => (added.splice(index, 1), show(), text.focus());
  const take = () => {
    const naam = text.input.value.trim();
    if (naam === "") return;
    added.push(naam);
    text.input.value = "";
    show();
  };
  text.input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && text.input.value.trim() !== "") (event.preventDefault(), take());
  });
  const adder = h("div", { class: "toevoegen" }, text.element, button("Toevoegen", () => (take(), focusOn(text.input))));
  const explained = [hint, "Kies of noem ze allemaal."].filter(Boolean).join(" ");
  const element = fieldset(label, explained, hintId, h("div", { class: "keuzes" }, ticks.map((one) => one.element)), rows, adder);
  const complain = complaints(element, () => element, hintId);
  show();
  const read = () => {
    take();
    const known = ticks.filter(({ input }) => input.checked).map(({ id }) => id);
    if (known.length + added.length === 0) return undefined;
    return { value: [...known, ...added.map((_, index) => `nieuw:${index}`)], added: added.map((naam) => ({ klasse, naam })) };
  };
  return { element, read, complain, focus: () => (ticks[0]?.input ?? text.input).focus() };
}

/**
 * @param {{ label: string, hint: string, now: Json | undefined }} given
 * @returns {Control}
 */
function periods({ label, hint, now }) {
  const hintId = newId("hint");
  const rows = h("div", { class: "perioden" });
  /** @type {{ from: ReturnType<typeof textField>, until: ReturnType<typeof textField>, element: HTMLElement }[]} */
  let made = [];
  const add = (from = "", until = "") => {
    const row = { from: textField({ label: "Vanaf", value: from }), until: textField({ label: "Tot en met", value: until }) };
    const gone = button("Weghalen", () => (drop(element), made[0]?.from.focus()), "subtle");
    const element = h("div", { class: "periode", role: "group", "aria-label": `Periode ${made.length + 1}` }, row.from.element, row.until.element, gone);
    made.push({ ...row, element });
    rows.append(element);
    return row;
  };
  const drop = (/** @type {HTMLElement} */ element) => {
    made = made.filter((row) => row.element !== element);
    element.remove();
    if (made.length === 0) add();
  };
  const known = list(now).filter(isObject);
  known.forEach(({ vanaf, tot_en_met }) => add(day(String(vanaf)), typeof tot_en_met === "string" ? day(tot_en_met) : ""));
  if (known.length === 0) add();
  const more = button("Nog een periode", () => add().from.focus());
  const explained = [hint, "Schrijf data als 1-5-1996. Loopt het nog? Laat ‘tot en met’ dan leeg."].filter(Boolean).join(" ");
  const element = fieldset(label, explained, hintId, rows, more);
  const complain = complaints(element, () => element, hintId);
  const read = () => {
    const filled = made.filter(({ from, until }) => from.input.value.trim() !== "" || until.input.value.trim() !== "");
    if (filled.length === 0) return undefined;
    return plain(filled.map(({ from, until }) => {
      if (from.input.value.trim() === "") throw new Wrong("Vul bij elke periode in vanaf welke dag.");
      return { vanaf: readDay(from.input.value), tot_en_met: until.input.value.trim() === "" ? null : readDay(until.input.value) };
    }));
  };
  return { element, read, complain, focus: () => made[0]?.from.focus() };
}

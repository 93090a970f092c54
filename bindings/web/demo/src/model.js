// What can be in a case, as far as this page must know it: read from the JSON Schema that the rules give.

/**
 * @typedef {{ soort: "ja_nee" | "datum" | "tekst" | "bedrag" | "percentage" | "getal" | "perioden" } & { per?: string, leeg: boolean }} Plain
 * @typedef {{ soort: "keuze", keuzes: string[], leeg: boolean }} Choice
 * @typedef {{ soort: "aantal", eenheid: string, per?: string, leeg: boolean }} Quantity
 * @typedef {{ soort: "een" | "lijst", klasse: string, leeg: boolean }} Reference
 * @typedef {Plain | Choice | Quantity | Reference} Type
 *
 * @typedef {object} Field a fact
 * @property {string} titel
 * @property {string} toelichting
 * @property {string} volgens who knows it
 * @property {Type} type
 *
 * @typedef {object} Judgement
 * @property {string} naam
 * @property {string} vraag
 * @property {Type} type
 * @property {string[]} rollen
 * @property {boolean} tweede whether a second person must judge
 *
 * @typedef {object} Class
 * @property {string} naam
 * @property {string} sectie its key in a case
 * @property {boolean} enig whether there is exactly one
 * @property {Record<string, Field>} velden
 *
 * @typedef {object} Model
 * @property {Record<string, Class>} klassen
 * @property {Record<string, Field>} relaties facts of two objects
 * @property {Record<string, Judgement[]>} oordelen two may have one name, of objects of two kinds
 * @property {string[]} rollen
 * @property {string[]} organisaties
 */

/** @typedef {{ [key: string]: any }} Schema a JSON Schema: what this file reads of it, the rules write themselves */

/**
 * @param {Schema} schema of a case
 * @returns {Model}
 */
export function modelOf(schema) {
  const defs = schema.$defs;
  /** @type {Model} */
  const model = { klassen: {}, relaties: {}, oordelen: {}, rollen: [], organisaties: [] };
  for (const [sectie, property] of Object.entries(schema.properties)) {
    const name = target(property.items ?? property);
    if (defs[name]?.properties?.id === undefined) continue;
    const velden = fields(defs[name].properties, defs);
    model.klassen[name] = { naam: defs[name].title ?? name, sectie, enig: property.items === undefined, velden };
  }
  model.relaties = fields(schema.properties.relaties?.items.properties ?? {}, defs);
  const judgement = schema.properties.oordelen?.items;
  for (const { if: one, then } of judgement?.allOf ?? []) {
    const [naam, sleutel = naam] = one.properties.over.enum;
    model.oordelen[sleutel] = (then.anyOf ?? [then]).map((/** @type {Schema} */ form) => ({
      naam,
      vraag: form.description ?? naam,
      type: typeOf(target(form.properties.waarde), defs),
      rollen: form.properties.door?.properties?.rol?.enum ?? judgement.properties.door.properties.rol.enum,
      tweede: form.required?.includes("tweede_beoordelaar") ?? false,
    }));
  }
  const asker = schema.properties.vrager?.anyOf[0].properties;
  model.rollen = asker?.rol.enum ?? [];
  model.organisaties = asker?.organisatie?.anyOf?.[0].enum ?? [];
  return model;
}

/** @param {Schema} node */
const target = (node) => String(node.$ref ?? "").replace("#/$defs/", "");

/**
 * @param {Schema} properties
 * @param {Schema} defs
 */
function fields(properties, defs) {
  /** @type {Record<string, Field>} */
  const found = {};
  for (const [key, node] of Object.entries(properties)) {
    const name = target(node);
    if (!name.startsWith("gegeven_") || node.deprecated) continue;
    found[key] = {
      titel: node.title,
      toelichting: node.description.split("; toelichting ")[1] ?? "",
      volgens: node["x-volgens"] ?? "",
      type: typeOf(name.replace("gegeven_", "waarde_"), defs),
    };
  }
  return found;
}

/**
 * @param {string} name `waarde_bedrag_per_maand`
 * @param {Schema} defs
 * @returns {Type}
 */
function typeOf(name, defs) {
  const forms = /** @type {Schema[]} */ (defs[name].anyOf ?? [defs[name]]);
  const leeg = forms.some((form) => form.type === "null" || (Array.isArray(form.type) && form.type.includes("null")));
  const [, word = "", per] = /^waarde_(ja_nee|keuze|aantal|een|lijst_van|[^_]+)(?:_per_(.+))?/.exec(name) ?? [];
  switch (word) {
    case "keuze":
      return { soort: "keuze", keuzes: forms[0]?.enum ?? [], leeg };
    case "aantal": {
      const { eenheid, per: of } = forms[0]?.properties ?? {};
      return { soort: "aantal", eenheid: eenheid.const, per: of?.const, leeg };
    }
    case "een":
      return { soort: "een", klasse: target(forms.find((form) => form.$ref) ?? {}), leeg };
    case "lijst_van":
      return { soort: "lijst", klasse: name.replace("waarde_lijst_van_", ""), leeg: false };
    case "ja_nee":
    case "datum":
    case "tekst":
    case "bedrag":
    case "percentage":
    case "getal":
    case "perioden":
      return { soort: word, per, leeg };
    default:
      throw new Error(`onbekende soort waarde in het schema: ${name}`);
  }
}

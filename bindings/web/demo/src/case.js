// A case: what is in it, putting facts in, taking them out. Where a fact belongs follows from the model. All functions
// that change a case change the one they are given.

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./model.js").Field} Field
 * @typedef {import("./types").Json} Json
 * @typedef {import("./types").Obj} Obj
 * @typedef {{ id: string, klasse: string, object: Obj }} Found
 * @typedef {{ soort: "gegeven" | "oordeel", sleutel: string, betreft: string[] }} Place which fact or judgement
 */

/** @type {(value: Json | undefined) => value is Obj} */
export const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * @param {Json | undefined} value
 * @returns {Json[]}
 */
export const list = (value) => (Array.isArray(value) ? value : []);

/**
 * Every object of a case: those in the sections, and those written inside others.
 *
 * @param {Obj} casus
 * @param {Model} model
 * @returns {Found[]}
 */
export function objects(casus, model) {
  /** @type {Found[]} */
  const found = [];
  const take = (/** @type {Json | undefined} */ object, /** @type {string} */ klasse) => {
    if (!isObject(object)) return;
    const known = model.klassen[klasse];
    if (known === undefined) return;
    found.push({ id: known.enig ? klasse : String(object.id ?? ""), klasse, object });
    for (const [key, { type }] of Object.entries(known.velden)) {
      if ("klasse" in type) inside(object[key], (one) => take(one, type.klasse));
    }
  };
  for (const [klasse, { sectie, enig }] of Object.entries(model.klassen)) {
    if (enig) take(casus[sectie], klasse);
    else list(casus[sectie]).forEach((one) => take(one, klasse));
  }
  return found;
}

/**
 * The objects with an id that stand inside a value.
 *
 * @param {Json | undefined} value
 * @param {(object: Obj) => void} each
 */
function inside(value, each) {
  if (Array.isArray(value)) value.forEach((one) => inside(one, each));
  else if (isObject(value)) {
    if (typeof value.id === "string") each(value);
    else Object.values(value).forEach((one) => inside(one, each));
  }
}

/**
 * @param {Obj} casus
 * @param {Model} model
 * @param {string} id
 * @param {string} [key] that the class of the object must have
 */
export function find(casus, model, id, key) {
  const known = (/** @type {Found} */ one) =>
    one.id === id && (key === undefined || model.klassen[one.klasse]?.velden[key] !== undefined);
  return objects(casus, model).find(known);
}

/**
 * What the rules know of a fact; nothing when it is no fact of these objects.
 *
 * @param {Obj} casus
 * @param {Model} model
 * @param {Place} place
 * @returns {Field | undefined}
 */
export function fieldOf(casus, model, { sleutel, betreft }) {
  if (betreft.length === 2) return model.relaties[sleutel];
  const [id = ""] = betreft;
  const klasse = find(casus, model, id, sleutel)?.klasse ?? (model.klassen[id]?.enig ? id : undefined);
  return klasse === undefined ? undefined : model.klassen[klasse]?.velden[sleutel];
}

/**
 * The object or relation that holds a fact.
 *
 * @param {Obj} casus
 * @param {Model} model
 * @param {Place} place
 * @returns {Obj | undefined}
 */
function holder(casus, model, { sleutel, betreft: [one = "", other] }) {
  if (other === undefined) return find(casus, model, one, sleutel)?.object;
  const between = list(casus.relaties).filter(isObject);
  return between.find((relation) => relation.van === one && relation.met === other);
}

/**
 * What the case says of a fact or judgement.
 *
 * @param {Obj} casus
 * @param {Model} model
 * @param {Place} place
 * @returns {Json | undefined}
 */
export function given(casus, model, place) {
  if (place.soort === "oordeel") return judged(casus, model, place);
  return holder(casus, model, place)?.[place.sleutel];
}

/**
 * Puts a fact or judgement in the case; `undefined` takes it out.
 *
 * @param {Obj} casus
 * @param {Model} model
 * @param {Place} place
 * @param {Json | undefined} value
 */
export function put(casus, model, place, value) {
  if (place.soort === "oordeel") return putJudgement(casus, model, place, value);
  const target = holder(casus, model, place) ?? (value === undefined ? undefined : newHolder(casus, model, place.betreft));
  if (target === undefined) return;
  if (value === undefined) delete target[place.sleutel];
  else target[place.sleutel] = value;
  const empty = (/** @type {Json} */ relation) => isObject(relation) && Object.keys(relation).length === 2;
  if (place.betreft.length === 2) keep(casus, "relaties", (relation) => !empty(relation));
}

/**
 * @param {Obj} casus
 * @param {Model} model
 * @param {string[]} betreft
 * @returns {Obj | undefined}
 */
function newHolder(casus, model, [one = "", other]) {
  if (other !== undefined) return add(casus, "relaties", { van: one, met: other });
  const single = model.klassen[one];
  if (!single?.enig) return undefined;
  /** @type {Obj} */
  const made = {};
  casus[single.sectie] = made;
  return made;
}

/**
 * @param {Obj} casus
 * @param {string} section
 * @param {Obj} object
 */
function add(casus, section, object) {
  casus[section] = [...list(casus[section]), object];
  return object;
}

/**
 * @param {Obj} casus
 * @param {string} section
 * @param {(one: Json) => boolean} which
 */
function keep(casus, section, which) {
  if (!Array.isArray(casus[section])) return;
  const rest = list(casus[section]).filter(which);
  if (rest.length > 0) casus[section] = rest;
  else delete casus[section];
}

/**
 * @param {Obj} casus
 * @param {Model} model
 * @param {string} klasse
 * @returns {string} the id of the new object: `inkomen2`
 */
export function addObject(casus, model, klasse) {
  const known = new Set(objects(casus, model).map(({ id }) => id));
  let number = 1;
  while (known.has(`${klasse}${number}`)) number += 1;
  const id = `${klasse}${number}`;
  add(casus, model.klassen[klasse]?.sectie ?? klasse, { id });
  return id;
}

/** @param {Json | undefined} name a key or a name: they are the same judgement */
const keyOf = (name) => String(name).normalize("NFC").toLowerCase().replace(/[\s-]+/g, "_");

/**
 * @param {Json} judgement
 * @param {Model} model
 * @param {Place} place
 */
function isOver(judgement, model, { sleutel, betreft }) {
  if (!isObject(judgement)) return false;
  const over = judgement.over === model.oordelen[sleutel]?.[0]?.naam || keyOf(judgement.over) === sleutel;
  return over && list(judgement.betreft).join("\n") === betreft.join("\n");
}

/**
 * @param {Obj} casus
 * @param {Model} model
 * @param {Place} place
 */
function judged(casus, model, place) {
  return list(casus.oordelen).find((one) => isOver(one, model, place));
}

/**
 * @param {Obj} casus
 * @param {Model} model
 * @param {Place} place
 * @param {Json | undefined} value
 */
function putJudgement(casus, model, place, value) {
  keep(casus, "oordelen", (one) => !isOver(one, model, place));
  if (isObject(value)) add(casus, "oordelen", { over: model.oordelen[place.sleutel]?.[0]?.naam ?? place.sleutel, betreft: place.betreft, ...value });
}

/**
 * The ids that a value names.
 *
 * @param {Json | undefined} value of a fact that is an object or a list of them
 * @returns {string[]}
 */
export function named(value) {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(named);
  if (!isObject(value)) return [];
  if (typeof value.id === "string") return [value.id];
  return [value.waarde, value.leden, value.betwist].flatMap(named);
}

/**
 * A value without an object; `undefined` when nothing is left of it.
 *
 * @param {Json} value
 * @param {string} id
 * @returns {Json | undefined}
 */
function without(value, id) {
  if (value === id) return undefined;
  if (Array.isArray(value)) {
    const rest = value.map((one) => without(one, id)).filter((one) => one !== undefined);
    const changes = value.some((one) => isObject(one) && "vanaf" in one);
    return rest.length === 0 && changes ? undefined : rest;
  }
  if (!isObject(value)) return value;
  if (value.id === id) return undefined;
  if (value.leden !== undefined) return { ...value, leden: without(value.leden, id) ?? [] };
  if (value.betwist !== undefined) {
    const rest = list(without(value.betwist, id));
    return rest.length > 1 ? { ...value, betwist: rest } : rest[0];
  }
  if (value.waarde === undefined) return value;
  const waarde = without(value.waarde, id);
  return waarde === undefined ? undefined : { ...value, waarde };
}

/**
 * Takes an object out of the case, with all that is said about it, and with what belonged to nobody else.
 *
 * @param {Obj} casus
 * @param {Model} model
 * @param {string} id
 * @returns {string[]} the ids of all that went
 */
export function removeObject(casus, model, id) {
  const own = owned(casus, model, id);
  for (const { klasse, object } of objects(casus, model)) {
    for (const [key, { type }] of Object.entries(model.klassen[klasse]?.velden ?? {})) {
      const value = object[key];
      if (!("klasse" in type) || value === undefined) continue;
      const rest = without(value, id);
      if (rest === undefined) delete object[key];
      else object[key] = rest;
    }
  }
  for (const { sectie, enig } of Object.values(model.klassen)) {
    if (!enig) keep(casus, sectie, (one) => !isObject(one) || one.id !== id);
  }
  keep(casus, "relaties", (one) => !isObject(one) || (one.van !== id && one.met !== id));
  keep(casus, "oordelen", (one) => !isObject(one) || !list(one.betreft).includes(id));
  const orphans = own.filter((one) => find(casus, model, one) !== undefined && !isNamed(casus, model, one));
  return [id, ...orphans.flatMap((one) => removeObject(casus, model, one))];
}

/**
 * What an object names, apart from people: those are there for themselves.
 *
 * @param {Obj} casus
 * @param {Model} model
 * @param {string} id
 */
function owned(casus, model, id) {
  const found = find(casus, model, id);
  const velden = Object.entries(model.klassen[found?.klasse ?? ""]?.velden ?? {});
  return velden.flatMap(([key, { type }]) => ("klasse" in type && type.klasse !== "persoon" ? named(found?.object[key]) : []));
}

/**
 * @param {Obj} casus
 * @param {Model} model
 * @param {string} id
 */
function isNamed(casus, model, id) {
  return objects(casus, model).some(({ klasse, object }) =>
    Object.entries(model.klassen[klasse]?.velden ?? {}).some(([key, { type }]) => "klasse" in type && named(object[key]).includes(id)),
  );
}

/**
 * The places of all facts and judgements in a case.
 *
 * @param {Obj} casus
 * @param {Model} model
 * @returns {Place[]}
 */
export function places(casus, model) {
  const facts = objects(casus, model).flatMap(({ id, klasse, object }) =>
    Object.keys(model.klassen[klasse]?.velden ?? {})
      .filter((key) => object[key] !== undefined)
      .map((sleutel) => /** @type {Place} */ ({ soort: "gegeven", sleutel, betreft: [id] })),
  );
  const between = list(casus.relaties).filter(isObject).flatMap((relation) =>
    Object.keys(model.relaties)
      .filter((key) => relation[key] !== undefined)
      .map((sleutel) => /** @type {Place} */ ({ soort: "gegeven", sleutel, betreft: [String(relation.van), String(relation.met)] })),
  );
  const judgements = list(casus.oordelen).filter(isObject).map((one) => {
    const known = Object.entries(model.oordelen).find(([key, [known]]) => known?.naam === one.over || key === keyOf(one.over));
    return /** @type {Place} */ ({ soort: "oordeel", sleutel: known?.[0] ?? keyOf(one.over), betreft: list(one.betreft).map(String) });
  });
  return [...facts, ...between, ...judgements];
}

// Who belongs to the household, and as what. A list that is complete is a list; one that may go on has `volledig: false`.

import { find, isObject, list, named } from "./case.js";

/**
 * @typedef {import("./case.js").Obj} Obj
 * @typedef {import("./case.js").Json} Json
 * @typedef {"aanvrager" | "partner" | "kind" | "medebewoner" | "geen"} Role
 */

/** @type {Record<Role, string>} */
export const ROLES = {
  aanvrager: "aanvrager",
  partner: "partner van de aanvrager",
  kind: "kind",
  medebewoner: "andere bewoner",
  geen: "hoort niet bij het huishouden",
};

const LISTS = /** @type {const} */ ({ kind: "kinderen", medebewoner: "medebewoners" });

/**
 * @param {Obj} casus
 * @returns {Obj}
 */
function household(casus) {
  if (!isObject(casus.huishouden)) casus.huishouden = {};
  return /** @type {Obj} */ (casus.huishouden);
}

/**
 * @param {Obj} casus
 * @param {string} id
 * @returns {Role}
 */
export function roleOf(casus, id) {
  const home = isObject(casus.huishouden) ? casus.huishouden : {};
  if (named(home.aanvrager).includes(id)) return "aanvrager";
  if (named(home.partner).includes(id)) return "partner";
  if (named(home.kinderen).includes(id)) return "kind";
  return named(home.medebewoners).includes(id) ? "medebewoner" : "geen";
}

/**
 * The ids of the people, the applicant first.
 *
 * @param {Obj} casus
 * @param {import("./model.js").Model} model
 * @returns {string[]}
 */
export function people(casus, model) {
  const order = Object.keys(ROLES);
  const ids = list(casus.personen).filter(isObject).map(({ id }) => String(id));
  const inside = named(isObject(casus.huishouden) ? Object.values(casus.huishouden) : []);
  const all = [...new Set([...ids, ...inside])].filter((id) => find(casus, model, id)?.klasse === "persoon");
  return all.sort((one, other) => order.indexOf(roleOf(casus, one)) - order.indexOf(roleOf(casus, other)));
}

/**
 * Whether nobody else can belong to the household.
 *
 * @param {Obj} casus
 */
export function isComplete(casus) {
  const home = isObject(casus.huishouden) ? casus.huishouden : {};
  const whole = (/** @type {Json | undefined} */ value) => Array.isArray(value) || (isObject(value) && value.volledig === true);
  return home.aanvrager !== undefined && home.partner !== undefined && whole(home.kinderen) && whole(home.medebewoners);
}

/**
 * @param {Obj} casus
 * @param {boolean} complete
 */
export function setComplete(casus, complete) {
  const home = household(casus);
  if (complete) home.partner ??= null;
  else if (home.partner === null) delete home.partner;
  for (const key of Object.values(LISTS)) {
    const leden = isObject(home[key]) ? list(home[key].leden) : list(home[key]);
    if (complete) home[key] = leden;
    else if (leden.length > 0) home[key] = { leden, volledig: false };
    else delete home[key];
  }
}

/**
 * Gives somebody a place in the household, and only that one; who was applicant or partner before has none then.
 *
 * @param {Obj} casus
 * @param {string} id
 * @param {Role} role
 */
export function setRole(casus, id, role) {
  if (roleOf(casus, id) === role) return;
  const complete = isComplete(casus);
  const home = household(casus);
  const ends = /** @type {const} */ (["aanvrager", "partner"]);
  for (const end of ends) if (named(home[end]).includes(id)) delete home[end];
  for (const key of Object.values(LISTS)) {
    const leden = (isObject(home[key]) ? list(home[key].leden) : list(home[key])).filter((one) => !named(one).includes(id));
    if (home[key] !== undefined) home[key] = isObject(home[key]) ? { ...home[key], leden } : leden;
  }
  if (role === "aanvrager" || role === "partner") home[role] = id;
  else if (role !== "geen") {
    const value = home[LISTS[role]];
    if (isObject(value)) home[LISTS[role]] = { ...value, leden: [...list(value.leden), id] };
    else home[LISTS[role]] = [...list(value), id];
  }
  setComplete(casus, complete);
}

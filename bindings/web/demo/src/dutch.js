// Dutch in and out: days, amounts, names of laws, and facts as sentences.

/**
 * @typedef {import("./case.js").Json} Json
 * @typedef {import("./model.js").Type} Type
 * @typedef {import("./questions.js").Question} Question
 * @typedef {(id: string) => string} Naming how a person or thing is called on this device
 */

const MONTHS = ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"];

const LAWS = new Map([
  ["Pw", "Participatiewet"],
  ["Jw", "Jeugdwet"],
  ["Besluit Jw", "Besluit Jeugdwet"],
  ["Awb", "Algemene wet bestuursrecht"],
  ["Wgs", "Wet gemeentelijke schuldhulpverlening"],
  ["Zvw", "Zorgverzekeringswet"],
  ["Wlz", "Wet langdurige zorg"],
  ["AOW", "Algemene Ouderdomswet"],
  ["CRvB", "Centrale Raad van Beroep"],
]);

/** What these sources are, for who meets them the first time. */
const KNOWERS = new Map([
  ["BRP", "BRP (de Basisregistratie Personen van de gemeente)"],
  ["UWV", "UWV (werk en uitkeringen)"],
  ["DUO", "DUO (studie en studiefinanciering)"],
  ["SVB", "SVB (AOW en kinderbijslag)"],
  ["IND", "IND (verblijfsrecht)"],
  ["CAK", "CAK (eigen bijdragen)"],
  ["CIZ", "CIZ (langdurige zorg)"],
  ["COA", "COA (opvang van asielzoekers)"],
  ["DJI", "DJI (gevangenissen)"],
  ["Inlichtingenbureau", "het Inlichtingenbureau (gegevens voor gemeenten)"],
]);

const PLURALS = new Map([
  ["dag", "dagen"], ["week", "weken"], ["maand", "maanden"], ["uur", "uur"], ["jaar", "jaar"], ["minuut", "minuten"], ["etmaal", "etmalen"],
  ["dagdeel", "dagdelen"], ["keer", "keer"],
]);

/** @param {string} text */
export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** @param {string} key `andere_bewoner` */
export const words = (key) => key.replaceAll("_", " ");

/**
 * @param {string[]} parts
 * @param {string} last
 */
export function enumerate(parts, last = "en") {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} ${last} ${parts.at(-1)}`;
}

/** @param {string} article `Pw, artikel 31` */
export function law(article) {
  const known = [...LAWS.keys()].filter((short) => article === short || article.startsWith(`${short}, `) || article.startsWith(`${short} `));
  const [short] = known.sort((one, other) => other.length - one.length);
  return short === undefined ? article : `${LAWS.get(short)}${article.slice(short.length)}`;
}

/** @param {string} who */
export const knower = (who) => KNOWERS.get(who) ?? who;

/** @param {string} iso `2026-10-01` */
export function day(iso) {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso) ?? [];
  return year === undefined ? iso : `${Number(date)} ${MONTHS[Number(month) - 1]} ${year}`;
}

/** @param {string} decimal `1419.46` */
export function euro(decimal) {
  const [, minus, whole = "", part = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal) ?? [];
  if (whole === "") return decimal;
  return `€\u00a0${minus}${thousands(whole)},${part.padEnd(2, "0")}`;
}

/** @param {string} whole */
const thousands = (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ".");

/** @param {string} decimal */
const number = (decimal) => decimal.replace(".", ",");

/**
 * @param {string} decimal
 * @param {string | null | undefined} unit
 * @param {string | null | undefined} per
 */
export function amount(decimal, unit, per) {
  const of = per ? ` per ${per}` : "";
  if (unit === "euro") return euro(decimal) + of;
  if (!unit) return number(decimal) + of;
  if (unit === "procent" || unit === "%") return `${number(decimal)}%${of}`;
  const one = decimal === "1" ? unit : (PLURALS.get(unit) ?? unit);
  const minutes = unit === "minuut" && /^\d+$/.test(decimal) && Number(decimal) >= 60 ? ` (${hours(Number(decimal))})` : "";
  return `${number(decimal)} ${one}${of}${minutes}`;
}

/** @param {number} minutes */
function hours(minutes) {
  const rest = minutes % 60;
  const part = rest === 0 ? "" : ` en ${rest} ${rest === 1 ? "minuut" : "minuten"}`;
  return `${(minutes - rest) / 60} uur${part}`;
}

/**
 * A value of an outcome.
 *
 * @param {import("./toegang/types/zutphen.js").Waarde} value
 * @param {Naming} call
 */
export function outcomeValue({ waarde, eenheid, per, ten_minste, ten_hoogste }, call) {
  if (waarde === null && ten_minste && ten_hoogste) return `tussen ${eenheid === "euro" ? euro(ten_minste) : number(ten_minste)} en ${amount(ten_hoogste, eenheid, per)}`;
  if (waarde === null && (ten_minste || ten_hoogste)) {
    const parts = [ten_minste && `ten minste ${amount(ten_minste, eenheid, per)}`, ten_hoogste && `ten hoogste ${amount(ten_hoogste, eenheid, per)}`];
    return parts.filter(Boolean).join(", ");
  }
  if (waarde === null) return "nog niet bekend";
  if (typeof waarde === "string" && eenheid !== undefined && /^-?\d+(\.\d+)?$/.test(waarde)) return amount(waarde, eenheid, per);
  return bare(/** @type {Json} */ (waarde), call);
}

/**
 * @param {Json} value
 * @param {Naming} call
 * @returns {string}
 */
function bare(value, call) {
  if (value === null) return "geen";
  if (value === true) return "ja";
  if (value === false) return "nee";
  if (Array.isArray(value)) return value.length === 0 ? "geen" : enumerate(value.map((one) => bare(one, call)));
  if (typeof value === "object") {
    if (typeof value.vanaf === "string") return period(value);
    if (value.aantal !== undefined) return amount(String(value.aantal), String(value.eenheid), value.per === undefined ? null : String(value.per));
    return typeof value.id === "string" ? call(value.id) : JSON.stringify(value);
  }
  return day(call(String(value)));
}

/** @param {{ [key: string]: Json }} value */
function period({ vanaf, tot_en_met }) {
  return `vanaf ${day(String(vanaf))}${typeof tot_en_met === "string" ? ` tot en met ${day(tot_en_met)}` : ""}`;
}

/**
 * What a case says of a fact, in words.
 *
 * @param {Json | undefined} value
 * @param {Type} type
 * @param {Naming} call
 * @returns {string}
 */
export function factValue(value, type, call) {
  if (value === undefined) return "weet ik niet";
  if (value !== null && typeof value === "object") {
    if (Array.isArray(value) && type.soort !== "perioden" && value.some((one) => typeof one === "object" && one !== null && "vanaf" in one)) {
      return value.map((one) => `${factValue(one, type, call)} (${period(/** @type {{ [key: string]: Json }} */ (one))})`).join("; ");
    }
    if (!Array.isArray(value)) {
      if (Array.isArray(value.betwist)) return `betwist: ${value.betwist.map((one) => factValue(one, type, call)).join(" tegenover ")}`;
      if (value.leden !== undefined) return `${bare(value.leden, call)} (misschien niet volledig)`;
      if (value.waarde !== undefined) {
        const from = typeof value.bron === "string" ? ` (volgens ${value.bron})` : "";
        return factValue(value.waarde, type, call) + from;
      }
    }
  }
  if (value === null) return "geen";
  if (type.soort === "bedrag") return amount(String(value), "euro", type.per);
  if (type.soort === "percentage") return `${number(String(value))}%`;
  if (type.soort === "getal") return number(String(value));
  if (type.soort === "keuze") return words(String(value));
  if (type.soort === "tekst") return String(value);
  return bare(value, call);
}

/**
 * A question in words: a sentence for ja/nee, the name of what is asked otherwise.
 *
 * @param {Question} question
 * @param {Naming} call
 */
export function sentence({ titel, vraag, plaats: { betreft, soort }, type }, call) {
  const [one = "", other] = betreft.map(call);
  if (soort === "oordeel" && vraag !== titel) return `${capital(vraag)}${betreft.length > 0 ? ` (${enumerate([one, other ?? ""].filter(Boolean))})` : ""}`;
  if (type.soort === "ja_nee") return `${capital(one)} ${titel}${other === undefined ? "" : ` ${other}`}`;
  return `${capital(titel)} van ${one}${other === undefined ? "" : ` met ${other}`}`;
}

/** What is wrong with what somebody typed. */
export class Wrong extends Error {}

/**
 * Reads a day as people write it.
 *
 * @param {string} text `1-5-1996`, `1 mei 1996` or `1996-05-01`
 */
export function readDay(text) {
  const said = text.trim().toLowerCase();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(said);
  const dutch = /^(\d{1,2})[-/. ](\d{1,2}|[a-z]+)[-/. ](\d{4})$/.exec(said);
  const [year, month, date] = iso ? iso.slice(1) : dutch ? [dutch[3], dutch[2], dutch[1]] : [];
  const named = MONTHS.findIndex((name) => name === month || name.slice(0, 3) === month?.slice(0, 3)) + 1;
  const number = /^\d+$/.test(month ?? "") ? Number(month) : named;
  const made = new Date(Date.UTC(Number(year), number - 1, Number(date)));
  const right = year !== undefined && made.getUTCMonth() === number - 1 && made.getUTCDate() === Number(date);
  if (!right) throw new Wrong(`“${text.trim()}” is geen datum. Schrijf bijvoorbeeld 1-5-1996 of 1 mei 1996.`);
  return made.toISOString().slice(0, 10);
}

/**
 * Reads an amount in euros.
 *
 * @param {string} text `950`, `950,50` or `€ 1.419,46`
 */
export function readEuro(text) {
  const [, whole, part = ""] = /^(\d+|\d{1,3}(?:\.\d{3})+)(?:,(\d{1,2}|-))?$/.exec(text.replace(/^\s*€|\s/g, "")) ?? [];
  if (whole === undefined) throw new Wrong(`“${text.trim()}” is geen bedrag. Schrijf bijvoorbeeld 950 of 1.419,46, met een komma voor de centen.`);
  return `${plain(whole)}.${part.replace("-", "").padEnd(2, "0")}`;
}

/**
 * @param {string} text `4,5`
 * @param {string} what
 */
export function readNumber(text, what = "getal") {
  const [, whole, part] = /^(\d+|\d{1,3}(?:\.\d{3})+)(?:,(\d+))?$/.exec(text.replace(/%$|\s/g, "")) ?? [];
  if (whole === undefined) throw new Wrong(`“${text.trim()}” is geen ${what}. Schrijf bijvoorbeeld 4 of 4,5.`);
  return part === undefined ? plain(whole) : `${plain(whole)}.${part}`;
}

/** @param {string} whole */
const plain = (whole) => whole.replaceAll(".", "").replace(/^0+(?=\d)/, "");

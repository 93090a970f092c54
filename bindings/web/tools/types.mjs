// TypeScript types of a case, a decision and outcomes without reasons, from the JSON Schemas of a rule set.
//
// node tools/types.mjs CASUS.schema.json BESLUIT.schema.json UITKOMSTEN.schema.json OUT.d.ts

import { readFileSync, writeFileSync } from "node:fs";
import { compile } from "json-schema-to-typescript";

const [casus, besluit, uitkomsten, out] = process.argv.slice(2);

const HEAD = `// Made from the JSON Schemas of the rules.

/** A value that somebody gave: bare, or with its origin. */
export type Opgave<T> = T | { waarde: T; bron?: string | null; bekend_op?: Datum | null; verkregen_voor?: Citeertitel | null };
/** Values that contradict each other: unknown, with that cause. */
export type Betwist<T> = { betwist: Opgave<T>[] };
/** From and up to and including. */
export type Tijdvak = { vanaf: Datum; tot_en_met?: Datum | null };
/**
 * A fact: a value, a disputed one, or one that changes in time. Leave it out when it is not known; \`null\` where the
 * type allows it says that it is known that there is none.
 */
export type Feit<T> =
  | Opgave<T>
  | Betwist<T>
  | ((Betwist<T> | { waarde: T; bron?: string | null; bekend_op?: Datum | null; verkregen_voor?: Citeertitel | null }) & Tijdvak)[];

`;

/** `waarde_ja_nee` is `WaardeJaNee`; letters without marks, since the compiler of schemas drops those. */
const typeName = (key) =>
  key.normalize("NFD").replace(/[^a-z0-9_]/gi, "").split("_").map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");

/** A fact is one of a few forms around its value; the type says that in one word. */
function fact(node) {
  const key = node.$ref?.match(/^#\/\$defs\/gegeven_(.+)$/)?.[1];
  if (key === undefined) return undefined;
  const sources = [].concat(node["x-bron"] ?? []);
  const lines = [node.description, sources.length > 0 ? sources.join("; ") : undefined, node["x-volgens"] && `volgens: ${node["x-volgens"]}`];
  return { description: lines.filter(Boolean).join("\n\n"), tsType: `Feit<${typeName(`waarde_${key}`)}>` };
}

/** Lengths of lists and patterns of keys are for a checker of schemas: as types nobody could read them. */
function simpler(node) {
  if (Array.isArray(node)) return node.map(simpler);
  if (node === null || typeof node !== "object") return node;
  const one = fact(node);
  if (one !== undefined) return one;
  const kept = Object.entries(node).filter(([key]) => !["minItems", "maxItems", "title", "not"].includes(key));
  return Object.fromEntries(kept.map(([key, value]) => [key, member(key, value)]));
}

function member(key, value) {
  if (key === "$ref") return `#/$defs/${typeName(value.slice("#/$defs/".length))}`;
  return key === "enum" || key === "const" ? value : simpler(value);
}

/** The types of a document; what has another meaning in it than elsewhere gets another name. */
async function types(path, name, others = {}) {
  const read = readFileSync(path, "utf8").replace(/"#\/\$defs\/([^"]+)"/g, (ref, key) => (key in others ? `"#/$defs/${others[key]}"` : ref));
  const schema = simpler(JSON.parse(read));
  const defs = Object.entries(schema.$defs ?? {}).filter(([key]) => !key.startsWith("gegeven_"));
  const named = defs.map(([key, value]) => [typeName(others[key] ?? key), value]);
  return compile({ ...schema, $defs: Object.fromEntries(named) }, name, {
    additionalProperties: false,
    bannerComment: "",
    style: { printWidth: 120 },
    unreachableDefinitions: true,
  });
}

const declared = (text) => new Set([...text.matchAll(/^export (?:type|interface) (\w+)/gm)].map(([, name]) => name));
const noise = (text) => text.replace(/\/\*\*\n(?: \*[^\n]*\n)*? \* via the `definition`[^\n]*\n \*\/\n/g, "");

const bare = { uitkomst: "kale_uitkomst", procedure: "kale_procedure", plan: "kaal_plan", periode_van_uitkomst: "kale_periode" };
const parts = [await types(casus, "Casus"), await types(besluit, "Besluit"), await types(uitkomsten, "Uitkomsten", bare)].map(noise);
// What several have, such as a day, is told once.
const told = new Set();
const once = parts.map((part) => {
  const fresh = part.split(/^(?=export )/m).filter((one) => !told.has(one.match(/^export (?:type|interface) (\w+)/)?.[1]));
  declared(part).forEach((name) => told.add(name));
  return fresh.join("");
});
writeFileSync(out, HEAD + once.join("\n"));

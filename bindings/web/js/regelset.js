/** What is wrong with rules, a case or a call. */
export class ToegangFout extends Error {
  /** @param {string} json the problems, as the engine tells them */
  constructor(json) {
    const problemen = JSON.parse(json);
    super(problemen.map(sentence).join("\n"));
    this.name = "ToegangFout";
    this.problemen = problemen;
    this.json = json;
  }
}

function sentence({ code, pad, plaats, melding, verwacht, bedoeld }) {
  const place = plaats ? `${plaats.bestand}:${plaats.regel}:${plaats.kolom}` : pad;
  const where = place ? ` ${place}` : "";
  const hint = [verwacht && `verwacht: ${verwacht}`, bedoeld && `bedoeld: ${bedoeld}`].filter(Boolean).join("; ");
  return `${code}${where}: ${melding}${hint ? ` (${hint})` : ""}`;
}

/** Runs a call of the engine; what it throws is a text of problems. */
export function told(call) {
  try {
    return call();
  } catch (error) {
    throw typeof error === "string" ? new ToegangFout(error) : error;
  }
}

/** What is wrong with a call before it reaches the engine. */
export function wrong(code, melding, verwacht) {
  const problem = { code, ernst: "fout", melding, pad: null, plaats: null, verwacht, bedoeld: null };
  return new ToegangFout(written([problem]));
}

/** Problems as the engine writes them. */
const written = (problemen) => `${JSON.stringify(problemen, null, 2)}\n`;

/** A value that JSON does not have would be lost or become another value: it is refused. */
const notJson = (melding, verwacht) => wrong("B0106", melding, verwacht);

function checked(key, value) {
  if (value === null && this[key] !== null) throw notJson(`\`${key}\` is geen geldige ${this[key].constructor.name}`, "een waarde");
  if (typeof value === "number" && !Number.isFinite(value)) throw notJson(`\`${key}\` is ${value}`, "een getal");
  if (typeof value === "function" || typeof value === "symbol" || typeof value === "bigint") {
    throw notJson(`\`${key}\` is van de soort ${typeof value}`, "een waarde die in JSON kan");
  }
  if (value === undefined && Array.isArray(this)) throw notJson(`plaats ${key} van een lijst is leeg`, "een waarde");
  return value;
}

/** The text of a case. */
function text(casus) {
  if (typeof casus === "string") {
    // Half a character would be replaced on its way into the engine. Older engines lack the quick question.
    if (!(casus.isWellFormed?.() ?? !/\p{Surrogate}/u.test(casus))) throw notJson("de tekst is geen Unicode: een half teken", "UTF-8");
    return casus;
  }
  if (typeof casus !== "object" || casus === null) {
    throw new TypeError("een casus is een object, of een tekst met JSON");
  }
  try {
    return JSON.stringify(casus, checked);
  } catch (error) {
    if (error instanceof ToegangFout) throw error;
    throw notJson(`de casus is niet als JSON te schrijven: ${error.message}`, "een object zonder kringen");
  }
}

const utf8 = new TextEncoder();

/** The text of a case in UTF-8: it crosses into the engine in a fraction of the time. */
const bytes = (casus) => utf8.encode(text(casus));

/** The cases in UTF-8, one after the other, and how long each is. */
function joined(casussen) {
  const parts = Array.from(casussen, bytes);
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return [all, Uint32Array.from(parts, (part) => part.length)];
}

const SIMPLE = new Set(["string", "boolean"]);
const isSimple = (cell) => SIMPLE.has(typeof cell) || cell === null || Number.isFinite(cell);

/** Stands in a column for a value that JSON does not have: no fact takes it, so that the engine passes over the row. */
const REFUSED = '{"":0}';

/** The text of one value of a column, or what is wrong with it; what is not known has a text that no value has. */
function cellText(place, cell) {
  if (cell === undefined) return "{}";
  const key = place.slice(place.lastIndexOf(".") + 1);
  try {
    return JSON.stringify({ [key]: cell }, checked).slice(JSON.stringify(key).length + 2, -1);
  } catch (error) {
    if (error instanceof ToegangFout) return error;
    return notJson(`\`${key}\` is niet als JSON te schrijven: ${error.message}`, "een waarde zonder kringen");
  }
}

/** The text of one column; what is wrong with a value is noted with its row. */
function columnText(place, cells, refused) {
  if (ArrayBuffer.isView(cells) && Symbol.iterator in cells && !/^Float/.test(cells[Symbol.toStringTag])) {
    return `[${cells.join(",")}]`;
  }
  if (!Array.isArray(cells)) {
    throw new TypeError(`kolom \`${place}\` is een lijst van waarden, of een rij van gehele getallen zoals Int32Array`);
  }
  // `every` passes over holes, which `includes` does not.
  const simple = cells.every(isSimple) && !cells.includes(undefined);
  if (simple) return JSON.stringify(cells);
  const pad = `$.${place.replace(/^\$\./, "")}`;
  const texts = Array.from(cells, (cell, row) => {
    const said = cellText(place, cell);
    if (typeof said === "string") return said;
    refused.set(row, [...(refused.get(row) ?? []), ...said.problemen.map((problem) => ({ ...problem, pad }))]);
    return REFUSED;
  });
  return `[${texts.join(",")}]`;
}

/** The text of the columns of a table, and by row what is wrong with values that JSON does not have. */
function columns(kolommen) {
  const refused = new Map();
  if (typeof kolommen === "string") return [text(kolommen), refused];
  if (typeof kolommen !== "object" || kolommen === null || Array.isArray(kolommen)) {
    throw new TypeError("kolommen zijn een object met onder elke plaats een lijst, of een tekst met JSON");
  }
  const list = Object.entries(kolommen);
  const parts = list.map(([place, cells]) => `${JSON.stringify(place)}:${columnText(place, cells, refused)}`);
  return [`{${parts.join(",")}}`, refused];
}

/** The text of a table, with what is wrong in the rows that the engine passed over. */
function withRefused(said, refused) {
  if (refused.size === 0) return said;
  const table = JSON.parse(said);
  for (const [row, problems] of refused) table.problemen[row] = problems;
  return `${JSON.stringify(table)}\n`;
}

const KNOWN = { op: "string", gemeente: "string", onderwerp: "string", spoor: "boolean" };

/** The options, in the order of the engine. */
function options(opties = {}) {
  for (const [key, value] of Object.entries(opties)) {
    const wanted = KNOWN[key];
    if (wanted === undefined) {
      throw new TypeError(`onbekende optie \`${key}\`; bekend zijn ${Object.keys(KNOWN).join(", ")}`);
    }
    if (value !== undefined && typeof value !== wanted) {
      throw new TypeError(`optie \`${key}\` is ${wanted === "string" ? "een tekst" : "true of false"}`);
    }
  }
  return [opties.op, opties.gemeente, opties.onderwerp, opties.spoor ?? false];
}

/** One of many: a document, or the problems in its place. */
const read = (said) => (said.startsWith("{") ? JSON.parse(said) : new ToegangFout(said));

/** A compiled rule set: national law and at most one municipality. It never changes. */
export class Regelset {
  #kern;

  /** @internal Use `Regelset.ingebouwd`, `Regelset.uitProgramma` or `compileer`. */
  constructor(kern) {
    this.#kern = kern;
  }

  toets(casus, opties) {
    return JSON.parse(this.toetsJson(casus, opties));
  }

  toetsJson(casus, opties) {
    return told(() => this.#kern.toets(bytes(casus), ...options(opties)));
  }

  toetsAlle(casussen, opties) {
    return this.toetsAlleJson(casussen, opties).map(read);
  }

  toetsAlleJson(casussen, opties) {
    return told(() => this.#kern.toets_alle(...joined(casussen), ...options(opties)));
  }

  uitkomsten(casus, opties) {
    return JSON.parse(this.uitkomstenJson(casus, opties));
  }

  uitkomstenJson(casus, opties) {
    const [op, gemeente, onderwerp] = options(opties);
    return told(() => this.#kern.uitkomsten(bytes(casus), op, gemeente, onderwerp));
  }

  uitkomstenAlle(casussen, opties) {
    return this.uitkomstenAlleJson(casussen, opties).map(read);
  }

  uitkomstenAlleJson(casussen, opties) {
    const [op, gemeente, onderwerp] = options(opties);
    return told(() => this.#kern.uitkomsten_alle(...joined(casussen), op, gemeente, onderwerp));
  }

  uitkomstenTabel(casus, kolommen, opties) {
    const table = JSON.parse(this.uitkomstenTabelJson(casus, kolommen, opties));
    table.problemen = table.problemen.map((found) => found && new ToegangFout(written(found)));
    return table;
  }

  uitkomstenTabelJson(casus, kolommen, opties) {
    const [op, gemeente, onderwerp] = options(opties);
    return told(() => {
      const [own, [list, refused]] = [bytes(casus), columns(kolommen)];
      return withRefused(this.#kern.uitkomsten_tabel(own, utf8.encode(list), op, gemeente, onderwerp), refused);
    });
  }

  uitleg(casus, opties) {
    const [op, gemeente, onderwerp] = options(opties);
    return told(() => this.#kern.uitleg(bytes(casus), op, gemeente, onderwerp));
  }

  vragen(casus, opties) {
    return JSON.parse(this.vragenJson(casus, opties));
  }

  vragenJson(casus, opties) {
    const [op, gemeente, onderwerp] = options(opties);
    return told(() => this.#kern.vragen(bytes(casus), op, gemeente, onderwerp));
  }

  schema(van = "casus") {
    return JSON.parse(this.schemaJson(van));
  }

  schemaJson(van = "casus") {
    const schema = typeof van === "string" ? this.#kern.schema(van) : undefined;
    if (schema === undefined) throw new TypeError("een schema is er van `casus`, `besluit` en `uitkomsten`");
    return schema;
  }

  metadata() {
    return JSON.parse(this.metadataJson());
  }

  metadataJson() {
    return this.#kern.metadata();
  }
}

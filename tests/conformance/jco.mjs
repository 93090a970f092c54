// The component, as JavaScript made by jco, in Node. node jco.mjs FOLDER CORPUS [--show N | --bench]; FOLDER has `toegang.js`.

import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { pathToFileURL } from "node:url";
import { run, sha256, words } from "./runner.mjs";

const { folder, corpus, mode } = words();
const { regels, compiler } = await import(pathToFileURL(`${folder}/toegang.js`).href);

const json = (value) => `${JSON.stringify(value, null, 2)}\n`;

const place = (from) => (from === undefined ? null : { bestand: from.file, regel: from.line, kolom: from.column });

const told = (problems) =>
  json(
    problems.map(({ code, severity, message, path, place: at, expected, near }) => ({
      code,
      ernst: severity === "error" ? "fout" : "waarschuwing",
      melding: message,
      pad: path ?? null,
      plaats: place(at),
      verwacht: expected ?? null,
      bedoeld: near ?? null,
    })),
  );

const wanted = { fact: "gegeven", judgement: "oordeel", amount: "bedrag", ordinance: "verordening" };

const asked = (questions) =>
  json(
    questions.map((question) => ({
      soort: wanted[question.wanted],
      naam: question.name,
      sleutel: question.key,
      betreft: question.about,
      vraag: question.text ?? null,
      rollen: question.roles,
      herkomst: question.source ?? null,
      artikel: question.article ?? null,
      reden: question.reason ?? null,
      besluiten: question.decisions,
    })),
  );

const metadata = (of) =>
  json({
    naam: of.name,
    versie: of.version,
    taalversie: of.languageVersion,
    engineversie: of.engineVersion,
    gemeente: of.gemeente,
    sha256: of.sha256,
    besluiten: of.decisions,
    rollen: of.roles,
    artikelen: of.articles,
    gegevens: of.facts,
    oordelen: of.judgements,
    regels: of.rules,
    parameters: of.parameters,
  });

const trial = ({ passed, failed, failures }) =>
  json({
    geslaagd: passed,
    mislukt: failed,
    mislukkingen: failures.map(({ example, sentence, found, place: at }) => ({
      voorbeeld: example,
      zin: sentence,
      gevonden: found,
      plaats: place(at),
    })),
  });

const casus = (text) => ({ tag: "json", val: text });
const options = (onderwerp, spoor = false) => ({ op: undefined, gemeente: undefined, onderwerp, spoor });
// What a function of the component throws is the list itself.
const problems = (error) => (Array.isArray(error) ? told(error) : undefined);

const sets = new Map();

function ruleSet(gemeente) {
  if (!sets.has(gemeente)) sets.set(gemeente, regels.builtIn(gemeente));
  return sets.get(gemeente);
}

const host = {
  problems,
  set(gemeente) {
    const set = ruleSet(gemeente);
    return {
      evaluate: (text, onderwerp, spoor) => set.evaluate(casus(text), options(onderwerp, spoor)),
      outcomes: (text, onderwerp) => set.outcomes(casus(text), options(onderwerp)),
      explain: (text, onderwerp) => set.explain(casus(text), options(onderwerp)),
      questions: (text, onderwerp) => asked(set.questions(casus(text), options(onderwerp))),
      table: (text, columns, onderwerp) => set.outcomesTable(casus(text), { tag: "json", val: columns }, options(onderwerp)),
      all: (texts, onderwerp, form) => {
        const all = form === "outcomes" ? set.outcomesAll : set.evaluateAll;
        return all.call(set, texts.map(casus), options(onderwerp)).map(({ tag, val }) => (tag === "ok" ? val : told(val)));
      },
    };
  },
  async about(gemeente) {
    const set = ruleSet(gemeente);
    const files = compiler.texts(gemeente).map(({ path, text }) => ({ pad: path, tekst: text }));
    return [
      metadata(set.metadata()),
      set.schema("casus"),
      set.schema("besluit"),
      set.schema("uitkomsten"),
      trial(compiler.test(set)),
      told(compiler.warnings(set)),
      await sha256(compiler.program(set)),
      json(files),
    ];
  },
  findings(files) {
    try {
      compiler.fromTexts(files, "");
      return "compiles";
    } catch (error) {
      const found = problems(error);
      if (found === undefined) throw error;
      return found;
    }
  },
};

await run(host, Readable.toWeb(createReadStream(corpus)), mode, (line) => console.log(line));

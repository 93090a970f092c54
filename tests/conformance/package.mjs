// The npm package as a host; `index` and `compiler` are its two modules.

import { sha256 } from "./runner.mjs";

export function host(index, compiler) {
  const problems = (error) =>
    error instanceof index.ToegangFout || error instanceof compiler.ToegangFout ? error.json : undefined;
  return {
    problems,
    async set(gemeente) {
      const regels = await index.Regelset.ingebouwd(gemeente);
      return {
        evaluate: (text, onderwerp, spoor) => regels.toetsJson(text, { onderwerp, spoor }),
        outcomes: (text, onderwerp) => regels.uitkomstenJson(text, { onderwerp }),
        explain: (text, onderwerp) => regels.uitleg(text, { onderwerp }),
        questions: (text, onderwerp) => regels.vragenJson(text, { onderwerp }),
        table: (text, columns, onderwerp) => regels.uitkomstenTabelJson(text, columns, { onderwerp }),
        all: (texts, onderwerp, form) =>
          form === "outcomes" ? regels.uitkomstenAlleJson(texts, { onderwerp }) : regels.toetsAlleJson(texts, { onderwerp }),
      };
    },
    async about(gemeente) {
      const texts = await compiler.teksten(gemeente);
      const set = await compiler.compileer(texts, gemeente);
      const files = Object.entries(texts).map(([pad, tekst]) => ({ pad, tekst }));
      return [
        set.metadataJson(),
        set.schemaJson("casus"),
        set.schemaJson("besluit"),
        set.schemaJson("uitkomsten"),
        set.testJson(),
        set.waarschuwingenJson(),
        await sha256(set.programma()),
        `${JSON.stringify(files, null, 2)}\n`,
      ];
    },
    async findings(files) {
      try {
        await compiler.compileer(Object.fromEntries(files.map(({ path, text }) => [path, text])));
        return "compiles";
      } catch (error) {
        const told = problems(error);
        if (told === undefined) throw error;
        return told;
      }
    },
  };
}

import init, { Kern } from "./wasm/kern.js";
import { bron, bytes, once } from "./bron.js";
import { programmas } from "./programmas.js";
import { Regelset as Base, ToegangFout, told, wrong } from "./regelset.js";

export { ToegangFout };

/** The municipalities whose rules are in this package. */
export const gemeenten = Object.freeze(Object.keys(programmas).filter((name) => name !== ""));

const engine = once(async () => {
  await init({ module_or_path: await bron("./wasm/kern_bg.wasm") });
});

const sets = new Map();

export class Regelset extends Base {
  static async ingebouwd(gemeente = "") {
    const name = Object.keys(programmas).find((known) => known === gemeente || programmas[known] === gemeente);
    if (name === undefined) {
      throw wrong("B0101", `van gemeente \`${gemeente}\` zijn geen regels ingebouwd`, gemeenten.join(", "));
    }
    if (!sets.has(name)) sets.set(name, once(() => load(programmas[name])));
    return sets.get(name)();
  }

  static async uitProgramma(programma) {
    await engine();
    return new Regelset(told(() => Kern.uit_programma(programma)));
  }
}

async function load(file) {
  const [programma] = await Promise.all([bytes(`./programma/${file}.bin`), engine()]);
  return Regelset.uitProgramma(programma);
}

import init, { Kern, teksten as texts } from "./wasm/compiler.js";
import { bron, once } from "./bron.js";
import { Regelset, ToegangFout, told } from "./regelset.js";

export { ToegangFout };

const engine = once(async () => {
  await init({ module_or_path: await bron("./wasm/compiler_bg.wasm") });
});

export async function teksten(gemeente) {
  await engine();
  const files = JSON.parse(told(() => texts(gemeente)));
  return Object.fromEntries(files.map(({ pad, tekst }) => [pad, tekst]));
}

export async function compileer(bestanden, gemeente = "") {
  await engine();
  return new GecompileerdeRegelset(told(() => Kern.uit_teksten(Object.keys(bestanden), Object.values(bestanden), gemeente)));
}

export class GecompileerdeRegelset extends Regelset {
  #kern;

  /** @internal Use `compileer`. */
  constructor(kern) {
    super(kern);
    this.#kern = kern;
  }

  waarschuwingen() {
    return JSON.parse(this.waarschuwingenJson());
  }

  waarschuwingenJson() {
    return this.#kern.waarschuwingen();
  }

  test() {
    return JSON.parse(this.testJson());
  }

  testJson() {
    return this.#kern.test();
  }

  programma() {
    return this.#kern.programma();
  }
}

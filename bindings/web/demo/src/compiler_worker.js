// The compiler, off the page's thread. It is larger than the engine, and loaded only for the rules view.

import { compileer, teksten } from "./toegang/compiler.js";
import { serve } from "./serve.js";

/**
 * @typedef {import("./toegang/index.js").Probleem} Probleem
 * @typedef {typeof api} Api
 */

/** @type {{ test(): import("./toegang/compiler.js").Proef } | undefined} */
let compiled;

const api = {
  /** @param {{ gemeente: string }} given */
  teksten: ({ gemeente }) => teksten(gemeente === "" ? undefined : gemeente),

  /**
   * @param {{ bestanden: Record<string, string>, gemeente: string }} given
   * @returns {Promise<Probleem[]>} the warnings
   */
  async controleer({ bestanden, gemeente }) {
    compiled = undefined;
    const regels = await compileer(bestanden, gemeente);
    compiled = regels;
    return regels.waarschuwingen();
  },

  /**
   * Runs the examples of the rules that were checked last.
   *
   * @param {{}} _given
   */
  voorbeelden(_given) {
    if (compiled === undefined) throw new Error("er zijn nog geen regels zonder fouten");
    return compiled.test();
  },
};

serve(api);

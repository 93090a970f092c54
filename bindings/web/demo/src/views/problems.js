// What is wrong with a case, for who filled it in.

import { capital } from "../dutch.js";
import { h } from "../dom.js";

/**
 * @param {import("../toegang/index.js").Probleem[]} problemen
 * @param {{ paths?: boolean }} [shown] whether to say where in the file, for who brought one
 * @returns {HTMLElement}
 */
export function problemList(problemen, { paths = false } = {}) {
  return h("ul", { class: "utrecht-unordered-list" }, problemen.map(({ melding, pad, verwacht, bedoeld }) =>
    h("li", {},
      `${capital(melding)}.`,
      paths && pad && pad !== "$" && [" Plaats in het bestand: ", h("code", {}, pad), "."],
      verwacht && ` Verwacht: ${verwacht}.`,
      bedoeld && ` Bedoelt u “${bedoeld}”?`,
    )));
}

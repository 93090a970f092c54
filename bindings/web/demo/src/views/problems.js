// What is wrong with a case, for who filled it in.

import { h } from "../dom.js";

/**
 * @param {import("../toegang/index.js").Probleem[]} problemen
 * @returns {HTMLElement}
 */
export function problemList(problemen) {
  return h("ul", { class: "utrecht-unordered-list" }, problemen.map(({ melding, pad, verwacht, bedoeld }) =>
    h("li", {},
      melding,
      pad && pad !== "$" && [" Plaats in het bestand: ", h("code", {}, pad), "."],
      verwacht && ` Verwacht: ${verwacht}.`,
      bedoeld && ` Bedoelt u “${bedoeld}”?`,
    )));
}

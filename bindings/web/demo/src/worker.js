// The engine, off the page's thread, so that the page never waits for it.

import { Regelset } from "./toegang/index.js";
import { serve } from "./serve.js";

/**
 * @typedef {import("./toegang/index.js").Gemeente} Gemeente
 * @typedef {import("./toegang/index.js").Vraag} Vraag
 * @typedef {import("./toegang/types/zutphen.js").Besluit} Besluit
 * @typedef {{ gemeente: string, casus: string }} Given a municipality, or nothing for national law; a case as JSON
 * @typedef {{ onderwerp: string, besluit: Besluit, vragen: Vraag[], klasse: string | null }} Result
 * @typedef {typeof api} Api
 */

/**
 * @param {string} gemeente
 * @returns {Promise<Regelset>}
 */
const rules = (gemeente) => (gemeente === "" ? Regelset.ingebouwd() : /** @type {Promise<any>} */ (Regelset.ingebouwd(/** @type {Gemeente} */ (gemeente))));

const api = {
  /**
   * Decides a case for some topics, and says what can still change the outcome.
   *
   * @param {Given & { onderwerpen: string[], secties: [klasse: string, sectie: string][] }} given
   * @returns {Promise<Result[]>}
   */
  async toets({ gemeente, casus, onderwerpen, secties }) {
    const regels = await rules(gemeente);
    // A case is read whole for any topic: without one, only what is wrong with it comes out.
    if (onderwerpen.length === 0) regels.vragenJson(casus, { onderwerp: regels.metadata().besluiten[0] });
    return onderwerpen.map((onderwerp) => {
      const besluit = /** @type {Besluit} */ (/** @type {unknown} */ (regels.toets(casus, { onderwerp })));
      if (performance.getEntriesByName("eerste besluit").length === 0) performance.mark("eerste besluit");
      const vragen = regels.vragen(casus, { onderwerp });
      const nobody = besluit.uitkomsten.length + besluit.procedures.length + besluit.plan.length === 0 && vragen.length === 0;
      return { onderwerp, besluit, vragen, klasse: nobody ? about(regels, casus, onderwerp, secties) : null };
    });
  },

  /** @param {Given & { onderwerp: string }} given */
  async uitleg({ gemeente, casus, onderwerp }) {
    return (await rules(gemeente)).uitleg(casus, { onderwerp });
  },
};

/**
 * What a topic is about when the case has none of it: the kind of object with which there is an outcome.
 *
 * @param {Regelset} regels
 * @param {string} casus
 * @param {string} onderwerp
 * @param {[klasse: string, sectie: string][]} secties
 */
function about(regels, casus, onderwerp, secties) {
  for (const [klasse, sectie] of secties) {
    const more = { ...JSON.parse(casus), [sectie]: [{ id: "nieuw" }] };
    if (JSON.parse(casus)[sectie] !== undefined) continue;
    const { uitkomsten, procedures, plan } = regels.toets(JSON.stringify(more), { onderwerp });
    if (uitkomsten.length + procedures.length + plan.length > 0) return klasse;
  }
  return null;
}

serve(api);

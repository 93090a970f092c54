// The case as a file: take it along, bring it in, print the outcome, wipe everything.

import { alert, button, byId, confirm, fill, focusOn, h, newId } from "../dom.js";
import { places } from "../case.js";
import { empty, forget } from "../state.js";
import { problemList } from "./problems.js";

/** @typedef {import("../app.js").App} App */

/** What came of the last thing done here; gone with the next change. */
const message = h("div", { id: "bestand-melding", role: "status" });

/** @param {App} app */
export function file(app) {
  const id = newId("bestand");
  fill(message);
  const input = h("input", { id, type: "file", accept: ".json,application/json", class: "bestandskeuze", change: () => bring(app, input) });
  fill(byId("bestand"),
    h("p", { class: "utrecht-paragraph" }, app.kept
      ? "Wat u invult, staat alleen in deze browser op dit apparaat. Er gaat niets naar een server. Het bestand bevat geen namen."
      : "Deze browser bewaart niets. Sluit u de pagina, dan is alles weg. Er gaat niets naar een server."),
    message,
    h("div", { class: "knoppen" },
      button("Zaak opslaan als bestand", () => take(app)),
      h("span", { class: "bestandsknop" }, input, h("label", { for: id, class: "utrecht-button utrecht-button--secondary-action" }, "Zaak openen uit een bestand")),
      button("Uitkomst afdrukken", () => window.print()),
      button("Alles wissen", () => wipe(app))),
  );
}

/** @param {import("../case.js").Obj} casus */
export const fileText = (casus) => `${JSON.stringify(casus, null, 2)}\n`;

/**
 * Hands out a file.
 *
 * @param {string} name
 * @param {string} text
 * @param {string} type
 */
export function download(name, text, type) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = h("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** @param {App} app */
function take(app) {
  const { casus } = app.state;
  download(`proefberekening-${String(casus.peildatum)}.json`, fileText(casus), "application/json");
  fill(message, alert("ok", "De zaak is opgeslagen bij uw downloads. Namen staan er niet in."));
}

/**
 * Loads a case that is right, whole; of one that is not, says why, and loads nothing.
 *
 * @param {App} app
 * @param {HTMLInputElement} input
 */
async function bring(app, input) {
  const [chosen] = input.files ?? [];
  if (chosen === undefined) return;
  const read = await app.read(await chosen.text());
  input.value = "";
  if ("problemen" in read) {
    fill(message, alert("error", h("p", {}, `${chosen.name} is niet geopend. Uw eigen gegevens staan er nog.`), problemList(read.problemen, { paths: true })));
    return focusOn(message);
  }
  const given = places(app.state.casus, app.model).length;
  const sure = given < 3 || (await confirm("Deze zaak openen?", "Wat u nu heeft ingevuld, gaat weg.", "Openen"));
  if (!sure) return;
  const { beoordelaar, namen, overgeslagen } = empty();
  const problemen = await app.propose((state) => Object.assign(state, { casus: read.casus, beoordelaar, namen, overgeslagen }));
  fill(message, problemen.length > 0
    ? alert("error", h("p", {}, `${chosen.name} is niet geopend.`), problemList(problemen, { paths: true }))
    : alert("ok", `${chosen.name} is geopend. Namen stonden er niet in: u kunt ze bij het huishouden weer invullen.`));
  focusOn(message);
}

/** @param {App} app */
async function wipe(app) {
  const sure = await confirm("Alles wissen?", "Alle antwoorden en namen gaan weg van dit apparaat. Dat is niet terug te draaien.", "Alles wissen");
  if (!sure) return;
  await app.propose((state) => Object.assign(state, empty()));
  forget();
  fill(message, alert("ok", "Alles is gewist."));
  focusOn(message);
}

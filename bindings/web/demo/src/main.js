// The page: the trial calculation and the rules view, and which of them is seen.

import { App } from "./app.js";
import { alert, button, byId, fill, focusOn } from "./dom.js";
import { setup } from "./views/setup.js";
import { household } from "./views/household.js";
import { questions } from "./views/questions.js";
import { outcome } from "./views/outcome.js";
import { overview } from "./views/given.js";
import { file } from "./views/file.js";

const VIEWS = ["proefberekening", "regels"];

/** Shows the view that the address names; the rules view is loaded when it is wanted. */
async function show(moved = true) {
  const wanted = VIEWS.find((view) => location.hash === `#${view}`);
  const view = wanted ?? "proefberekening";
  for (const name of VIEWS) {
    byId(`pagina-${name}`).hidden = name !== view;
    const link = document.querySelector(`nav a[href="#${name}"]`);
    if (name === view) link?.setAttribute("aria-current", "page");
    else link?.removeAttribute("aria-current");
  }
  const title = byId(`pagina-${view}`).querySelector("h1");
  document.title = `${title?.textContent ?? ""} – Toegang`;
  if (view === "regels") (await import("./views/rules.js")).rules();
  if (moved) focusOn(title);
}

/** Draws all views again; who was in a field with a name of its own, stays there. */
function draw() {
  const before = document.activeElement;
  for (const view of [setup, household, questions, outcome, overview, file]) view(app);
  if (before?.id && !before.isConnected) document.getElementById(before.id)?.focus();
}

/** A link within the page moves there, and leaves the address to the views. */
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a[href^='#']") : null;
  const id = link?.getAttribute("href")?.slice(1) ?? "";
  if (link === null || VIEWS.includes(id)) return;
  event.preventDefault();
  byId(id).scrollIntoView();
  focusOn(byId(id));
});

const app = new App();
app.addEventListener("change", draw);
addEventListener("hashchange", () => show());
await show(false);
try {
  const problemen = await app.propose(() => undefined);
  if (problemen.length > 0) throw new Error(problemen.map(({ melding }) => melding).join("; "));
  byId("laden").hidden = true;
  byId("inhoud").hidden = false;
} catch (error) {
  fill(byId("laden"), alert("error", `De proefberekening kan niet beginnen: ${error instanceof Error ? error.message : error}`));
}

if ("serviceWorker" in navigator) offline();

/** Keeps the page on this device, and offers a new version when there is one. */
async function offline() {
  const line = byId("offline");
  const had = navigator.serviceWorker.controller !== null;
  try {
    const registration = await navigator.serviceWorker.register(new URL("./sw.js", document.baseURI));
    const offer = () => registration.waiting && had && fill(line, "Er is een nieuwe versie van deze pagina. ",
      button("Vernieuwen", () => registration.waiting?.postMessage("vernieuw"), "subtle"));
    registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", offer));
    navigator.serviceWorker.addEventListener("controllerchange", () => had && location.reload());
    await navigator.serviceWorker.ready;
    fill(line, "Deze pagina werkt nu ook zonder internet.");
    offer();
  } catch {
    fill(line, "In deze browser werkt de pagina alleen met internet.");
  }
}

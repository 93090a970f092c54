// The page in a browser: by keyboard, at desk and phone width, offline, and with nothing that leaves its origin.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { browser, DESKTOP, PHONE, serve, toegang } from "./helper.mjs";
import { answer, tabTo, typeIn } from "./keyboard.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const { Regelset } = await import(pathToFileURL(join(toegang, "index.js")).href);
const casus = (name) => JSON.parse(readFileSync(new URL(`../../../../tests/casussen/${name}.json`, import.meta.url), "utf8"));

let site, chrome;
before(async () => ([site, chrome] = [await serve(), await browser()]));
after(async () => {
  await chrome?.close();
  await site?.close();
});

/** A page that was just opened; what goes wrong in it, or asks for another origin, fails the test. */
async function opened(t, viewport = DESKTOP, hash = "") {
  const context = await chrome.newContext({ viewport, locale: "nl-NL", acceptDownloads: true });
  const page = await context.newPage();
  const wrong = [];
  page.on("pageerror", (error) => wrong.push(String(error)));
  page.on("console", (message) => message.type() === "error" && wrong.push(message.text()));
  context.on("request", (request) => request.url().startsWith(site.origin) || /^(blob|data):/.test(request.url()) || wrong.push(`asked for ${request.url()}`));
  t.after(async () => {
    await context.close();
    assert.deepEqual(wrong, []);
  });
  await page.goto(site.url + hash);
  await page.locator("#inhoud:not([hidden]), #pagina-regels:not([hidden])").waitFor({ timeout: 60_000 });
  return page;
}

/** No violations, and nothing wider than the window, at both widths. */
async function sound(page, state) {
  for (const viewport of [DESKTOP, PHONE, { width: 320, height: 640 }]) {
    await page.setViewportSize(viewport);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wide <= 0, `${state}: ${wide} pixels too wide at ${viewport.width}`);
    if (viewport.width === 320) continue;
    await page.evaluate(axe);
    const { violations, passes } = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
    const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary}`).join("\n")}`);
    assert.ok(passes.length > 5, "axe looked at the page");
    assert.deepEqual(told, [], `${state} at ${viewport.width}`);
  }
  await page.setViewportSize(DESKTOP);
}

const upload = (page, text, name = "zaak.json") => page.locator("#bestand input[type=file]").setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });

async function exported(page) {
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: "Zaak opslaan als bestand" }).click();
  return readFileSync(await (await waiting).path(), "utf8");
}

const changed = (page) => page.waitForFunction(() => document.querySelector("#bestand-melding .utrecht-alert"));

/** Topic, municipality and day, by keyboard. */
async function situation(page) {
  await tabTo(page, "#gemeente");
  await page.keyboard.type("Zutphen");
  await page.locator("#situatie-kort", { hasText: "Zutphen" }).waitFor({ state: "attached" });
  await typeIn(page, "#peildatum", "1-10-2026");
  await tabTo(page, "#onderwerp-algemene-bijstand");
  await page.keyboard.press("Space");
  await page.locator("#situatie-kort", { hasText: "1 oktober 2026: algemene bijstand" }).waitFor({ state: "attached" });
}

test("from an empty page to a decision on algemene bijstand, by keyboard only", { timeout: 240_000 }, async (t) => {
  const page = await opened(t);
  await sound(page, "empty");
  await situation(page);
  await tabTo(page, "[data-wijzig=persoon1]");
  await page.keyboard.press("Enter");
  await sound(page, "a person being changed");
  await page.keyboard.type("Anna");
  await page.keyboard.press("Tab");
  await page.keyboard.type("1 maart 1991");
  await page.keyboard.press("Enter");
  await page.locator("#huishouden-kort", { hasText: "Anna" }).waitFor({ state: "attached" });
  await tabTo(page, "#compleet-nee");
  await page.keyboard.press("ArrowUp");
  await page.waitForFunction(() => document.getElementById("compleet-ja").checked);
  await tabTo(page, "#naar-de-vragen");
  await page.keyboard.press("Enter");
  await sound(page, "first question");

  const truth = casus("z01");
  const extra = { verleent_alle_gevraagde_medewerking: true, draagt_de_gebruikelijke_woonkosten: true, laat_middelen_onbenut: false, geeft_aanleiding_tot_een_geldlening: false };
  const facts = { huishouden: { ...truth.huishouden, ...extra }, persoon1: truth.personen[0], bezitting1: truth.bezittingen[0] };
  const known = ({ soort, sleutel, betreft: [id] }) =>
    soort === "gegeven" ? facts[id]?.[sleutel] : truth.oordelen.find(({ over }) => over.replaceAll(" ", "_") === sleutel);
  let [rounds, judged] = [0, false];
  while (await answer(page, known)) {
    assert.ok((rounds += 1) < 60, "no end to the questions");
    if (!judged && (await page.locator(".oordeel").count())) {
      judged = true;
      await sound(page, "a judgement");
    }
  }
  t.diagnostic(`${rounds} rounds of questions`);
  await sound(page, "decision");

  const text = await exported(page);
  assert.ok(!text.includes("Anna"), "the name stays here");
  const regels = await Regelset.ingebouwd("Zutphen");
  const [outcome] = regels.toets(text, { onderwerp: "algemene bijstand" }).uitkomsten;
  assert.equal(outcome.uitkomst, "recht");
  const { waarde } = outcome.perioden[0].waarden.find(({ naam }) => naam === "hoogte");
  assert.equal(waarde, "1419.46");
  const shown = (await page.locator(".hoofdbedrag").textContent()).replaceAll("\u00a0", " ");
  assert.equal(shown, "€ 1.419,46 per maand hoogte");
  assert.match(await page.locator("#meldingen").textContent(), /algemene bijstand: recht/);

  await page.getByText("Uitleg: hoe is dit berekend?").click();
  await page.locator(".uitleg li", { hasText: "Anna" }).first().waitFor();
  await page.evaluate(() => document.querySelectorAll("#inhoud details").forEach((details) => (details.open = true)));
  await sound(page, "everything open");
});

test("a case that is brought in comes out the same, and gives what the package gives", async (t) => {
  const page = await opened(t);
  const given = casus("gezin_drie_wetten");
  await upload(page, JSON.stringify(given));
  await changed(page);
  assert.deepEqual(JSON.parse(await exported(page)), given);
  for (const topic of ["huishoudelijke-ondersteuning", "schuldhulpverlening", "individuele-voorziening-jeugdhulp"]) await page.locator(`#onderwerp-${topic}`).check();
  await page.locator(".besluit").nth(2).waitFor();
  const regels = await Regelset.ingebouwd("Zutphen");
  const [help] = regels.toets(given, { onderwerp: "huishoudelijke ondersteuning" }).uitkomsten;
  assert.equal(help.perioden[0].waarden.find(({ naam }) => naam === "omvang").waarde, "227");
  assert.match((await page.locator(".hoofdbedrag").first().textContent()), /^227 minuten per week \(3 uur en 47 minuten\)/);
  await sound(page, "a family");
  await page.reload();
  await page.locator(".besluit").nth(2).waitFor();
  assert.deepEqual(JSON.parse(await exported(page)), given);
});

test("a wrong case is not loaded, not even half, and the page says where it is wrong", async (t) => {
  const page = await opened(t);
  const before = await exported(page);
  const wrong = casus("z01");
  wrong.personen[0].geboortedatm = "1991-03-01";
  await upload(page, JSON.stringify(wrong));
  await page.locator("#bestand-melding", { hasText: "$.personen[0].geboortedatm" }).waitFor();
  const said = await page.locator("#bestand-melding").textContent();
  assert.match(said, /is niet geopend/);
  assert.match(said, /Bedoelt u “geboortedatum”/);
  assert.equal(await exported(page), before);
  for (const text of ["{", "[]", "null", '{"peildatum": "2026-10-01", "gemeente": "Nergenshuizen"}', "\ud800"]) {
    await page.locator("#bestand-melding").evaluate((element) => element.replaceChildren());
    await upload(page, text);
    await page.locator("#bestand-melding", { hasText: "is niet geopend" }).waitFor();
    assert.ok((await page.locator("#bestand-melding li").count()) > 0, `a reason for ${text}`);
    await sound(page, `not opened: ${text}`);
    assert.equal(await exported(page), before);
  }
});

test("who is removed is gone from everything, after a question", async (t) => {
  const page = await opened(t);
  const given = casus("gezin_drie_wetten");
  await upload(page, JSON.stringify(given));
  await changed(page);
  const remove = page.getByRole("button", { name: "Verwijderen: Tom", exact: true });
  await remove.click();
  await sound(page, "a question before removing");
  await page.getByRole("button", { name: "Niet doen" }).click();
  assert.deepEqual(JSON.parse(await exported(page)), given);
  await remove.click();
  await page.locator("dialog").getByRole("button", { name: "Verwijderen" }).click();
  await remove.waitFor({ state: "detached" });
  const rest = await exported(page);
  assert.ok(!/"tom"|van tom"/.test(rest), rest.match(/.*tom.*/)?.[0]);
  const { personen, huishouden, inkomens } = JSON.parse(rest);
  assert.deepEqual(personen.map(({ id }) => id), given.personen.map(({ id }) => id).filter((id) => id !== "tom"));
  assert.equal(huishouden.partner, null);
  assert.ok(!(inkomens ?? []).some(({ id }) => id === "loon van tom"), "what was only his is gone too");
  const regels = await Regelset.ingebouwd("Zutphen");
  regels.toets(rest, { onderwerp: "algemene bijstand" });
});

test("a household of more people, and the choices that come with it", async (t) => {
  const page = await opened(t);
  await page.getByRole("button", { name: "Iemand toevoegen" }).click();
  await page.getByLabel("Naam", { exact: true }).fill("Kim");
  await page.getByLabel("Geboortedatum").fill("31-2-2020");
  await page.getByRole("button", { name: "Toevoegen", exact: true }).click();
  await page.locator(".utrecht-form-field-error-message", { hasText: "is geen datum" }).waitFor();
  await sound(page, "a wrong day");
  await page.getByLabel("Geboortedatum").fill("29-2-2020");
  await page.getByRole("button", { name: "Toevoegen", exact: true }).click();
  await page.getByRole("button", { name: "Verwijderen: Kim" }).waitFor();
  let now = JSON.parse(await exported(page));
  assert.deepEqual(now.huishouden, { aanvrager: "persoon1", kinderen: { leden: ["persoon2"], volledig: false } });
  assert.deepEqual(now.personen, [{ id: "persoon1" }, { id: "persoon2", geboortedatum: "2020-02-29" }]);
  await page.locator("#compleet-ja").check();
  await page.waitForFunction(() => JSON.parse(localStorage.getItem("toegang.proefberekening")).casus.huishouden.partner === null);
  now = JSON.parse(await exported(page));
  assert.deepEqual(now.huishouden, { aanvrager: "persoon1", partner: null, kinderen: ["persoon2"], medebewoners: [] });
  await page.getByText("Meer onderwerpen").click();
  await page.locator("#zoek-onderwerp").fill("rolstoel");
  await page.locator("#onderwerp-rolstoel").check();
  await page.locator(".besluit", { hasText: "Rolstoel" }).waitFor();
  await sound(page, "a topic that was looked up");
});

test("a judgement counts with a role, a day and a reason; it can be changed and taken away", async (t) => {
  const page = await opened(t);
  const given = casus("z01");
  const about = "heeft lagere bestaanskosten door de woonsituatie";
  given.oordelen = given.oordelen.filter(({ over }) => over !== about);
  delete given.huishouden.draagt_de_gebruikelijke_woonkosten;
  given.huishouden.draagt_de_gebruikelijke_woonkosten = false;
  await upload(page, JSON.stringify(given));
  await changed(page);
  await page.locator("#onderwerp-algemene-bijstand").check();
  await page.locator(`[data-vraag="oordeel|${about.replaceAll(" ", "_")}|huishouden"]`).waitFor({ timeout: 5000 }).catch(async () => {
    while (!(await page.locator(".oordeel").count())) await page.getByRole("button", { name: /^Weet ik niet$|^Nog niet/ }).click();
  });
  await page.locator(".keuze", { hasText: /^nee$/ }).click();
  await page.getByRole("button", { name: "Opslaan en verder" }).click();
  await page.locator("#vragen .utrecht-alert--error", { hasText: "naam" }).waitFor();
  await page.getByLabel("Naam van wie oordeelt").fill("B. de Wit");
  await page.getByRole("button", { name: "Opslaan en verder" }).click();
  await page.locator("#vragen .utrecht-alert--error", { hasText: "waarom" }).waitFor();
  await sound(page, "a judgement without a reason");
  assert.ok(!(await exported(page)).includes("B. de Wit"), "it does not count yet");
  await page.getByLabel("Motivering: waarom").fill("De woonkosten zijn gewoon.");
  await page.getByRole("button", { name: "Opslaan en verder" }).click();
  await page.waitForFunction(() => localStorage.getItem("toegang.proefberekening").includes("De woonkosten zijn gewoon."));
  const { oordelen } = JSON.parse(await exported(page));
  const judgement = oordelen.find(({ over }) => over === about);
  assert.deepEqual({ ...judgement, over: undefined, betreft: undefined },
    { over: undefined, betreft: undefined, waarde: false, door: { rol: "consulent inkomen", naam: "B. de Wit" }, op: "2026-10-01", motivering: "De woonkosten zijn gewoon." });

  await page.locator("#sectie-opgave > summary").click();
  await page.locator("#opgave summary", { hasText: "Oordelen" }).click();
  const row = page.locator("#opgave .gegevens > div", { hasText: "B. de Wit" });
  await row.getByRole("button", { name: /^Wijzigen/ }).click();
  await page.getByLabel("Motivering: waarom").fill("Opnieuw bekeken.");
  await page.locator("#vragen").getByRole("button", { name: "Opslaan" }).click();
  await page.locator("#opgave", { hasText: "Opnieuw bekeken." }).waitFor();
  await row.getByRole("button", { name: /^Weghalen/ }).click();
  await row.waitFor({ state: "detached" });
  assert.ok(!(await exported(page)).includes("B. de Wit"));
});

test("what was given can be changed, and what was passed over answered after all", async (t) => {
  const page = await opened(t);
  await page.locator("#onderwerp-algemene-bijstand").check();
  await page.locator(".keuze", { hasText: "weet ik niet" }).click();
  await page.getByRole("button", { name: "Opslaan en verder" }).click();
  await page.locator("#vraag-titel", { hasText: "Er zijn nu geen vragen meer" }).waitFor();
  await page.locator("#sectie-opgave > summary").click();
  await page.getByRole("button", { name: /^Alsnog beantwoorden/ }).click();
  await page.locator("#vragen .keuze", { hasText: /^nee$/ }).click();
  await page.getByRole("button", { name: "Opslaan", exact: true }).click();
  await page.locator(".besluit", { hasText: "Niet van toepassing op" }).waitFor();
  await page.getByRole("button", { name: /^Wijzigen: Het huishouden vraagt/ }).click();
  assert.ok(await page.locator("#vragen .keuze", { hasText: /^nee$/ }).locator("input").isChecked(), "the answer stands there");
  await page.locator("#vragen .keuze", { hasText: /^ja$/ }).click();
  await page.getByRole("button", { name: "Opslaan", exact: true }).click();
  await page.locator(".oordeelregel", { hasText: "Nog niet te bepalen" }).waitFor();
  await page.locator("#uitkomst summary", { hasText: "Nog nodig" }).click();
  const needed = await page.locator("#uitkomst details[open] li").count();
  await page.locator("#vragen .keuze", { hasText: /^ja$/ }).first().click();
  await page.getByRole("button", { name: "Opslaan en verder" }).click();
  await page.waitForFunction((before) => document.querySelectorAll("#uitkomst details[open] li").length !== before, needed);
  assert.ok(await page.locator("#uitkomst details[open]", { hasText: "Nog nodig" }).count(), "what was opened stays open");

  await page.getByRole("button", { name: "Alles wissen" }).click();
  await page.locator("dialog").getByRole("button", { name: "Alles wissen" }).click();
  await page.locator("#bestand-melding", { hasText: "Alles is gewist" }).waitFor();
  assert.equal(await page.evaluate(() => localStorage.length), 0);
});

test("it works without internet after the first visit", async (t) => {
  const page = await opened(t);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await page.context().setOffline(true);
  await page.reload();
  await page.locator("#inhoud:not([hidden])").waitFor();
  await page.locator("#gemeente").selectOption("Zuidplas");
  await page.locator("#onderwerp-algemene-bijstand").check();
  await page.locator(".oordeelregel", { hasText: "Nog niet te bepalen" }).waitFor();
  await page.getByRole("link", { name: "Regels nakijken" }).click();
  await page.locator(".stand", { hasText: "Geen fouten" }).waitFor({ timeout: 60_000 });
});

test("the first decision comes soon after the engine is there", async (t) => {
  const page = await opened(t);
  await page.locator("#onderwerp-algemene-bijstand").check();
  await page.locator(".besluit").waitFor();
  await page.reload();
  await page.locator(".besluit").waitFor();
  const [worker] = page.workers();
  const measured = await worker.evaluate(() => {
    const fetched = performance.getEntriesByType("resource").filter(({ name }) => /\.(wasm|bin)$/.test(name)).map(({ responseEnd }) => responseEnd);
    return { fetched: Math.max(...fetched), decided: performance.getEntriesByName("eerste besluit")[0].startTime };
  });
  t.diagnostic(`first decision ${Math.round(measured.decided - measured.fetched)} ms after the engine was fetched`);
  assert.ok(measured.decided > 0);
});

test("the rules: a fault is told at its line, and the examples run", { timeout: 240_000 }, async (t) => {
  const page = await opened(t, DESKTOP, "#regels");
  const state = page.locator(".stand");
  await state.filter({ hasText: "Geen fouten" }).waitFor({ timeout: 60_000 });
  await sound(page, "rules");
  await page.locator("#regels-gemeente").selectOption("Zutphen");
  await page.locator("#regels-bestand").selectOption("gemeenten/zutphen/inkomenstoeslag.regels");
  const text = page.getByLabel("Regeltekst");
  const before = await text.inputValue();
  const line = before.split("\n").findIndex((one) => one.includes("de aanvrager van het huishouden alleenstaande is")) + 1;
  await text.fill(before.replace("de aanvrager van het huishouden alleenstaande is", "de aanvraager van het huishouden alleenstaande is"));
  await state.filter({ hasText: "1 fout" }).waitFor({ timeout: 60_000 });
  assert.match(await page.locator(".bevinding").textContent(), /aanvraager.*Bedoelt u “aanvrager van”/);
  assert.equal(await page.locator(".nummer--fout").getAttribute("data-regel"), String(line));
  await sound(page, "a fault in the rules");
  await page.getByRole("button", { name: new RegExp(`^Regel ${line},`) }).click();
  assert.equal(await text.evaluate((area) => area.value.slice(area.selectionStart, area.selectionEnd)), "aanvraager");
  assert.ok(await page.getByRole("button", { name: "Voorbeelden uitvoeren" }).isDisabled());

  await text.fill(before.replace("€ 400", "€ 401"));
  await state.filter({ hasText: "Geen fouten" }).waitFor({ timeout: 60_000 });
  await page.getByRole("button", { name: "Voorbeelden uitvoeren" }).click();
  const results = page.locator("#voorbeelden-uitkomst");
  await results.filter({ hasText: /\d+ geslaagd, \d+ mislukt/ }).waitFor({ timeout: 120_000 });
  const failed = results.locator(".bevinding", { hasText: "zesendertig maanden laag inkomen" });
  assert.match(await failed.textContent(), /Er staat: De hoogte van de individuele inkomenstoeslag.*Gevonden: € 401,00/);
  await sound(page, "failed examples");
  await failed.getByRole("button").click();
  assert.equal(await page.locator("#regels-bestand").inputValue(), "gemeenten/zutphen/voorbeelden.regels");

  await page.locator("#regels-bestand").selectOption("gemeenten/zutphen/inkomenstoeslag.regels");
  await page.getByRole("button", { name: "Terug naar de ingebouwde tekst" }).click();
  assert.equal(await text.inputValue(), before);
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: "Bestand opslaan" }).click();
  assert.equal(readFileSync(await (await waiting).path(), "utf8"), before);
});

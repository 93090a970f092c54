// What the case comes to, per decision: in words, with amounts, until when, why, what is still needed and who decides.

import { alert, button, byId, fill, h } from "../dom.js";
import { capital, day, enumerate, knower, law, outcomeValue, sentence } from "../dutch.js";
import { questionOf } from "../questions.js";
import { renamed } from "../state.js";

/**
 * @typedef {import("../app.js").App} App
 * @typedef {import("../app.js").Result} Result
 * @typedef {import("../toegang/types/zutphen.js").Uitkomst} Uitkomst
 * @typedef {import("../toegang/types/zutphen.js").Procedure} Procedure
 * @typedef {import("../toegang/types/zutphen.js").Plan} Plan
 * @typedef {import("../toegang/types/zutphen.js").PeriodeVanUitkomst} Period
 * @typedef {import("../toegang/types/zutphen.js").Waarde} Value
 * @typedef {import("../toegang/types/zutphen.js").Grond} Ground
 * @typedef {import("../toegang/types/zutphen.js").Ontbrekend} Missing
 * @typedef {Uitkomst | Procedure | Plan} Outcome
 */

/** @type {Record<string, [words: string, tone: string]>} */
const WORDS = {
  recht: ["Er is recht", "ja"],
  "gedeeltelijk recht": ["Er is voor een deel recht", "ja"],
  "geen recht": ["Er is geen recht", "nee"],
  "nog niet te bepalen": ["Nog niet te bepalen", "open"],
  "niet van toepassing": ["Niet van toepassing", "nvt"],
  start: ["Dit begint", "ja"],
  "geen start": ["Dit begint niet", "nee"],
  "alleen informatie": ["Alleen informatie geven", "open"],
  plan: ["Er is een plan", "ja"],
};

/** @type {Record<string, string>} */
const NEXT = {
  doorzenden: "Stuur dit door",
  verwijzen: "Verwijs",
  "buiten behandeling": "De aanvraag blijft buiten behandeling",
  "geen besluit nodig": "Er is geen besluit nodig",
  "onderzoek onvolledig": "Het onderzoek is nog niet volledig",
  "oordeel nodig": "Eerst moet iemand oordelen",
  aanhouden: "Wacht met beslissen tot dit bekend is",
};

let told = "";

/** @param {App} app */
export function outcome(app) {
  const open = new Set(parts().filter((part) => part.open).map(nameOf));
  fill(byId("uitkomst"),
    app.results.length === 0 && h("p", { class: "utrecht-paragraph" }, "Kies een onderwerp. Dan ziet u hier wat eruit komt, en wat nog nodig is."),
    app.results.length > 1 && glance(app),
    app.results.map((result) => topic(app, result)),
  );
  for (const part of parts()) part.open = open.has(nameOf(part));
  const now = summary(app).map(([topic, said]) => `${topic}: ${said}`).join("; ");
  if (now !== told) byId("meldingen").textContent = now === "" ? "" : `Uitkomst: ${now}.`;
  told = now;
}

/** The parts that can be opened: what was open, stays open when the outcome changes. */
const parts = () => [...byId("uitkomst").querySelectorAll("details")];

/**
 * What a part is about, whatever the numbers in its title.
 *
 * @param {HTMLDetailsElement} part
 */
function nameOf(part) {
  const [topic, whom] = [part.closest("article")?.querySelector("h3"), part.closest(".uitkomst")?.querySelector("h4")];
  return [topic, whom, part.querySelector("summary")].map((element) => element?.textContent?.split(/[:(]/)[0]).join("|");
}

/**
 * Every topic with its outcome in a few words.
 *
 * @param {App} app
 * @returns {[topic: string, said: string][]}
 */
function summary(app) {
  return app.results.flatMap((result) => {
    const all = outcomes(result).filter(applies);
    return (all.length === 0 ? outcomes(result).slice(0, 1) : all).map((one) => {
      const main = "perioden" in one ? mainValue(one.perioden[0]) : undefined;
      const whom = all.length > 1 ? `${app.call(one.betreft[0] ?? "")}: ` : "";
      return /** @type {[string, string]} */ ([result.onderwerp, `${whom}${one.uitkomst}${main ? `, ${outcomeValue(main, app.call)}` : ""}`]);
    });
  });
}

/** All topics at a glance, when there are more. @param {App} app */
const glance = (app) => h("dl", { class: "waarden overzicht" }, summary(app).map(([topic, said]) => h("div", {}, h("dt", {}, capital(topic)), h("dd", {}, said))));

/**
 * What a result says of its own topic: a plan also tells what it refers to.
 *
 * @param {Result} result
 * @returns {Outcome[]}
 */
function outcomes({ onderwerp, besluit: { uitkomsten, procedures, plan } }) {
  return [
    ...uitkomsten.filter(({ besluit }) => besluit === onderwerp),
    ...procedures.filter(({ procedure }) => procedure === onderwerp),
    ...plan.filter(({ plan }) => plan === onderwerp),
  ];
}

/** @param {Outcome} outcome */
const applies = ({ uitkomst }) => uitkomst !== "niet van toepassing";

/**
 * @param {App} app
 * @param {Result} result
 */
function topic(app, result) {
  const all = outcomes(result);
  const shown = all.filter(applies);
  const others = all.filter((one) => !applies(one)).map((one) => enumerate(one.betreft.map(app.call)));
  return h("article", { class: "besluit" },
    h("h3", { class: "utrecht-heading-3" }, capital(result.onderwerp)),
    all.length === 0 && h("p", { class: "utrecht-paragraph" }, "Hiervoor is nog niet bekend om wie of wat het gaat."),
    shown.map((one) => card(app, one, shown.length + others.length > 1)),
    others.length > 0 && h("p", { class: "klein" }, `Niet van toepassing op ${enumerate(others)}.`),
    all.length > 0 && explanation(app, result.onderwerp),
  );
}

/**
 * @param {App} app
 * @param {Outcome} one
 * @param {boolean} named whether to say whom it is about
 */
function card(app, one, named) {
  const [words, tone] = WORDS[one.uitkomst] ?? [one.uitkomst, "open"];
  const whom = enumerate(one.betreft.map(app.call));
  return h("div", { class: `uitkomst uitkomst--${tone}` },
    named && h("h4", { class: "utrecht-heading-4" }, capital(whom)),
    h("p", { class: "oordeelregel" }, h("strong", {}, words)),
    "aard" in one && one.aard === "bevoegdheid" && one.uitkomst !== "geen recht" && h("p", {}, "Het college mag dit geven, maar is het niet verplicht."),
    "vervolg" in one && one.vervolg && h("p", {}, `${NEXT[one.vervolg.soort] ?? capital(one.vervolg.soort)}${one.vervolg.aan ? `: ${one.vervolg.aan}` : ""}.`),
    "perioden" in one ? one.perioden.map((period) => values(app, period, one.perioden.length > 1)) : valueList(app, one.waarden),
    "perioden" in one && until(one),
    "tekst" in one && h("p", {}, one.tekst),
    needed(app, one),
    "anders_als" in one && differently(app, one),
    "bevoegd" in one && one.bevoegd && decides(/** @type {Decider} */ (one.bevoegd)),
    grounds(one.gronden),
    terms(one),
    warnings(one),
  );
}

/** The value that people ask for first. @param {Period | undefined} period */
const mainValue = (period) => period?.waarden.find(isMeasured);

/** @param {Value} value */
const isMeasured = ({ eenheid, waarde, ten_minste, ten_hoogste }) => Boolean(eenheid) && (waarde !== null || Boolean(ten_minste ?? ten_hoogste));

/**
 * @param {App} app
 * @param {Period} period
 * @param {boolean} dated
 */
function values(app, period, dated) {
  const main = mainValue(period);
  return [
    dated && h("p", { class: "klein" }, `Van ${day(period.vanaf)} tot en met ${day(period.tot_en_met)}${period.uitkomst ? `: ${period.uitkomst}` : ""}`),
    main && h("p", { class: "hoofdbedrag" }, outcomeValue(main, app.call), h("span", { class: "klein" }, ` ${main.naam}`)),
    valueList(app, period.waarden.filter((one) => one !== main)),
    period.vorm && h("p", { class: "klein" }, `Vorm: ${period.vorm}`),
  ];
}

/**
 * @param {App} app
 * @param {Value[]} waarden
 */
function valueList(app, waarden) {
  const rows = (/** @type {Value[]} */ list) => h("dl", { class: "waarden" }, list.map((one) => h("div", {}, h("dt", {}, capital(one.naam)), h("dd", {}, outcomeValue(one, app.call)))));
  const measured = waarden.filter(isMeasured);
  const rest = waarden.filter((one) => !isMeasured(one));
  return [
    measured.length > 0 && rows(measured),
    rest.length > 0 && h("details", {}, h("summary", {}, `Meer gegevens (${rest.length})`), rows(rest)),
  ];
}

/** @param {Uitkomst} outcome */
function until({ geldt_tot_en_met: { datum, oorzaak }, uitkomst }) {
  if (datum === null || uitkomst === "nog niet te bepalen") return null;
  return h("p", {}, `Geldt tot en met ${day(datum)}. Wat daarna verandert: ${oorzaak}.`);
}

/**
 * @param {App} app
 * @param {Outcome} outcome
 */
function needed(app, { ontbreekt, volledig }) {
  if (ontbreekt.length === 0) return null;
  const [facts, judged] = [ontbreekt.filter(({ soort }) => soort !== "oordeel"), ontbreekt.filter(({ soort }) => soort === "oordeel")];
  const who = [...new Set(judged.flatMap(({ door }) => door ?? []))];
  const parts = [facts.length === 1 ? "1 gegeven" : facts.length > 0 && `${facts.length} gegevens`, judged.length === 1 ? "1 oordeel" : judged.length > 0 && `${judged.length} oordelen`];
  return h("details", {},
    h("summary", {}, `Nog nodig: ${enumerate(/** @type {string[]} */ (parts.filter(Boolean)))}`),
    who.length > 0 && h("p", {}, `Oordelen doet: ${enumerate(who, "of")}.`),
    h("ul", { class: "utrecht-unordered-list" }, ontbreekt.map((one) => h("li", {}, missing(app, one)))),
    !volledig && h("p", {}, "Deze lijst kan langer zijn dan nodig: er is niet verder gezocht."),
  );
}

/**
 * @param {App} app
 * @param {Missing} missing
 */
function missing(app, { soort, naam, sleutel, betreft = [], vraag, door, volgens, artikel, reden }) {
  const known = soort === "gegeven" || soort === "oordeel" ? questionOf(app.state.casus, app.model, { soort, sleutel: sleutel ?? "", betreft }, vraag) : undefined;
  const what = known ? sentence(known, app.call) : `${capital(vraag ?? naam)}${soort === "bedrag" ? " (een bedrag dat de regels nog niet hebben)" : ""}`;
  const who = soort === "oordeel" ? `oordeel van ${enumerate(door ?? [], "of")}` : volgens ? knower(volgens) : "";
  return [what, h("span", { class: "klein" }, [who, artikel ? law(artikel) : "", reden ?? ""].filter(Boolean).map((part) => `; ${part}`).join(""))];
}

/**
 * @param {App} app
 * @param {Uitkomst} outcome
 */
function differently(app, { anders_als }) {
  if (anders_als.length === 0) return null;
  return h("details", {}, h("summary", {}, "Wat het verschil had gemaakt"),
    h("ul", { class: "utrecht-unordered-list" }, anders_als.map(({ feiten }) => h("li", {}, enumerate(feiten.map(({ tekst }) => renamed(tekst, app.state, app.model)))))));
}

/**
 * @typedef {{ rol: string | null, organisatie: string }} Desk
 * @typedef {{ rollen: string[], namens?: string, mag_beslissen: boolean | null, beslissen?: Desk[], naar: (string | Desk)[] | null, vrager?: { mag: string } | null }} Decider
 */

/** @param {Decider} decider */
function decides({ rollen, namens, mag_beslissen, beslissen, naar, vrager }) {
  const desk = (/** @type {string | Desk} */ one) => (typeof one === "string" ? one : [one.rol, one.organisatie && `(${one.organisatie})`].filter(Boolean).join(" "));
  const who = beslissen && beslissen.length > 0 ? beslissen.map(desk) : rollen;
  const to = mag_beslissen === false && naar ? naar.map(desk) : [];
  const other = enumerate(to, "of") !== enumerate(who, "of");
  const own = mag_beslissen === true ? "U mag dit zelf beslissen." : mag_beslissen === false ? `U mag hierover ${vrager && vrager.mag !== "niets" ? `${vrager.mag}, ` : ""}niet beslissen.` : "";
  const [whom, behalf] = [enumerate(who, "of"), namens ? ` namens ${namens}` : ""];
  return h("p", {}, own && h("strong", {}, `${own} `),
    to.length > 0 && other && `Dit gaat naar ${enumerate(to, "of")}. `,
    whom && (other ? `Het besluit neemt ${whom}${behalf}.` : `Dit gaat naar ${whom}. Die beslist${behalf}.`));
}

/** The articles, by law. @param {Ground[]} gronden */
function grounds(gronden) {
  /** @type {Map<string, Set<string>>} */
  const by = new Map();
  for (const { regeling, artikel, ecli } of gronden) {
    const articles = by.get(regeling) ?? new Set();
    if (artikel ?? ecli) articles.add(String(artikel ?? ecli));
    by.set(regeling, articles);
  }
  const laws = [...by].map(([regeling, articles]) => `${law(regeling)}${articles.size === 0 ? "" : `, ${articles.size === 1 ? "artikel" : "artikelen"} ${enumerate([...articles])}`}`);
  if (laws.length === 0) return null;
  const [first] = gronden;
  return h("details", {}, h("summary", {}, `Op grond van ${law(first?.regeling ?? "")}${first?.artikel ? `, artikel ${first.artikel}` : ""}${gronden.length > 1 ? " en meer" : ""}`),
    h("ul", { class: "utrecht-unordered-list" }, laws.map((one) => h("li", {}, one))));
}

/** Start, end, terms and duties. @param {Outcome} outcome */
function terms(outcome) {
  /** @type {[string, string][]} */
  const rows = [];
  if ("ingang" in outcome && outcome.ingang) rows.push(["Begint op", day(outcome.ingang)]);
  if ("einde" in outcome && outcome.einde) rows.push(["Eindigt op", day(outcome.einde)]);
  if ("datum" in outcome && outcome.datum) rows.push(["Dag die telt", day(outcome.datum)]);
  for (const { naam, datum } of "termijnen" in outcome ? outcome.termijnen : []) if (datum !== null) rows.push([`Uiterste dag: ${naam}`, day(datum)]);
  const duties = "verplichtingen" in outcome ? outcome.verplichtingen.filter(({ geldt }) => geldt === true).map(({ naam }) => naam) : [];
  if (duties.length > 0) rows.push(["Verplichtingen", enumerate(duties)]);
  for (const { naam, geldt } of "doelen" in outcome ? outcome.doelen : []) if (geldt === true) rows.push(["Doel", naam]);
  if (rows.length === 0) return null;
  return h("details", {}, h("summary", {}, "Dagen, termijnen en verplichtingen"),
    h("dl", { class: "waarden" }, rows.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value)))));
}

/** @param {Outcome} outcome */
function warnings({ waarschuwingen }) {
  if (waarschuwingen.length === 0) return null;
  return h("details", {}, h("summary", {}, `Let op (${waarschuwingen.length})`),
    waarschuwingen.map(({ tekst, aantal, lijst }) => [h("p", {}, tekst), h("ul", { class: "utrecht-unordered-list klein" }, lijst.slice(0, 10).map((one) => h("li", {}, one)), aantal > 10 && h("li", {}, `en nog ${aantal - 10}`))]));
}

/**
 * The explanation, made when somebody wants it.
 *
 * @param {App} app
 * @param {string} onderwerp
 */
function explanation(app, onderwerp) {
  const text = h("div", { class: "uitleg" });
  const more = h("details", { class: "uitleg-blok", toggle: async () => {
    if (!more.open || text.childElementCount > 0) return;
    fill(text, h("p", { role: "status" }, "Bezig met uitleggen…"));
    try {
      const said = renamed(await app.explain(onderwerp), app.state, app.model);
      fill(text, tree(said), button("Uitleg kopiëren", (event) => copy(event, said)));
    } catch (error) {
      fill(text, alert("error", `De uitleg is niet te maken: ${error instanceof Error ? error.message : error}`));
    }
  } }, h("summary", {}, "Uitleg: hoe is dit berekend?"), text);
  return more;
}

/**
 * @param {Event} event
 * @param {string} text
 */
async function copy(event, text) {
  const target = /** @type {HTMLElement} */ (event.currentTarget);
  try {
    await navigator.clipboard.writeText(text);
    target.textContent = "Gekopieerd";
  } catch {
    target.textContent = "Kopiëren lukt niet in deze browser";
  }
}

/**
 * Indented lines as lists within lists.
 *
 * @param {string} text
 */
function tree(text) {
  const root = h("ul");
  /** @type {[depth: number, list: HTMLUListElement][]} */
  const open = [[-1, root]];
  for (const line of text.split("\n").filter((one) => one.trim() !== "")) {
    const depth = line.length - line.trimStart().length;
    while ((open.at(-1)?.[0] ?? -1) >= depth && open.length > 1) open.pop();
    const parent = open.at(-1)?.[1] ?? root;
    const item = h("li", {}, line.trim());
    if (open.length > 1 && parent.parentElement === null) open.at(-2)?.[1].lastElementChild?.append(parent);
    parent.append(item);
    open.push([depth, h("ul")]);
  }
  return root;
}


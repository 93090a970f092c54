// Compiled, never run: each line after `@ts-expect-error` must be refused.

import { Regelset, ToegangFout, type Casussen, type UitkomstenTabel, type Vraag } from "toegang";
import { compileer, teksten } from "toegang/compiler";
import type { Besluit, Casus, Persoon, Uitkomsten } from "toegang/types/zutphen";

const regels = await Regelset.ingebouwd("Zutphen");
const anna: Persoon = {
  id: "anna",
  geboortedatum: { waarde: "1996-05-01", bron: "BRP", bekend_op: "2026-09-28" },
};
const casus: Casus = { peildatum: "2026-10-20", gemeente: "Zutphen", personen: [anna], huishouden: { aanvrager: "anna", partner: null } };

const besluit: Besluit = regels.toets(casus, { onderwerp: "algemene bijstand", spoor: true });
const uitkomst: "recht" | "gedeeltelijk recht" | "geen recht" | "nog niet te bepalen" | "niet van toepassing" | undefined =
  besluit.uitkomsten[0]?.uitkomst;
const kaal: Uitkomsten = regels.uitkomsten(casus);
const hoogte: string | boolean | unknown[] | null | undefined = kaal.uitkomsten[0]?.perioden[0]?.waarden[0]?.waarde;
const vragen: Vraag[] = regels.vragen(casus);
const same: Casussen["Zutphen"] = casus;
for (const said of regels.toetsAlle([casus, "{}"])) console.log(said instanceof ToegangFout ? said.problemen : said.peildatum);
const tabel: UitkomstenTabel = regels.uitkomstenTabel(casus, {
  "personen[0].geboortedatum": ["1996-05-01", undefined, null],
  "huishouden.totaal_van_de_giften_in_dit_kalenderjaar": Int32Array.of(0, 100, 200),
});
for (const fout of tabel.problemen) console.log(fout?.problemen, tabel["algemene bijstand (huishouden): uitkomst"]?.[0]);
console.log((await compileer(await teksten("Zutphen"), "Zutphen")).test().geslaagd, uitkomst, hoogte, vragen, same);

// @ts-expect-error a municipality without rules
await Regelset.ingebouwd("Zutfen");
// @ts-expect-error a key that nobody knows
regels.toets({ peildatum: "2026-10-20", personen: [{ id: "anna", geboortedatm: "1996-05-01" }] });
// @ts-expect-error the day from which to look
regels.toets({ personen: [] });
// @ts-expect-error a day is no yes or no
regels.toets({ peildatum: "2026-10-20", personen: [{ id: "anna", geboortedatum: true }] });
// @ts-expect-error reasons where there are none
kaal.uitkomsten[0]?.gronden;
// @ts-expect-error a column that is no list
regels.uitkomstenTabel(casus, { "personen[0].geboortedatum": "1996-05-01" });
// @ts-expect-error an option that nobody knows
regels.toets(casus, { onderwerpp: "algemene bijstand" });

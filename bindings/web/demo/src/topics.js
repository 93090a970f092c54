// The decisions, as people look for them. What is not named here stands under the last heading.

/** With these most conversations begin. */
export const COMMON = new Map([
  ["algemene bijstand", "Bijstandsuitkering (algemene bijstand)"],
  ["individuele inkomenstoeslag", "Individuele inkomenstoeslag: extra bij een lang laag inkomen"],
  ["bijzondere bijstand", "Bijzondere bijstand: voor noodzakelijke extra kosten"],
  ["huishoudelijke ondersteuning", "Hulp bij het huishouden (Wmo)"],
  ["individuele begeleiding", "Begeleiding (Wmo)"],
  ["individuele voorziening jeugdhulp", "Jeugdhulp"],
  ["schuldhulpverlening", "Hulp bij schulden"],
]);

/** @type {[theme: string, belongs: RegExp][]} */
const THEMES = [
  ["Verkennen met het hele huishouden", /intake|huishoudplan|verhuizing$/],
  ["Schulden", /schuld|afkoelingsperiode|plan van aanpak|na een signaal$/],
  ["Jeugd en gezin", /jeugd|jeugdige|dyslexie|pleeg|spoedhulp|de raad|weg van de hulp|volwassenheid|hulpverleningsplan|ouders|uithuisplaatsing|onderzoek na een signaal|toewijzing|opgedragen/],
  ["Hulp, wonen en vervoer (Wmo)", /ondersteuning|begeleiding|verblijf|beschermd wonen|opvang|bijdrage|mantelzorg|meerkosten|persoonsgebonden budget|spoed|vervoer|rolstoel|hulpmiddel|woonvoorziening|AWBZ|resultaatgebied|herziening of intrekking/],
  ["Werk", /arbeid|werk|loonkosten|proefplaats|participatieplaats|urenbeperking|tegenprestatie|ontheffing|studietoeslag|persoonlijke ondersteuning/],
  ["Inkomen en bijstand", /bijstand|toeslag|alleenverdieners|voorschot|terugvordering|maatregel|afstemming|verlaging|betaling|zorgverzekering|identiteit|lening|budgetbeheer|behandeling van de aanvraag/],
  ["Aanvraag, bezwaar en organisatie", /./],
];

/** Names that fit a theme only by accident. */
const ELSEWHERE = new Map([
  ["persoonlijke ondersteuning", "Werk"],
  ["terugvordering maatschappelijke ondersteuning", "Hulp, wonen en vervoer (Wmo)"],
  ["medewerking aan een schuldregeling", "Schulden"],
  ["onderzoek na een signaal", "Jeugd en gezin"],
]);

/**
 * @param {string[]} topics
 * @returns {Map<string, string[]>} by theme, in the order of the themes
 */
export function byTheme(topics) {
  /** @type {Map<string, string[]>} */
  const found = new Map(THEMES.map(([theme]) => [theme, []]));
  for (const topic of [...topics].sort((one, other) => one.localeCompare(other, "nl"))) {
    const theme = ELSEWHERE.get(topic) ?? THEMES.find(([, belongs]) => belongs.test(topic))?.[0] ?? "";
    found.get(theme)?.push(topic);
  }
  for (const [theme, list] of found) if (list.length === 0) found.delete(theme);
  return found;
}

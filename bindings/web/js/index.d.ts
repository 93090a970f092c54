import type { Besluiten, Casussen, Uitkomsten } from "./types/index.js";

export type { Besluiten, Casussen, Uitkomsten };

/** A municipality whose rules are in this package. */
export type Gemeente = Exclude<keyof Casussen, "landelijk">;

/** The municipalities whose rules are in this package. */
export const gemeenten: readonly Gemeente[];

/** How a case is decided. */
export interface Opties {
  /** Replaces the case's `peildatum`: `2026-10-20`. */
  op?: string;
  /** Replaces the case's `gemeente`. */
  gemeente?: string;
  /** Only the decision with this name. */
  onderwerp?: string;
  /** With the trace; only a decision has one. */
  spoor?: boolean;
}

/** A place in a rule file, counted from one; columns in characters. */
export interface Plaats {
  bestand: string;
  regel: number;
  kolom: number;
}

/** What is wrong. Rules have a place, cases a path. */
export interface Probleem {
  /** `T0101` (rules), `C0103` (case), `B0101` (call). */
  code: string;
  ernst: "fout" | "waarschuwing";
  /** The Dutch sentence. */
  melding: string;
  /** Where in the case: `$.personen[0].geboortedatm`. */
  pad: string | null;
  /** Where in the rules. */
  plaats: Plaats | null;
  /** What could have stood there. */
  verwacht: string | null;
  /** The nearest known name. */
  bedoeld: string | null;
}

/** What is wrong with rules, a case or a call. */
export class ToegangFout extends Error {
  readonly problemen: Probleem[];
  /** The problems as text, the same bytes on every host. */
  readonly json: string;
}

/** The values of one place in a case, a value for each row; `undefined` where it is not known. */
export type Kolom =
  | readonly unknown[]
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array;

/** A value in a table. Days and amounts are texts, exact as the engine has them. */
export type Cel = string | number | boolean | null | unknown[];

/** What comes out of the rows of a table: lists of equal length. */
export interface UitkomstenTabel {
  /** Per row what is wrong with it, or `null`; a row with problems has `null` in every column. */
  problemen: (ToegangFout | null)[];
  /** A part of an outcome: `algemene bijstand (huishouden): uitkomst`. */
  [kolom: string]: (Cel | ToegangFout)[];
}

/** Something that can still change an outcome. */
export interface Vraag {
  soort: "gegeven" | "oordeel" | "bedrag" | "verordening";
  /** Its name, as the rules have it. */
  naam: string;
  /** Its key in a case; empty for an amount or ordinance. */
  sleutel: string;
  /** The ids of those it is about. */
  betreft: string[];
  /** The question that must be judged. */
  vraag: string | null;
  /** The roles that may judge it. */
  rollen: string[];
  /** Who knows: a register, the applicant, or who must set it. */
  herkomst: string | null;
  /** The article that makes it matter. */
  artikel: string | null;
  /** Why it is not known although the case mentions it. */
  reden: string | null;
  /** The decisions that it can change. */
  besluiten: string[];
}

/** What a rule set is. */
export interface Metadata {
  naam: string;
  versie: string;
  taalversie: string;
  engineversie: string;
  /** Or empty. */
  gemeente: string;
  /** Of the rule texts, hexadecimal. */
  sha256: string;
  besluiten: string[];
  rollen: string[];
  artikelen: string[];
  gegevens: number;
  oordelen: number;
  regels: number;
  parameters: number;
}

/**
 * A compiled rule set: national law and at most one municipality. It never changes.
 *
 * Every method that takes a case takes an object or JSON text, and throws {@link ToegangFout}. The methods that end in
 * `Json` give the text as the engine wrote it: the same bytes on every host.
 */
export class Regelset<G extends keyof Casussen = "landelijk"> {
  /** @internal */
  private constructor();
  /** The rules in this package: national law only, or with one municipality. Loaded once. */
  static ingebouwd(): Promise<Regelset>;
  static ingebouwd<G extends Gemeente>(gemeente: G): Promise<Regelset<G>>;
  /** A program that was compiled before, see `toegang/compiler`. */
  static uitProgramma<G extends keyof Casussen = "landelijk">(programma: Uint8Array): Promise<Regelset<G>>;

  /** Decides a case. */
  toets(casus: Casussen[G] | string, opties?: Opties): Besluiten[G];
  /** Decides a case: canonical JSON. */
  toetsJson(casus: Casussen[G] | string, opties?: Opties): string;
  /** Decides many cases, in their order; one that is wrong does not stop the others. */
  toetsAlle(casussen: Iterable<Casussen[G] | string>, opties?: Opties): (Besluiten[G] | ToegangFout)[];
  /** Decides many cases: canonical JSON of a decision, or of a list of problems. */
  toetsAlleJson(casussen: Iterable<Casussen[G] | string>, opties?: Opties): string[];
  /** What comes out, without reasons: for counting over many cases, not for deciding on one. */
  uitkomsten(casus: Casussen[G] | string, opties?: Opties): Uitkomsten[G];
  uitkomstenJson(casus: Casussen[G] | string, opties?: Opties): string;
  /** What comes out of many cases, in their order; one that is wrong does not stop the others. */
  uitkomstenAlle(casussen: Iterable<Casussen[G] | string>, opties?: Opties): (Uitkomsten[G] | ToegangFout)[];
  uitkomstenAlleJson(casussen: Iterable<Casussen[G] | string>, opties?: Opties): string[];
  /**
   * What comes out of a case for each row of a table: the case is read once, and for each row the values of some places
   * in it are put in (`personen[0].geboortedatum`). Row by row what `uitkomsten` says, on the peildatum; `perioden` tells
   * how many periods there are, and `vanaf` and `tot_en_met` which of them is shown.
   */
  uitkomstenTabel(casus: Casussen[G] | string, kolommen: Record<string, Kolom> | string, opties?: Opties): UitkomstenTabel;
  uitkomstenTabelJson(casus: Casussen[G] | string, kolommen: Record<string, Kolom> | string, opties?: Opties): string;
  /** Decides a case and explains it: readable Dutch. */
  uitleg(casus: Casussen[G] | string, opties?: Opties): string;
  /** What can still change the outcomes, in asking order. */
  vragen(casus: Casussen[G] | string, opties?: Opties): Vraag[];
  vragenJson(casus: Casussen[G] | string, opties?: Opties): string;
  /** The JSON Schema (2020-12) of a document. */
  schema(van?: "casus" | "besluit" | "uitkomsten"): object;
  schemaJson(van?: "casus" | "besluit" | "uitkomsten"): string;
  /** What this rule set is. */
  metadata(): Metadata;
  metadataJson(): string;
}

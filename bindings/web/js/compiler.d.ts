import { Plaats, Probleem, Regelset, ToegangFout } from "./index.js";
import type { Casussen } from "./types/index.js";

export { ToegangFout };

/** What came of the examples in rule files. */
export interface Proef {
  geslaagd: number;
  mislukt: number;
  mislukkingen: { voorbeeld: string; zin: string; gevonden: string; plaats: Plaats | null }[];
}

/** The rule texts in this package, by path: national law, or with one municipality. */
export function teksten(gemeente?: string): Promise<Record<string, string>>;

/**
 * Compiles rule texts, by path, for a municipality or for national law only.
 *
 * @throws {ToegangFout} with all errors in the texts
 */
export function compileer<G extends keyof Casussen = "landelijk">(
  bestanden: Record<string, string>,
  gemeente?: string,
): Promise<GecompileerdeRegelset<G>>;

/** A rule set that was compiled here. */
export interface GecompileerdeRegelset<G extends keyof Casussen = "landelijk"> extends Regelset<G> {
  /** The warnings that compiling gave. */
  waarschuwingen(): Probleem[];
  waarschuwingenJson(): string;
  /** Runs all examples in the rule files, by all these rules: a national one may come out otherwise with a municipality. */
  test(): Proef;
  testJson(): string;
  /** The compiled program, as `Regelset.uitProgramma` takes it. */
  programma(): Uint8Array;
}

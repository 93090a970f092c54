// The worker's side: each question is a function, each answer goes back with its number.

import { ToegangFout } from "./toegang/index.js";

/** @param {{ [ask: string]: (given: any) => unknown }} api */
export function serve(api) {
  self.addEventListener("message", async ({ data: { number, ask, given } }) => {
    try {
      const value = await api[ask]?.(given);
      self.postMessage({ number, value });
    } catch (error) {
      const problemen = error instanceof ToegangFout ? error.problemen : [];
      self.postMessage({ number, error: { message: error instanceof Error ? error.message : String(error), problemen } });
    }
  });
}

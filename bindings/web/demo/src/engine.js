// The page's side of a worker: a question goes out, an answer comes back.

/** @typedef {import("./toegang/index.js").Probleem} Probleem */

/** What a worker could not do, with what the engine says is wrong. */
export class EngineError extends Error {
  /**
   * @param {string} message
   * @param {Probleem[]} problemen
   */
  constructor(message, problemen) {
    super(message);
    this.problemen = problemen;
  }
}

/**
 * @template {{ [ask: string]: (given: any) => any }} Api
 */
export class Engine {
  /** @type {Map<number, { resolve: (value: any) => void, reject: (error: Error) => void }>} */
  #waiting = new Map();
  #count = 0;
  #worker;

  /** @param {string} script from this file */
  constructor(script) {
    this.#worker = new Worker(new URL(script, import.meta.url), { type: "module" });
    this.#worker.addEventListener("message", ({ data }) => this.#answer(data));
    this.#worker.addEventListener("error", ({ message }) => this.#broken(message));
  }

  /**
   * @template {keyof Api & string} K
   * @param {K} ask
   * @param {Parameters<Api[K]>[0]} given
   * @returns {Promise<Awaited<ReturnType<Api[K]>>>}
   */
  ask(ask, given) {
    const number = (this.#count += 1);
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject });
      this.#worker.postMessage({ number, ask, given });
    });
  }

  /** @param {{ number: number, value?: unknown, error?: { message: string, problemen: Probleem[] } }} answer */
  #answer({ number, value, error }) {
    const waiting = this.#waiting.get(number);
    this.#waiting.delete(number);
    if (error) waiting?.reject(new EngineError(error.message, error.problemen));
    else waiting?.resolve(value);
  }

  /** @param {string} message */
  #broken(message) {
    for (const { reject } of this.#waiting.values()) reject(new EngineError(message || "de rekenmodule is niet te laden", []));
    this.#waiting.clear();
  }
}

// The npm package in a Web Worker.

import * as index from "./toegang/index.js";
import * as compiler from "./toegang/compiler.js";
import { host } from "./package.mjs";
import { run } from "./runner.mjs";

self.onmessage = async ({ data: { mode } }) => {
  try {
    const { body } = await fetch("./corpus.jsonl");
    await run(host(index, compiler), body, mode, (line) => self.postMessage({ line }));
    self.postMessage({});
  } catch (error) {
    self.postMessage({ error: String(error?.stack ?? error) });
  }
};

// The npm package in a Web Worker of a page in headless Chromium. node browser.mjs FOLDER CORPUS [--show N | --bench]; FOLDER is
// that of the package. The name of the browser is `chromium`, or what TOEGANG_CHROMIUM says.

import { createReadStream } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, normalize } from "node:path";
import { execFileSync } from "node:child_process";
import { words } from "./runner.mjs";

const require = createRequire(new URL("../../bindings/web/package.json", import.meta.url));
const { chromium } = require("playwright-core");

const { folder, corpus, mode } = words();
const TYPES = { ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm", ".html": "text/html" };

/** The file behind a path of the page. */
function file(path) {
  if (path === "/corpus.jsonl") return corpus;
  if (path.startsWith("/toegang/")) return `${folder}/${normalize(path.slice("/toegang".length))}`;
  return new URL(`.${normalize(path)}`, import.meta.url);
}

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url, "http://localhost");
  response.setHeader("content-type", TYPES[extname(pathname)] ?? "application/octet-stream");
  createReadStream(file(pathname))
    .on("error", () => response.writeHead(404).end())
    .pipe(response);
});
await new Promise((listening) => server.listen(0, "127.0.0.1", listening));

const executablePath = execFileSync("sh", ["-c", `command -v ${process.env.TOEGANG_CHROMIUM ?? "chromium"}`], { encoding: "utf8" }).trim();
const quiet = ["--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath, args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", ...quiet] });
try {
  const page = await browser.newPage();
  await page.exposeFunction("tell", (line) => console.log(line));
  await page.goto(`http://127.0.0.1:${server.address().port}/page.html`);
  await page.evaluate((mode) => globalThis.corpus(mode), mode);
} finally {
  await browser.close();
  server.close();
}

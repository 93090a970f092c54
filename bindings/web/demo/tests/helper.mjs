// A static server for the built page, and the browser to look at it with.

import { execFileSync } from "node:child_process";
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const target = resolve(process.env.CARGO_TARGET_DIR ?? fileURLToPath(new URL("../../../../target", import.meta.url)));
export const page = join(target, "web/demo");
export const toegang = join(target, "web/toegang");

const TYPES = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".json": "application/json",
  ".svg": "image/svg+xml", ".txt": "text/plain; charset=utf-8", ".wasm": "application/wasm", ".bin": "application/octet-stream",
};

/** Serves the page from a folder of its own, as any static server may. */
export async function serve(folder = "/ergens/anders/") {
  if (!existsSync(join(page, "index.html"))) throw new Error(`${page} is not built: node demo/build.mjs`);
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const path = resolve(join(page, pathname.startsWith(folder) ? decodeURIComponent(pathname.slice(folder.length)) || "index.html" : "\0"));
    const found = !path.includes("\0") && (path === page || path.startsWith(page + sep)) && existsSync(path) && statSync(path).isFile();
    response.writeHead(found ? 200 : 404, { "content-type": TYPES[extname(path)] ?? "text/plain" });
    if (found) createReadStream(path).pipe(response);
    else response.end();
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return { origin, url: origin + folder, close: () => new Promise((done) => (server.close(done), server.closeAllConnections())) };
}

const ARGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

export function browser() {
  const executablePath = execFileSync("sh", ["-c", "command -v chromium"], { encoding: "utf8" }).trim();
  return chromium.launch({ executablePath, args: ARGS });
}

export const DESKTOP = { width: 1280, height: 900 };
export const PHONE = { width: 360, height: 740 };

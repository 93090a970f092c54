// Puts the page together: its own files, the package, the style, and a service worker that knows all of them.
//
// node demo/build.mjs [TARGET]        the page, in TARGET/web/demo; TARGET/web/toegang has the package
// node demo/build.mjs [TARGET] --check  the types of the page's scripts, against those of the package

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { modelOf } from "./src/model.js";

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const words = process.argv.slice(2);
const target = resolve(words.find((word) => !word.startsWith("--")) ?? join(here, "../../../target"));
const source = join(here, "src");
const toegang = join(target, "web/toegang");
const out = join(target, "web/demo");

/** The components that the page uses; their tokens are looked up in the theme. */
const COMPONENTS = [
  "alert", "body", "button", "checkbox", "custom-checkbox", "document", "form-field", "form-field-description", "form-field-error-message",
  "form-fieldset", "form-label", "heading-1", "heading-2", "heading-3", "heading-4", "link", "paragraph", "radio-button", "select", "skip-link",
  "textarea", "textbox", "unordered-list",
];

if (words.includes("--check")) check();
else await build();

async function build() {
  rmSync(out, { recursive: true, force: true });
  cpSync(source, out, { recursive: true, filter: (path) => !/(sw\.js|\.d\.ts)$/.test(path) });
  cpSync(toegang, join(out, "toegang"), { recursive: true, filter: (path) => statSync(path).isDirectory() ? !path.endsWith(`${sep}types`) : /\.(js|wasm|bin)$/.test(path) });
  await models();
  write("utrecht.css", style());
  write("licenties.txt", licences());
  const files = [...list(out)].map((path) => relative(out, path).split(sep).join("/")).sort();
  const hash = createHash("sha256");
  for (const file of files) hash.update(`${file}\n`).update(readFileSync(join(out, file)));
  const version = hash.digest("hex").slice(0, 16);
  const worker = readFileSync(join(source, "sw.js"), "utf8");
  write("sw.js", worker.replace('"version"', JSON.stringify(version)).replace("[/* files */]", JSON.stringify(["./", ...files])));
  console.log(`${out}: ${files.length + 1} files, version ${version}`);
}

/** What can be in a case, per municipality: made here, so that no visitor has to wait for it. */
async function models() {
  const { gemeenten, Regelset } = await import(pathToFileURL(join(toegang, "index.js")).href);
  for (const gemeente of ["", ...gemeenten]) {
    const regels = await Regelset.ingebouwd(gemeente);
    const { besluiten } = regels.metadata();
    write(`modellen/${gemeente || "landelijk"}.json`, JSON.stringify({ ...modelOf(regels.schema()), besluiten }));
  }
}

/** The components, and of the theme only the tokens that they refer to. */
function style() {
  const components = COMPONENTS.map((name) => readFileSync(require.resolve(`@utrecht/${name}-css/dist/index.css`), "utf8")).join("\n");
  const theme = readFileSync(require.resolve("@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css"), "utf8");
  const tokens = new Map([...theme.matchAll(/^ {2}(--[\w-]+): (.+?);(?: \/\*.*)?$/gm)].map(([, name, value]) => [name, value]));
  const used = new Map();
  const use = (text) => {
    for (const [, name] of text.matchAll(/var\(\s*(--[\w-]+)/g)) {
      if (used.has(name) || !tokens.has(name)) continue;
      used.set(name, tokens.get(name));
      use(tokens.get(name));
    }
  };
  use(components + readFileSync(join(source, "app.css"), "utf8"));
  const lines = [...used].sort().map(([name, value]) => `  ${name}: ${value};`);
  const head = "/* NL Design System: the Voorbeeld theme and the Utrecht components, EUPL-1.2. See licenties.txt. */\n";
  return `${head}.voorbeeld-theme {\n${lines.join("\n")}\n}\n\n${components.replaceAll(/@charset[^;]*;/g, "")}`;
}

function licences() {
  const own = readFileSync(join(toegang, "LICENSE"), "utf8");
  const version = (name) => JSON.parse(readFileSync(join(here, `../node_modules/${name}/package.json`), "utf8")).version;
  const rows = ["@utrecht/component-library-css", "@nl-design-system-unstable/voorbeeld-design-tokens"].map((name) => `${name} ${version(name)}: EUPL-1.2`);
  return `Toegang: EUPL-1.2\n\nIn utrecht.css staan delen van:\n${rows.join("\n")}\n\nDe tekst van de EUPL-1.2:\n\n${own}`;
}

/** The types of the page, with the types of the package where the built page has the package. */
function check() {
  const folder = join(target, "web/demo-types");
  const shared = { allowJs: true, checkJs: true, strict: true, noEmit: true, noUncheckedIndexedAccess: true, module: "esnext", target: "es2022", moduleResolution: "bundler", types: [], skipLibCheck: true };
  const project = (name, lib, include) => {
    mkdirSync(folder, { recursive: true });
    const options = { ...shared, lib, rootDirs: [source, join(target, "web")] };
    writeFileSync(join(folder, name), JSON.stringify({ compilerOptions: options, files: include.map((file) => join(source, file)) }));
    return spawnSync(process.execPath, [require.resolve("typescript/bin/tsc"), "-p", join(folder, name)], { stdio: "inherit" }).status;
  };
  const page = project("page.json", ["es2023", "dom", "dom.iterable"], ["main.js", "views/rules.js", "worker.js", "compiler_worker.js"]);
  const worker = project("sw.json", ["es2023", "webworker"], ["sw.js"]);
  process.exitCode = page || worker ? 1 : 0;
}

function* list(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* list(path);
    else yield path;
  }
}

function write(name, text) {
  mkdirSync(dirname(join(out, name)), { recursive: true });
  writeFileSync(join(out, name), text);
}

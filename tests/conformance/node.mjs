// The npm package in Node. node node.mjs FOLDER CORPUS [--show N | --bench]; FOLDER is that of the package.

import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { pathToFileURL } from "node:url";
import { host } from "./package.mjs";
import { run, words } from "./runner.mjs";

const { folder, corpus, mode } = words();
const load = (file) => import(pathToFileURL(`${folder}/${file}`).href);
const loaded = host(await load("index.js"), await load("compiler.js"));
await run(loaded, Readable.toWeb(createReadStream(corpus)), mode, (line) => console.log(line));

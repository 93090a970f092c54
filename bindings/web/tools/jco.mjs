// The component as JavaScript: node tools/jco.mjs COMPONENT.wasm FOLDER

import { transpile, writeFiles } from "@bytecodealliance/jco-transpile";

const [component, folder] = process.argv.slice(2);
const { files } = await transpile(component, { name: "toegang", outDir: folder });
await writeFiles(files);

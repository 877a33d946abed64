// Does what `wasm-opt -Oz` does, for many files in one process: for a part of a few kilobytes, starting it takes
// longer than its work.
//
//   node optimise.mjs <binaryen's index.js> <--enable-… options, in one word> <from> <to> [<from> <to> …]
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const FEATURES = {
  "--enable-bulk-memory": "BulkMemory",
  "--enable-mutable-globals": "MutableGlobals",
  "--enable-multivalue": "Multivalue",
  "--enable-nontrapping-float-to-int": "NontrappingFPToInt",
  "--enable-reference-types": "ReferenceTypes",
  "--enable-sign-ext": "SignExt",
};

const [library, options, ...files] = process.argv.slice(2);
const { default: binaryen } = await import(pathToFileURL(library).href);

let features = binaryen.Features.MVP;
for (const option of options.split(" ").filter(Boolean)) {
  const feature = binaryen.Features[FEATURES[option]];
  if (feature === undefined) throw new Error(`not an option that is known here: ${option}`);
  features |= feature;
}

binaryen.setOptimizeLevel(2);
binaryen.setShrinkLevel(2);
binaryen.setOptimizeStackIR(true);
for (let at = 0; at + 1 < files.length; at += 2) {
  const module = binaryen.readBinary(readFileSync(files[at]), features);
  module.optimize();
  writeFileSync(files[at + 1], module.emitBinary());
  module.dispose();
}

// What npm start runs, and the one file that is no TypeScript: any Node can read it, and say what is wrong if it is too old.
import module from "node:module";
import { join } from "node:path";
import process from "node:process";
import { setFlagsFromString } from "node:v8";

const [major = 0] = process.versions.node.split(".").map(Number);
if (major < 26) {
  process.stderr.write(
    `Waymark needs Node 26 or later, and this is ${process.version}; example: npm ci && npm start, which brings the right Node along\n`,
  );
  process.exit(1);
}

// Resident memory, measured at the same work: without these the process stays some 50 MB larger. V8 is told to prefer
// a small heap and a young generation that does not grow; and what was stripped of its types and compiled once is kept, so that from the
// second start on no compiler for TypeScript is loaded, which also takes a third off the start.
setFlagsFromString("--optimize-for-size");
setFlagsFromString("--semi-space-growth-factor=1");
module.enableCompileCache(join(import.meta.dirname, "../node_modules/.cache/waymark"));

await import("./main.ts");

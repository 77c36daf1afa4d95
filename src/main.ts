// The first file that Node reads. It imports nothing of ours before the version is checked, so that an older Node that gets this far can
// still say what is wrong.
import process from "node:process";

const [major = 0] = process.versions.node.split(".").map(Number);
if (major < 26 || typeof Temporal === "undefined") {
  process.stderr.write(
    `Waymark needs Node 26 or later, and this is ${process.version}. Start it with "npm ci && npm start": that brings the right Node along.\n`,
  );
  process.exit(1);
}

const { run } = await import("./run.ts");
await run(process.env);

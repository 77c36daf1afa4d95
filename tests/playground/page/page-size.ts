import { readdirSync, readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** Bytes of all that the page loads, each file compressed by itself. */
export function pageSize(): number {
  const folder = join(import.meta.dirname, "../../../src/playground/page");
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(ts|css|html|svg)$/.test(file))
    .map((file) => {
      const text = readFileSync(join(folder, file), "utf8");
      return gzipSync(file.endsWith(".ts") ? stripTypeScriptTypes(text) : text).length;
    })
    .reduce((sum, bytes) => sum + bytes, 0);
}

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { jsonSchemaText } from "./json-schema.ts";

// `npm run roadmap:schema`: writes the JSON Schema beside the roadmap of this repository, where its first line points.
const file = join(import.meta.dirname, "../../roadmap/roadmap.schema.json");
await writeFile(file, jsonSchemaText());
console.log(`Wrote ${file}`);

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { jsonSchemas } from "./json-schema.ts";

// `npm run roadmap:schema`: writes the JSON Schemas beside the roadmap of this repository, where its files point.
for (const [name, text] of Object.entries(jsonSchemas)) {
  const file = join(import.meta.dirname, "../../roadmap", name);
  await writeFile(file, text());
  console.log(`Wrote ${file}`);
}

import { z } from "zod";
import { roadmapSchema } from "./schema.ts";

/** The JSON Schema that helps an editor to complete and check a roadmap, as the text of its file. */
export function jsonSchemaText(): string {
  const { $schema, ...schema } = z.toJSONSchema(roadmapSchema, { io: "input", target: "draft-7" });
  const about =
    "A roadmap of Waymark. Made from src/roadmap/schema.ts by `npm run roadmap:schema`; do not edit.";
  return `${JSON.stringify({ $schema, title: "Roadmap", description: about, ...schema }, null, 2)}\n`;
}

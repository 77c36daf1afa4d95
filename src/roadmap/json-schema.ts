import { z } from "zod";
import { roadmapSchema } from "./schema.ts";
import { topicSchema } from "./topic-schema.ts";

/** The JSON Schemas that help an editor to complete and check a roadmap, by the name of their file. */
export const jsonSchemas: Readonly<Record<string, () => string>> = {
  "roadmap.schema.json": () => textOf(roadmapSchema, "Roadmap", "A roadmap of Waymark", "schema.ts"),
  "topic.schema.json": () =>
    textOf(topicSchema, "Topic", "What a topic of a Waymark roadmap is taught with", "topic-schema.ts"),
};

function textOf(source: z.ZodType, title: string, what: string, file: string): string {
  const { $schema, ...schema } = z.toJSONSchema(source, { io: "input", target: "draft-7" });
  const description = `${what}. Made from src/roadmap/${file} by \`npm run roadmap:schema\`; do not edit.`;
  return `${JSON.stringify({ $schema, title, description, ...schema }, null, 2)}\n`;
}

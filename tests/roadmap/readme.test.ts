import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { z } from "zod";
import { roadmapSchema } from "../../src/roadmap/schema.ts";
import { topicSchema } from "../../src/roadmap/topic-schema.ts";

/** The names of all fields in a JSON Schema, at any depth. */
function fieldsOf(schema: unknown): string[] {
  if (typeof schema !== "object" || schema === null) return [];
  const own = "properties" in schema ? Object.keys(schema.properties ?? {}) : [];
  return [...own, ...Object.values(schema).flatMap(fieldsOf)];
}

test.each([
  ["the roadmap's file", roadmapSchema],
  ["a topic's file", topicSchema],
])("README names every field of %s", async (_, schema) => {
  const readme = await readFile("README.md", "utf8");
  const [, section = ""] = /\n## Write a roadmap\n([\s\S]*?)\n## /.exec(readme) ?? [];
  const inCode = new Set(
    [...section.matchAll(/`([^`]+)`/g)].flatMap(([, code = ""]) => code.match(/\w+/g) ?? []),
  );
  const fields = new Set(fieldsOf(z.toJSONSchema(schema, { io: "input" })));
  expect(fields.size).toBeGreaterThan(15);
  expect([...fields].filter((field) => !inCode.has(field))).toEqual([]);
});

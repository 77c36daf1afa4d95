import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { jsonSchemas } from "../../src/roadmap/json-schema.ts";
import { small, smallMaterial } from "./wrong-file.ts";

const folder = join(import.meta.dirname, "../../roadmap");
const committed = await readFile(join(folder, "roadmap.schema.json"), "utf8");
const committedTopic = await readFile(join(folder, "topic.schema.json"), "utf8");

test.each(Object.keys(jsonSchemas))(
  "the committed %s is that of the reader; `npm run roadmap:schema` makes it",
  async (name) => {
    expect(await readFile(join(folder, name), "utf8")).toBe(jsonSchemas[name]?.());
  },
);

test("the roadmap and its topics tell editors where their schema is", async () => {
  const topics = await readdir(join(folder, "data-engineer"));
  for (const name of topics) {
    const topic = await readFile(join(folder, "data-engineer", name), "utf8");
    expect(topic.startsWith("# yaml-language-server: $schema=../topic.schema.json\n"), name).toBe(true);
  }
  const text = await readFile(join(folder, "data-engineer.yaml"), "utf8");
  expect(text.startsWith("# yaml-language-server: $schema=./roadmap.schema.json\n")).toBe(true);
});

test.each([committed, committedTopic])("every field is described, %#", (text) => {
  const undescribed: string[] = [];
  const visit = (schema: unknown, path: string): void => {
    if (typeof schema !== "object" || schema === null) return;
    if ("properties" in schema && typeof schema.properties === "object") {
      for (const [name, field] of Object.entries(schema.properties ?? {})) {
        const self = !("description" in field) && !["id", "min", "max", "kind", "topic"].includes(name);
        if (self) undescribed.push(`${path}.${name}`);
        visit(field, `${path}.${name}`);
      }
    }
    if ("items" in schema) visit(schema.items, path);
  };
  visit(JSON.parse(text), "");
  expect(undescribed).toEqual([]);
});

test("the JSON Schema takes what the reader takes, and refuses a field that is not known", async () => {
  const schema = z.fromJSONSchema(JSON.parse(committed));
  const real: unknown = parse(await readFile(join(folder, "data-engineer.yaml"), "utf8"));
  expect(schema.safeParse(real).error).toBeUndefined();
  expect(schema.safeParse(parse(small)).error).toBeUndefined();
  expect(schema.safeParse({ ...parse(small), titel: "A" }).success).toBe(false);
  expect(schema.safeParse({ ...parse(small), hours_per_week: 0 }).success).toBe(false);
});

test("that of a topic takes what the reader takes, and refuses a field that is not known", () => {
  const schema = z.fromJSONSchema(JSON.parse(committedTopic));
  for (const { file, text } of smallMaterial)
    expect(schema.safeParse(parse(text)).error, file).toBeUndefined();
  const text = smallMaterial[0]?.text ?? "";
  expect(schema.safeParse({ ...parse(text), unit: [] }).success).toBe(false);
});

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { jsonSchemaText } from "../../src/roadmap/json-schema.ts";
import { small } from "./wrong-file.ts";

const folder = join(import.meta.dirname, "../../roadmap");
const committed = await readFile(join(folder, "roadmap.schema.json"), "utf8");

test("the committed JSON Schema is that of the reader; `npm run roadmap:schema` makes it", () => {
  expect(committed).toBe(jsonSchemaText());
});

test("the roadmap tells editors where its schema is", async () => {
  const text = await readFile(join(folder, "data-engineer.yaml"), "utf8");
  expect(text.startsWith("# yaml-language-server: $schema=./roadmap.schema.json\n")).toBe(true);
});

test("every field of a topic, a resource and a certification is described", () => {
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
  visit(JSON.parse(committed), "");
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

import { expect, test } from "vitest";
import { createLog } from "../../src/ops/log.ts";
import type { LogOptions } from "../../src/ops/log.ts";

function createPlace(options: Partial<LogOptions> = {}) {
  const lines: string[] = [];
  const log = createLog({ level: "info", form: "json", write: (line) => void lines.push(line), ...options });
  return { log, lines };
}

test("for machines each event is one line of JSON", () => {
  const { log, lines } = createPlace();
  log.info({ command: "next" }, "two\nlines");
  expect(lines).toHaveLength(1);
  expect(lines[0]?.indexOf("\n")).toBe((lines[0]?.length ?? 0) - 1);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ level: "info", command: "next", msg: "two\nlines" });
});

test("for a person it is a sentence, with the fault's id and where it happened", () => {
  const { log, lines } = createPlace({ form: "plain" });
  log.warn("the gateway connection is gone; trying again");
  log.error({ fault: "ab12cd", err: new Error("the database is away") }, "a command failed");
  expect(lines[0]).toBe("warn: the gateway connection is gone; trying again\n");
  expect(lines[1]).toMatch(/^error: a command failed \(fault ab12cd\)\nError: the database is away\n {4}at /);
});

test("no token is ever written, of the bot or of an interaction", () => {
  const { log, lines } = createPlace({ secrets: ["a-token-of-the-bot"] });
  const error = Object.assign(new Error("failed with a-token-of-the-bot"), {
    url: "https://discord.com/api/v10/interactions/12/aW50ZXJhY3Rpb24/callback",
    requestBody: { json: { data: { content: "what a member wrote" } } },
    code: 50035,
    status: 400,
    cause: new Error("POST /webhooks/12/aW50ZXJhY3Rpb24/messages/@original"),
  });
  log.error({ err: error, token: "a-token-of-the-bot" }, "GET /interactions/12/aW50ZXJhY3Rpb24/callback");
  expect(lines.join("")).not.toMatch(/a-token-of-the-bot|aW50ZXJhY3Rpb24|what a member wrote/);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    err: { code: 50035, status: 400, cause: { type: "Error" } },
  });
});

test("of a failed query what Postgres said is written, and nothing of its parameters", () => {
  const cause = Object.assign(new Error("the connection is gone"), { code: "57P01", detail: "Key (Ada)" });
  const params = ["Ada\n    at Lovelace", "https://example.org/ada"];
  const failed = Object.assign(
    new Error(`Failed query: insert into x\nparams: ${params.join(",")}`, { cause }),
    {
      query: "insert into x",
      params,
    },
  );
  for (const form of ["json", "plain"] as const) {
    for (const err of [failed, new Error("guilds could not be noted", { cause: failed })]) {
      const { log, lines } = createPlace({ form });
      log.error({ err }, "a command failed");
      expect(lines.join("")).not.toMatch(/Ada|Lovelace|example\.org/);
      expect(lines.join("")).toContain("log.test.ts");
    }
  }
  const { log, lines } = createPlace();
  log.error({ err: failed }, "a command failed");
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    err: { message: "the connection is gone", code: "57P01" },
  });
});

test("a query that failed without a cause says no more than that", () => {
  const { log, lines } = createPlace();
  const failed = Object.assign(new Error("params: Ada"), { query: "select $1", params: ["Ada"] });
  log.error({ err: failed }, "a command failed");
  expect(lines[0]).not.toContain("Ada");
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ err: { message: "a query failed" } });
});

test("a token as short as a letter is not looked for in every word", () => {
  const { log, lines } = createPlace({ secrets: ["x"] });
  log.info("exactly");
  expect(lines[0]).toContain("exactly");
});

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

test("a token as short as a letter is not looked for in every word", () => {
  const { log, lines } = createPlace({ secrets: ["x"] });
  log.info("exactly");
  expect(lines[0]).toContain("exactly");
});

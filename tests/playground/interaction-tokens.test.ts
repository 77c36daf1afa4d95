import { describe, expect, test } from "vitest";
import { SEED } from "../../src/playground/stand-in.ts";

import {
  EPHEMERAL,
  go,
  messageOf,
  original,
  serveWithCommands,
  used,
  webhook,
} from "./support/using-ping.ts";

const [lena, rafael] = SEED.members;

describe("the token of an interaction", () => {
  test("is good for nothing before the first answer", async () => {
    await using served = await serveWithCommands();
    const { hook } = await used(served);
    for (const [method, rest] of [
      ["POST", ""],
      ["GET", original],
      ["PATCH", original],
    ] as const) {
      expect((await hook(method, rest, method === "GET" ? undefined : { content: "x" })).body.code).toBe(
        10015,
      );
    }
  });

  test("reads, changes and deletes the answer, under both spellings of @original", async () => {
    await using served = await serveWithCommands();
    const { callback, hook } = await used(served);
    await callback({ type: 4, data: { content: "one" } });
    expect((await hook("GET", "/messages/@original")).body.content).toBe("one");
    expect((await hook("PATCH", original, { content: "two" })).body.content).toBe("two");
    expect((await hook("PATCH", original, { content: "" })).body.code).toBe(50006);
    expect((await hook("DELETE", original)).status).toBe(204);
    expect((await hook("GET", original)).body.code).toBe(10008);
    expect(served.standIn.view(lena, SEED.study)).toEqual([]);
  });

  test("makes follow-ups, each as ephemeral as it says, and changes them", async () => {
    await using served = await serveWithCommands();
    const { callback, hook } = await used(served);
    await callback({ type: 4, data: { content: "answer" } });
    const made = await hook("POST", "", { content: "whispered", flags: EPHEMERAL });
    expect(made.status).toBe(200);
    expect((await hook("PATCH", `/messages/${made.body.id}`, { content: "changed" })).body.content).toBe(
      "changed",
    );
    expect(served.standIn.view(lena, SEED.study).map((one) => one.content)).toEqual(["answer", "changed"]);
    expect(served.standIn.view(rafael, SEED.study).map((one) => one.content)).toEqual(["answer"]);
    expect((await hook("DELETE", `/messages/${made.body.id}`)).status).toBe(204);
  });

  test("reaches no message but its own", async () => {
    await using served = await serveWithCommands();
    const other = await served.api("POST", `/channels/${SEED.study}/messages`, { content: "x" });
    const { callback, hook } = await used(served);
    await callback({ type: 4, data: { content: "answer" } });
    expect((await hook("PATCH", `/messages/${other.body.id}`, { content: "y" })).body.code).toBe(10008);
  });

  test("is unknown when it was never given", async () => {
    await using served = await serveWithCommands();
    expect((await served.api("POST", webhook("wrong"), { content: "x" }, { token: null })).body.code).toBe(
      50027,
    );
  });
});

describe("an ephemeral message", () => {
  test("is there for the one it is for alone, and not for the API", async () => {
    await using served = await serveWithCommands();
    const { callback, outcome } = await used(served);
    await callback({ type: 4, data: { content: "for you", flags: EPHEMERAL, components: [go] } });
    const message = messageOf(await outcome);
    expect(served.standIn.view(rafael, SEED.study)).toEqual([]);
    await expect(served.standIn.as(rafael, SEED.study).click(message, "Go")).rejects.toThrow(
      "they see no message",
    );
    const path = `/channels/${SEED.study}/messages`;
    expect((await served.api("GET", path)).body).toEqual([]);
    expect((await served.api("GET", `${path}/${message.id}`)).body.code).toBe(10008);
    expect((await served.api("PATCH", `${path}/${message.id}`, { content: "x" })).body.code).toBe(10008);
    served.standIn.as(lena, SEED.study).dismiss(message);
    expect(served.standIn.view(lena, SEED.study)).toEqual([]);
  });
});

import { describe, expect, test } from "vitest";
import { SEED } from "../../src/playground/stand-in.ts";
import { manualTime } from "./support/manual-time.ts";
import { nestedCodes } from "./support/served.ts";

import { EPHEMERAL, messageOf, original, serveWithCommands, used } from "./support/using-ping.ts";

const [lena, rafael] = SEED.members;

describe("the first answer", () => {
  test("is what the person sees, and 204 to the bot", async () => {
    await using served = await serveWithCommands();
    const { outcome, callback } = await used(served);
    const reply = await callback({ type: 4, data: { content: "pong" } });
    expect(reply.status).toBe(204);
    expect(await outcome).toMatchObject({
      kind: "message",
      ephemeral: false,
      updated: false,
      message: { content: "pong", header: { command: "ping", user: { name: "Lena" } } },
    });
  });

  test("comes back with what was made when the bot asks for it", async () => {
    await using served = await serveWithCommands();
    const { callback } = await used(served);
    const reply = await callback(
      { type: 4, data: { content: "pong", flags: EPHEMERAL } },
      "?with_response=true",
    );
    expect(reply.status).toBe(200);
    expect(reply.body).toMatchObject({
      interaction: { type: 2, response_message_ephemeral: true, response_message_loading: false },
      resource: { type: 4, message: { content: "pong", flags: EPHEMERAL } },
    });
  });

  test("needs no token, and is refused a wrong one", async () => {
    await using served = await serveWithCommands();
    const { interaction } = await used(served);
    const path = `/interactions/${interaction.id}/${interaction.token}/callback`;
    expect(
      (await served.api("POST", path, { type: 4, data: { content: "x" } }, { token: "wrong" })).status,
    ).toBe(401);
  });

  test("is taken once", async () => {
    await using served = await serveWithCommands();
    const { callback } = await used(served);
    await callback({ type: 4, data: { content: "one" } });
    expect((await callback({ type: 4, data: { content: "two" } })).body).toMatchObject({ code: 40060 });
    expect((await callback({ type: 5 })).body).toMatchObject({ code: 40060 });
    expect(served.standIn.view(rafael, SEED.study)).toHaveLength(1);
  });

  test("is too late after 3 seconds of real time, whatever the world's clock does", async () => {
    const time = manualTime();
    await using served = await serveWithCommands({ time });
    const first = await used(served);
    served.standIn.clock.advance(10 * 60 * 1000);
    expect((await first.callback({ type: 4, data: { content: "in time" } })).status).toBe(204);
    const second = await used(served);
    time.pass(3001);
    expect(await second.outcome).toEqual({ kind: "failed", why: "The application did not respond" });
    expect((await second.callback({ type: 4, data: { content: "late" } })).body).toMatchObject({
      code: 10062,
    });
    expect((await second.hook("POST", "", { content: "late" })).body).toMatchObject({ code: 10015 });
  });

  test("to an interaction that never was is refused", async () => {
    await using served = await serveWithCommands();
    const { interaction } = await used(served);
    const body = { type: 4, data: { content: "x" } };
    for (const path of [
      `/interactions/1/${interaction.token}/callback`,
      `/interactions/${interaction.id}/wrong/callback`,
    ]) {
      expect((await served.api("POST", path, body, { token: null })).body).toMatchObject({ code: 10062 });
    }
  });

  test("that Discord refuses leaves the interaction open", async () => {
    await using served = await serveWithCommands();
    const { callback, outcome } = await used(served);
    const refused = await callback({ type: 4, data: { content: "x".repeat(2001) } });
    expect(nestedCodes(refused.body.errors)).toEqual({ "data.content": ["BASE_TYPE_MAX_LENGTH"] });
    expect((await callback({ type: 4, data: {} })).body).toMatchObject({ code: 50006 });
    expect((await callback({ type: 4, data: { content: "short" } })).status).toBe(204);
    expect(messageOf(await outcome).content).toBe("short");
  });

  test.each([
    [1, "a pong"],
    [6, "an update deferred"],
    [7, "an update"],
    [8, "choices"],
    [12, "an activity"],
    [99, "what does not exist"],
  ])("of type %i, %s, does not fit a command", async (type) => {
    await using served = await serveWithCommands();
    const { callback } = await used(served);
    const reply = await callback({ type, data: { content: "x", choices: [] } });
    expect(nestedCodes(reply.body.errors)).toEqual({ type: ["BASE_TYPE_CHOICES"] });
  });
});

describe("a deferred answer", () => {
  test("is loading until it is edited, and resolves then", async () => {
    await using served = await serveWithCommands();
    const { callback, hook, outcome } = await used(served);
    await callback({ type: 5, data: { flags: EPHEMERAL } });
    expect(served.standIn.view(lena, SEED.study)).toMatchObject([
      { loading: true, ephemeral: true, content: "" },
    ]);
    await hook("PATCH", original, { content: "done" });
    expect(messageOf(await outcome)).toMatchObject({
      content: "done",
      ephemeral: true,
      loading: false,
      editedAt: null,
    });
  });

  test("takes no flag but EPHEMERAL", async () => {
    await using served = await serveWithCommands();
    const { callback } = await used(served);
    const reply = await callback({ type: 5, data: { flags: EPHEMERAL | (1 << 15) } });
    expect(nestedCodes(reply.body.errors)).toEqual({ "data.flags": ["MESSAGE_FLAGS_INVALID"] });
  });

  test("stays as ephemeral as it began: the first follow-up is it", async () => {
    await using served = await serveWithCommands();
    const { callback, hook, outcome } = await used(served);
    await callback({ type: 5, data: { flags: EPHEMERAL } });
    await hook("POST", "", { content: "public?" });
    expect(messageOf(await outcome)).toMatchObject({ ephemeral: true, content: "public?" });
    expect(served.standIn.view(rafael, SEED.study)).toEqual([]);
  });

  test("cannot become a modal", async () => {
    await using served = await serveWithCommands();
    const { callback } = await used(served);
    await callback({ type: 5 });
    expect(
      (await callback({ type: 9, data: { title: "T", custom_id: "m", components: [] } })).body.code,
    ).toBe(40060);
  });

  test("fails before the person when 15 minutes have passed", async () => {
    await using served = await serveWithCommands();
    const { callback, hook, outcome } = await used(served);
    await callback({ type: 5 });
    served.standIn.clock.advance(15 * 60 * 1000 + 1000);
    expect(await outcome).toEqual({ kind: "failed", why: "The application did not respond" });
    const late = await hook("PATCH", original, { content: "late" });
    expect(late).toMatchObject({ status: 401, body: { code: 50027 } });
  });
});

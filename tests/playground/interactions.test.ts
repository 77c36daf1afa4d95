import { describe, expect, test } from "vitest";
import { SEED } from "../../src/playground/stand-in.ts";
import type { Outcome, ShownMessage } from "../../src/playground/stand-in.ts";
import { manualTime } from "./support/manual-time.ts";
import { answeringBot, openSession } from "./support/raw-bot.ts";
import { nestedCodes, serveOne } from "./support/served.ts";
import type { Json, Reply, Served } from "./support/served.ts";

const [lena, rafael] = SEED.members;
const COMMANDS = [
  { name: "ping", description: "Answers" },
  {
    name: "find",
    description: "Finds",
    options: [{ type: 3, name: "what", description: "What", required: true, autocomplete: true }],
  },
];
const EPHEMERAL = 64;
const go = { type: 1, components: [{ type: 2, style: 1, label: "Go", custom_id: "go" }] };

async function serveWithCommands(options: Parameters<typeof serveOne>[0] = {}): Promise<Served> {
  const served = await serveOne(options);
  await served.api("PUT", `/applications/${SEED.application}/commands`, COMMANDS);
  return served;
}

const messageOf = (outcome: Outcome): ShownMessage => {
  if (outcome.kind !== "message") throw new Error(`no message: ${JSON.stringify(outcome)}`);
  return outcome.message;
};
const webhook = (token: string, rest = ""): string => `/webhooks/${SEED.application}/${token}${rest}`;
const original = "/messages/%40original";

/** A person uses /ping, and the test plays the bot by hand. */
async function used(served: Served, user: string = lena) {
  const bot = await openSession(served);
  const outcome = served.standIn.as(user, SEED.study).command("ping");
  outcome.catch(() => {});
  const { d } = await bot.event("INTERACTION_CREATE");
  const callback = (body: unknown, query = ""): Promise<Reply> =>
    served.api("POST", `/interactions/${d.id}/${d.token}/callback${query}`, body, { token: null });
  const hook = (method: string, rest: string, body?: unknown): Promise<Reply> =>
    served.api(method, webhook(d.token as string, rest), body, { token: null });
  return { bot, outcome, interaction: d, callback, hook };
}

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

describe("a component", () => {
  const withButton = { type: 4, data: { content: "click", components: [go] } };

  test("may update its message, or answer beside it", async () => {
    await using served = await serveWithCommands();
    const bot = await answeringBot(served, (one) => {
      if (one.type === 2) return withButton;
      return bot.interactions.length === 2
        ? { type: 7, data: { content: "updated" } }
        : { type: 4, data: { content: "beside", flags: EPHEMERAL } };
    });
    const person = served.standIn.as(lena, SEED.study);
    const message = messageOf(await person.command("ping"));
    const updated = await person.click(message, "Go");
    expect(updated).toMatchObject({ updated: true, message: { id: message.id, content: "updated" } });
    const beside = await person.click(message, "go");
    expect(beside).toMatchObject({
      updated: false,
      ephemeral: true,
      message: { replyTo: message.id, header: null },
    });
  });

  test("may defer its update and make it later", async () => {
    await using served = await serveWithCommands();
    const bot = await answeringBot(served, (one) => (one.type === 2 ? withButton : { type: 6 }));
    const person = served.standIn.as(lena, SEED.study);
    const clicked = person.click(messageOf(await person.command("ping")), "Go");
    await served.standIn.log.wait((one) => (one.body as Json)?.type === 6);
    await served.api(
      "PATCH",
      webhook(bot.interactions[1].token as string, original),
      { content: "later" },
      { token: null },
    );
    expect(await clicked).toMatchObject({ updated: true, message: { content: "later" } });
  });

  test("that nobody answers has failed", async () => {
    const time = manualTime();
    await using served = await serveWithCommands({ time });
    await answeringBot(served, (one) => (one.type === 2 ? withButton : null));
    const person = served.standIn.as(lena, SEED.study);
    const clicked = person.click(messageOf(await person.command("ping")), "Go");
    time.pass(3001);
    expect(await clicked).toEqual({ kind: "failed", why: "This interaction failed" });
  });
});

const complete = async (served: Served, data: object): Promise<[Promise<Json[] | null>, Reply]> => {
  const bot = await openSession(served);
  const choices = served.standIn.as(lena, SEED.study).complete("find", "what", "sp");
  const { d } = await bot.event("INTERACTION_CREATE");
  const path = `/interactions/${d.id}/${d.token}/callback`;
  return [choices, await served.api("POST", path, { type: 8, data }, { token: null })];
};
const choice = (name: string, value: unknown = name) => ({ name, value });

describe("autocomplete", () => {
  test("offers what the bot sends", async () => {
    await using served = await serveWithCommands();
    const [choices] = await complete(served, { choices: [choice("Spark", "spark")] });
    expect(await choices).toEqual([{ name: "Spark", value: "spark" }]);
  });

  test.each<[string, unknown[], string, string]>([
    [
      "26 choices",
      Array.from({ length: 26 }, (_, i) => choice(`${i}`)),
      "data.choices",
      "BASE_TYPE_MAX_LENGTH",
    ],
    ["a name over 100", [choice("x".repeat(101), "v")], "data.choices.0.name", "BASE_TYPE_MAX_LENGTH"],
    ["a value over 100", [choice("n", "x".repeat(101))], "data.choices.0.value", "BASE_TYPE_BAD_LENGTH"],
    [
      "a number for a text",
      [choice("n", 7)],
      "data.choices.0.value",
      "APPLICATION_COMMAND_OPTIONS_CHOICE_TYPE_INVALID",
    ],
  ])("refuses %s", async (_name, choices, path, code) => {
    await using served = await serveWithCommands();
    const [, reply] = await complete(served, { choices });
    expect(nestedCodes(reply.body.errors)[path]).toEqual([code]);
  });

  test("is answered by choices alone", async () => {
    await using served = await serveWithCommands();
    const bot = await answeringBot(served, () => ({ type: 4, data: { content: "x" } }));
    served.standIn
      .as(lena, SEED.study)
      .complete("find", "what", "")
      .catch(() => {});
    const entry = await served.standIn.log.wait((one) => one.code === 50035);
    expect(entry.status).toBe(400);
    expect(bot.interactions[0].data.options).toEqual([{ name: "what", type: 3, value: "", focused: true }]);
  });
});

describe("a message that was deleted meanwhile", () => {
  test("can no longer be updated by the click that it led to", async () => {
    await using served = await serveWithCommands();
    const first = await used(served);
    await first.callback({ type: 4, data: { content: "click", components: [go] } });
    const message = messageOf(await first.outcome);
    void served.standIn.as(lena, SEED.study).click(message, "Go");
    const { d } = await first.bot.event("INTERACTION_CREATE");
    await first.hook("DELETE", original);
    const path = `/interactions/${d.id}/${d.token}/callback`;
    const reply = await served.api("POST", path, { type: 7, data: { content: "x" } }, { token: null });
    expect(reply.body.code).toBe(10008);
  });
});

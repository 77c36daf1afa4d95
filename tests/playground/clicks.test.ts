import { describe, expect, test } from "vitest";
import { SEED } from "../../src/playground/stand-in.ts";
import { manualTime } from "./support/manual-time.ts";
import { answeringBot, openSession } from "./support/raw-bot.ts";
import { nestedCodes } from "./support/served.ts";
import type { Json, Reply, Served } from "./support/served.ts";
import {
  EPHEMERAL,
  go,
  messageOf,
  original,
  serveWithCommands,
  used,
  webhook,
} from "./support/using-ping.ts";

const [lena] = SEED.members;

const complete = async (served: Served, data: object): Promise<[Promise<Json[] | null>, Reply]> => {
  const bot = await openSession(served);
  const choices = served.standIn.as(lena, SEED.study).complete("find", "what", "sp");
  const { d } = await bot.event("INTERACTION_CREATE");
  const path = `/interactions/${d.id}/${d.token}/callback`;
  return [choices, await served.api("POST", path, { type: 8, data }, { token: null })];
};
const choice = (name: string, value: unknown = name) => ({ name, value });

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

import { ButtonStyle, ComponentType, TextInputStyle } from "discord-api-types/v10";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { defineSubcommand } from "../../src/discord/command.ts";
import type { Command } from "../../src/discord/command.ts";
import { stringOption } from "../../src/discord/option.ts";
import { SEED } from "../../src/playground/stand-in.ts";
import type { FaultKind, Outcome, RequestEntry, ShownMessage } from "../../src/playground/stand-in.ts";
import { customId } from "../../src/text/custom-id.ts";
import type { Message, Reply } from "../../src/text/reply.ts";
import { createTestPlace } from "../support/bot.ts";
import type { TestPlace } from "../support/bot.ts";

const CALLBACK = "POST /interactions/:interaction/:token/callback";

/** What the test's command answers next, and how often it ran. */
let next: () => Promise<Reply> = () => Promise.reject(new Error("nothing set"));
let runs = 0;
const run = (): Promise<Reply> => {
  runs += 1;
  return next();
};
const commands: readonly Command[] = [
  {
    name: "do",
    description: "Does what the test says",
    contexts: "guild and direct message",
    run: defineSubcommand({
      description: "d",
      options: {
        topic: stringOption({ description: "d", complete: (typed) => [{ name: `${typed}!`, value: typed }] }),
      },
      run,
    }),
    routes: {
      it: run,
      form: async ({ fields }) => ({ kind: "private", message: { content: `got ${fields.get("zone")}` } }),
    },
  },
];

const privately = (message: Message): Reply => ({ kind: "private", message });
const withButton = (content: string, id = customId("do", "it")): Message => {
  const button = {
    type: ComponentType.Button,
    style: ButtonStyle.Primary,
    label: "Go",
    custom_id: id,
  } as const;
  return { content, rows: [{ type: ComponentType.ActionRow, components: [button] }] };
};
const shown = (outcome: Outcome): ShownMessage => {
  if (outcome.kind !== "message") throw new Error(JSON.stringify(outcome));
  return outcome.message;
};

let place: TestPlace;
beforeAll(async () => {
  place = await createTestPlace();
  await place.start({ commands });
});
afterAll(() => place[Symbol.asyncDispose]());
beforeEach(() => {
  place.standIn.log.clear();
  place.testLog.lines.length = 0;
  runs = 0;
});
const lena = () => place.standIn.as(SEED.members[0], SEED.study);
const rafael = () => place.standIn.as(SEED.members[1], SEED.study);
const callbacks = (): readonly RequestEntry[] => place.standIn.log.of(CALLBACK);

describe("on a server that is as strict as Discord", () => {
  test("a private answer is one request without a token of the bot, and pings nobody", async () => {
    next = async () => privately({ content: `@everyone <@${SEED.members[1]}>` });
    const outcome = await lena().command("do");
    expect(outcome).toMatchObject({ ephemeral: true, message: { pings: { users: [], everyone: false } } });
    expect(place.standIn.log.requests).toMatchObject([
      { authorised: false, accepted: true, unknownFields: [] },
    ]);
  });

  test("a public answer pings whom it names, and nobody else", async () => {
    const [one, two] = SEED.members;
    next = async () => ({
      kind: "public",
      message: { content: `<@${one}> <@${two}> @here`, pings: [one as never, one as never] },
    });
    const outcome = await lena().command("do");
    expect(outcome).toMatchObject({
      ephemeral: false,
      message: { pings: { users: [one], everyone: false } },
    });
  });

  test("a button changes the message that only its caller sees", async () => {
    next = async () => privately({ ...withButton("before"), embeds: [{ title: "e" }] });
    const message = shown(await lena().command("do"));
    next = async () => ({ kind: "update", message: { embeds: [{ title: "after" }] } });
    const changed = await lena().click(message, "Go");
    expect(changed).toMatchObject({
      updated: true,
      message: { id: message.id, content: "", components: [], embeds: [{ title: "after" }] },
    });
  });

  test("a button of somebody else's public message answers in private", async () => {
    next = async () => ({ kind: "public", message: withButton("for all") });
    const message = shown(await lena().command("do"));
    next = async () => ({ kind: "update", message: { content: "for me" } });
    expect(await rafael().click(message, "Go")).toMatchObject({ ephemeral: true, updated: false });
    expect(
      rafael()
        .view()
        .find(({ id }) => id === message.id)?.content,
    ).toBe("for all");
  });

  test("in a direct message nothing is anybody else's", async () => {
    const channel = place.standIn.world.directMessage(SEED.members[0]).id;
    const inPrivate = place.standIn.as(SEED.members[0], channel);
    next = async () => ({ kind: "public", message: withButton("before") });
    const message = shown(await inPrivate.command("do"));
    next = async () => ({ kind: "update", message: { content: "after" } });
    expect(await inPrivate.click(message, "Go")).toMatchObject({
      updated: true,
      message: { content: "after" },
    });
  });

  test("a form opens and is read", async () => {
    const component = {
      type: ComponentType.TextInput,
      style: TextInputStyle.Short,
      custom_id: "zone",
    } as const;
    const labels = [{ type: ComponentType.Label, label: "Zone", component } as const];
    next = async () => ({ kind: "modal", modal: { customId: customId("do", "form"), title: "You", labels } });
    const opened = await lena().command("do");
    if (opened.kind !== "modal") throw new Error(JSON.stringify(opened));
    expect(shown(await lena().submit(opened.modal, { zone: "Europe/Berlin" })).content).toBe(
      "got Europe/Berlin",
    );
  });

  test("a file travels beside the answer", async () => {
    const file = { name: "me.json", contentType: "application/json", data: '{"a":"ä"}' };
    next = async () => privately({ content: "yours", files: [file] });
    expect(shown(await lena().command("do")).attachments).toMatchObject([{ filename: "me.json", size: 10 }]);
  });

  test("options are completed", async () => {
    expect(await lena().complete("do", "topic", "sp")).toEqual([{ name: "sp!", value: "sp" }]);
  });

  test("two clicks on one button are two answers", async () => {
    next = async () => privately(withButton("once"));
    const message = shown(await lena().command("do"));
    next = async () => ({ kind: "update", message: withButton("twice") });
    const both = await Promise.all([lena().click(message, "Go"), lena().click(message, "Go")]);
    expect(both.map((outcome) => outcome.kind)).toEqual(["message", "message"]);
    expect(runs).toBe(3);
    expect(place.standIn.log.refused()).toEqual([]);
  });

  test("a button from before is answered kindly", async () => {
    next = async () => privately(withButton("old", "sprint-join-42"));
    const message = shown(await lena().command("do"));
    expect(shown(await lena().click(message, "Go")).content).toMatch(/older version/);
  });

  test("an answer that Discord refuses becomes a fault, and the log has its id", async () => {
    next = async () => privately({ content: "x".repeat(2001) });
    const { content } = shown(await lena().command("do"));
    const [line] = place.testLog.lines;
    expect(content).toContain(`fault ${String(line?.["fault"])}.`);
    expect(callbacks().map(({ accepted }) => accepted)).toEqual([false, true]);
  });
});

describe("where the way to Discord is bad", () => {
  test.each<FaultKind>(["5xx-before", "5xx-after", "reset-before", "reset-after", "hang-after"])(
    "an answer arrives once: %s",
    async (kind) => {
      next = async () => ({ kind: "public", message: { content: "once" } });
      place.standIn.faults.next({ route: CALLBACK, kind });
      const { id, content } = shown(await lena().command("do"));
      expect(content).toBe("once");
      await place.standIn.log.wait((entry) => entry.number > 0 && callbacks().length === 2);
      expect(callbacks().filter(({ accepted }) => accepted)).toHaveLength(1);
      expect(
        lena()
          .view()
          .filter((message) => message.content === "once" && message.id === id),
      ).toHaveLength(1);
      expect(runs).toBe(1);
    },
  );

  test("an answer that does not get through at all is told in the log", async () => {
    next = async () => privately({ content: "never" });
    place.standIn.faults.next({ route: CALLBACK, kind: "5xx-before" }, 3);
    const outcome = lena().command("do");
    expect(await outcome).toMatchObject({ kind: "failed" });
    expect(callbacks()).toHaveLength(3);
    expect(place.testLog.lines).toMatchObject([{ level: "error", msg: "an answer was not delivered" }]);
  });
});

import { DiscordAPIError } from "@discordjs/rest";
import { describe, expect, test } from "vitest";
import { defineSubcommand } from "../../src/discord/command.ts";
import type { Command } from "../../src/discord/command.ts";
import type { Sent } from "../../src/discord/rest.ts";
import { stringOption } from "../../src/discord/option.ts";
import type { Message, Reply } from "../../src/text/reply.ts";
import {
  autocomplete,
  button,
  createTestDispatch,
  EPHEMERAL,
  inDirectMessage,
  modalSubmit,
  PUBLIC,
  slashCommand,
} from "../support/payloads.ts";
import type { SentRequest } from "../support/payloads.ts";

const hello: Message = { content: "hello" };
const replies = {
  private: { kind: "private", message: hello },
  public: { kind: "public", message: hello },
  update: { kind: "update", message: hello },
  "shared-update": { kind: "shared-update", message: hello },
  modal: { kind: "modal", modal: { customId: "v1:do:it", title: "A form", labels: [] } },
} as const satisfies Record<string, Reply>;

const sources = {
  command: slashCommand.bind(null, "do"),
  "button that only the caller sees": button.bind(null, "v1:do:it", EPHEMERAL),
  "button in a direct message": (more = {}) => button("v1:do:it", PUBLIC, { ...inDirectMessage, ...more }),
  "public button": button.bind(null, "v1:do:it", PUBLIC),
  "form of a command": modalSubmit.bind(null, "v1:do:it", []),
  "form of a private button": (more = {}) =>
    modalSubmit("v1:do:it", [], { message: { id: "5", flags: 64 }, ...more }),
};

/** A command, and a button of the same behaviour. */
function doing(run: () => Promise<Reply>): readonly Command[] {
  return [
    {
      name: "do",
      description: "d",
      contexts: "guild and direct message",
      run: defineSubcommand({ description: "d", options: {}, run }),
      routes: { it: run },
    },
  ];
}

const newMessage = { content: "hello", allowed_mentions: { parse: [] } };
const ephemeral = { ...newMessage, flags: 64 };
const changed = {
  content: "hello",
  embeds: [],
  components: [],
  attachments: [],
  allowed_mentions: { parse: [] },
};
const form = { custom_id: "v1:do:it", title: "A form", components: [] };

const first = (type: number, data: object): SentRequest[] => [{ by: "callback", type, data: data as never }];
const faultIn = (content: unknown): string => /fault ([0-9a-f]{6})\./.exec(String(content))?.[1] ?? "none";
const complete = () => Promise.reject(new Error("no completion"));

describe("an answer in time is one request", () => {
  test.each<[keyof typeof sources, keyof typeof replies, SentRequest[]]>([
    ["command", "private", first(4, ephemeral)],
    ["command", "public", first(4, newMessage)],
    ["command", "update", first(4, ephemeral)],
    ["command", "modal", first(9, form)],
    ["button that only the caller sees", "private", first(4, ephemeral)],
    ["button that only the caller sees", "public", first(4, newMessage)],
    ["button that only the caller sees", "update", first(7, changed)],
    ["button that only the caller sees", "modal", first(9, form)],
    ["button in a direct message", "update", first(7, changed)],
    ["public button", "private", first(4, ephemeral)],
    ["public button", "public", first(4, newMessage)],
    ["public button", "update", first(4, ephemeral)],
    ["public button", "modal", first(9, form)],
    ["form of a command", "private", first(4, ephemeral)],
    ["form of a command", "update", first(4, ephemeral)],
    ["form of a private button", "update", first(7, changed)],
    ["command", "shared-update", first(4, ephemeral)],
    ["public button", "shared-update", first(7, changed)],
    ["button in a direct message", "shared-update", first(7, changed)],
  ])("%s, %s", async (source, reply, wanted) => {
    const { handle } = createTestDispatch(doing(async () => replies[reply]));
    expect(await handle(sources[source]())).toEqual(wanted);
  });
});

const posted = { ...changed, content: "Posted in this channel." };
const tooLate = /too long to open the form/;

describe("an answer that takes longer is announced, and then given", () => {
  const [later, laterUpdate]: [SentRequest, SentRequest] = [
    { by: "callback", type: 5, data: { flags: 64 } as never },
    { by: "callback", type: 6 },
  ];
  test.each<[keyof typeof sources, keyof typeof replies, object[]]>([
    ["command", "private", [later, { by: "editAnswer", data: changed }]],
    ["command", "update", [later, { by: "editAnswer", data: changed }]],
    ["command", "public", [later, { by: "editAnswer", data: posted }, { by: "followUp", data: newMessage }]],
    [
      "command",
      "modal",
      [later, { by: "editAnswer", data: { ...changed, content: expect.stringMatching(tooLate) } }],
    ],
    ["button that only the caller sees", "private", [laterUpdate, { by: "followUp", data: ephemeral }]],
    ["button that only the caller sees", "update", [laterUpdate, { by: "editAnswer", data: changed }]],
    ["button that only the caller sees", "public", [laterUpdate, { by: "followUp", data: newMessage }]],
    ["public button", "private", [laterUpdate, { by: "followUp", data: ephemeral }]],
    ["public button", "update", [laterUpdate, { by: "followUp", data: ephemeral }]],
    ["public button", "public", [laterUpdate, { by: "followUp", data: newMessage }]],
    [
      "public button",
      "modal",
      [laterUpdate, { by: "followUp", data: { ...ephemeral, content: expect.stringMatching(tooLate) } }],
    ],
    ["form of a command", "private", [later, { by: "editAnswer", data: changed }]],
    ["form of a private button", "update", [laterUpdate, { by: "editAnswer", data: changed }]],
    ["command", "shared-update", [later, { by: "editAnswer", data: changed }]],
    ["public button", "shared-update", [laterUpdate, { by: "editAnswer", data: changed }]],
  ])("%s, %s", async (source, reply, wanted) => {
    const gate = Promise.withResolvers<Reply>();
    const { handle } = createTestDispatch(
      doing(() => gate.promise),
      {
        deferAfterMs: 0,
        // Only once Discord has heard of the delay is the command done.
        answer: (request) => {
          if (request.type === 5 || request.type === 6) gate.resolve(replies[reply]);
          return { kind: "accepted" };
        },
      },
    );
    expect(await handle(sources[source]())).toEqual(wanted);
  });

  test("and is the first answer after all where the announcement got lost", async () => {
    const gate = Promise.withResolvers<Reply>();
    const { handle } = createTestDispatch(
      doing(() => gate.promise),
      {
        deferAfterMs: 0,
        answer: ({ type }) => {
          if (type !== 5) return { kind: "accepted" };
          gate.resolve(replies.private);
          return { kind: "lost", error: new Error("socket hang up") };
        },
      },
    );
    expect(await handle(slashCommand("do"))).toEqual([later, { by: "callback", type: 4, data: ephemeral }]);
  });

  test.each(["late", "taken"] as const)("and is not given where the announcement was %s", async (kind) => {
    const gate = Promise.withResolvers<Reply>();
    const { handle, testLog } = createTestDispatch(
      doing(() => gate.promise),
      {
        deferAfterMs: 0,
        answer: () => {
          gate.resolve(replies.private);
          return { kind };
        },
      },
    );
    expect(await handle(slashCommand("do"))).toEqual([later]);
    expect(testLog.lines).toMatchObject([{ level: "warn", command: "do" }]);
  });
});

describe("a fault", () => {
  const broken = doing(() => Promise.reject(new Error("the database is away")));

  test.each(Object.keys(sources) as (keyof typeof sources)[])(
    "behind a %s shows the id that is logged",
    async (source) => {
      const { handle, testLog } = createTestDispatch(broken);
      const [answer, ...more] = await handle(sources[source]());
      expect(more).toEqual([]);
      expect(answer).toMatchObject({ by: "callback", type: 4, data: { flags: 64 } });
      expect(testLog.lines).toMatchObject([
        { level: "error", fault: faultIn(answer?.data?.content), err: { message: "the database is away" } },
      ]);
    },
  );

  test("thrown at once, without a promise, is one as well", async () => {
    const { handle } = createTestDispatch(
      doing(() => {
        throw new Error("at once");
      }),
    );
    expect(await handle(slashCommand("do"))).toMatchObject([
      { data: { content: expect.stringMatching(/fault [0-9a-f]{6}\./) } },
    ]);
  });

  test.each<[keyof typeof sources, SentRequest["by"]]>([
    ["command", "editAnswer"],
    // What was clicked stays as it is.
    ["public button", "followUp"],
    ["button that only the caller sees", "followUp"],
  ])("after the delay was announced is told all the same: %s", async (source, by) => {
    const gate = Promise.withResolvers<Reply>();
    const { handle, testLog } = createTestDispatch(
      doing(() => gate.promise),
      {
        deferAfterMs: 0,
        answer: () => {
          gate.reject(new Error("later"));
          return { kind: "accepted" };
        },
      },
    );
    const requests = await handle(sources[source]());
    expect(requests[1]?.by).toBe(by);
    expect(testLog.lines[0]?.["fault"]).toBe(faultIn(requests[1]?.data?.content));
  });

  test("of ours in the answer itself is told in its place", async () => {
    const refusal = new DiscordAPIError(
      { code: 50035, message: "Invalid Form Body" },
      50035,
      400,
      "POST",
      "",
      {},
    );
    const { handle, testLog, metrics } = createTestDispatch(
      doing(async () => replies.public),
      {
        answer: ({ data }) =>
          data?.content === "hello" ? { kind: "refused", error: refusal } : { kind: "accepted" },
      },
    );
    const requests = await handle(slashCommand("do"));
    expect(requests).toHaveLength(2);
    expect(requests[1]).toMatchObject({ by: "callback", type: 4, data: { flags: 64 } });
    expect(testLog.lines).toMatchObject([{ level: "error", fault: faultIn(requests[1]?.data?.content) }]);
    expect(await metrics.text()).toContain('waymark_interactions_total{command="do",outcome="fault"} 1');
  });

  test("in a completion leaves the list empty", async () => {
    const command: Command = {
      name: "pick",
      description: "d",
      contexts: "guild",
      run: defineSubcommand({
        description: "d",
        options: { topic: stringOption({ description: "d", complete }) },
        run: async () => replies.private,
      }),
    };
    const { handle, testLog } = createTestDispatch([command]);
    const options = [{ type: 3, name: "topic", value: "", focused: true }];
    expect(await handle(autocomplete("pick", options))).toEqual([
      { by: "callback", type: 8, data: { choices: [] } },
    ]);
    expect(testLog.lines).toMatchObject([{ level: "error", msg: "a completion failed" }]);
  });
});

test.each<[Sent["kind"], string]>([
  ["late", "warn"],
  ["taken", "warn"],
  ["lost", "error"],
])("an answer that was %s is not given again", async (kind, level) => {
  const { handle, testLog, metrics } = createTestDispatch(
    doing(async () => replies.private),
    {
      answer: () => ({ kind, error: new Error("lost") }),
    },
  );
  expect(await handle(slashCommand("do"))).toHaveLength(1);
  expect(testLog.lines).toMatchObject([{ level, command: "do" }]);
  expect(await metrics.text()).toContain(`waymark_interactions_total{command="do",outcome="${kind}"} 1`);
});

test("a drain waits for what runs, and tells what it did not wait for", async () => {
  const gate = Promise.withResolvers<Reply>();
  const { dispatch, sent } = createTestDispatch(doing(() => gate.promise));
  dispatch.handle(slashCommand("do") as never);
  expect(await dispatch.drain(0)).toBe(1);
  const drained = dispatch.drain(60_000);
  gate.resolve(replies.private);
  expect(await drained).toBe(0);
  expect(sent).toHaveLength(1);
});

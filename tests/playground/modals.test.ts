import { describe, expect, test } from "vitest";
import { SEED } from "../../src/playground/stand-in.ts";
import type { Outcome, ShownModal } from "../../src/playground/stand-in.ts";
import { answeringBot } from "./support/raw-bot.ts";
import { nestedCodes, serveOne } from "./support/served.ts";
import type { Json, Served } from "./support/served.ts";

const [lena, rafael] = SEED.members;
const text = (length: number): string => "x".repeat(length);
const input = (more: object = {}) => ({ type: 4, custom_id: "what", style: 1, ...more });
const label = (component: object, more: object = {}) => ({ type: 18, label: "What", component, ...more });
const options = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ label: `L${i}`, value: `v${i}` }));
const modal = (...components: object[]) => ({ title: "A modal", custom_id: "v1:log:save", components });

async function serveModal(data: object, answer: object = { type: 4, data: { content: "saved" } }) {
  const served = await serveOne();
  await served.api("PUT", `/applications/${SEED.application}/commands`, [
    { name: "log", description: "Logs" },
  ]);
  const bot = await answeringBot(served, (one) => (one.type === 5 ? answer : { type: 9, data }));
  return {
    served,
    bot,
    person: served.standIn.as(lena, SEED.study),
    [Symbol.asyncDispose]: served[Symbol.asyncDispose],
  };
}

const opened = (outcome: Outcome): ShownModal => {
  if (outcome.kind !== "modal") throw new Error(`no modal: ${JSON.stringify(outcome)}`);
  return outcome.modal;
};

/** What the stand-in says to the modal that the bot answers with. */
async function refusal(served: Served): Promise<Record<string, string[]>> {
  void served.standIn.as(lena, SEED.study).command("log");
  const entry = await served.standIn.log.wait((one) => one.code === 50035);
  return nestedCodes((entry.refusal as Json).errors);
}

describe("a modal that Discord refuses", () => {
  // prettier-ignore
  test.each<[string, object, string, string]>([
    ["a title over 45", { ...modal(label(input())), title: text(46) }, "data.title", "BASE_TYPE_MAX_LENGTH"],
    ["a custom id over 100", { ...modal(label(input())), custom_id: text(101) }, "data.custom_id", "BASE_TYPE_MAX_LENGTH"],
    ["nothing in it", modal(), "data.components", "BASE_TYPE_MIN_LENGTH"],
    ["6 parts", modal(...Array.from({ length: 6 }, (_, i) => label(input({ custom_id: `i${i}` })))), "data.components", "BASE_TYPE_BAD_LENGTH"],
    ["a label over 45", modal(label(input(), { label: text(46) })), "data.components.0.label", "BASE_TYPE_MAX_LENGTH"],
    ["a label's description over 100", modal(label(input(), { description: text(101) })), "data.components.0.description", "BASE_TYPE_MAX_LENGTH"],
    ["an input outside a label", modal(input()), "data.components.0.type", "UNION_TYPE_CHOICES"],
    ["a button in it", modal(label({ type: 2, style: 1, label: "x", custom_id: "b" })), "data.components.0.component.type", "UNION_TYPE_CHOICES"],
    ["one custom id twice", modal(label(input()), label(input())), "data.components.1.component.custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED"],
    ["a text over 4,000", modal(label(input({ value: text(4001) }))), "data.components.0.component.value", "BASE_TYPE_MAX_LENGTH"],
    ["a text longer than it says itself", modal(label(input({ value: "long", max_length: 3 }))), "data.components.0.component.value", "BASE_TYPE_BAD_LENGTH"],
    ["a minimum over the maximum", modal(label(input({ min_length: 3, max_length: 2 }))), "data.components.0.component.min_length", "TEXT_INPUT_MIN_OVER_MAX"],
    ["one radio button", modal(label({ type: 21, custom_id: "r", options: options(1) })), "data.components.0.component.options", "BASE_TYPE_MIN_LENGTH"],
    ["11 radio buttons", modal(label({ type: 21, custom_id: "r", options: options(11) })), "data.components.0.component.options", "BASE_TYPE_MAX_LENGTH"],
    ["11 checkboxes", modal(label({ type: 22, custom_id: "c", options: options(11) })), "data.components.0.component.options", "BASE_TYPE_MAX_LENGTH"],
    ["a value twice", modal(label({ type: 22, custom_id: "c", options: [...options(1), ...options(1)] })), "data.components.0.component.options.1.value", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED"],
    ["none needed where one is required", modal(label({ type: 22, custom_id: "c", options: options(2), min_values: 0 })), "data.components.0.component.min_values", "NUMBER_TYPE_MIN"],
    ["a row's input without a label", modal({ type: 1, components: [input()] }), "data.components.0.components.0.label", "BASE_TYPE_REQUIRED"],
  ])("%s", async (_name, data, path, code) => {
    await using setting = await serveModal(data);
    expect((await refusal(setting.served))[path]).toContain(code);
  });

  test("in answer to a modal", async () => {
    const again = { type: 9, data: modal(label(input())) };
    await using setting = await serveModal(modal(label(input())), again);
    const { person, served } = setting;
    void person.submit(opened(await person.command("log")), { what: "x" });
    const entry = await served.standIn.log.wait((one) => one.code === 50035);
    expect(nestedCodes((entry.refusal as Json).errors)).toEqual({ type: ["BASE_TYPE_CHOICES"] });
  });
});

describe("a modal that is filled in", () => {
  test("sends each part as Discord does", async () => {
    const data = modal(
      { type: 10, content: "Some words" },
      label(input()),
      label({ type: 3, custom_id: "pick", options: options(3), max_values: 2 }),
      label({
        type: 22,
        custom_id: "boxes",
        options: [{ ...options(1)[0], default: true }, options(2)[1]],
        required: false,
        min_values: 0,
      }),
      label({ type: 5, custom_id: "who" }),
    );
    await using setting = await serveModal(data);
    const { person, bot } = setting;
    const outcome = await person.submit(opened(await person.command("log")), {
      what: "read",
      pick: ["v0", "v2"],
      who: [rafael],
    });
    expect(outcome).toMatchObject({ kind: "message", message: { content: "saved" } });
    const sent = bot.interactions[1];
    expect(sent).toMatchObject({ type: 5, guild_id: SEED.guild, data: { custom_id: "v1:log:save" } });
    expect(
      sent.data.components.map((part: Json) => [
        part.type,
        part.component?.custom_id,
        part.component?.value ?? part.component?.values,
      ]),
    ).toEqual([
      [10, undefined, undefined],
      [18, "what", "read"],
      [18, "pick", ["v0", "v2"]],
      [18, "boxes", ["v0"]],
      [18, "who", [rafael]],
    ]);
    expect(Object.keys(sent.data.resolved)).toEqual(["users", "members"]);
  });

  test("of the kinds with one value sends that value", async () => {
    const data = modal(
      label({ type: 21, custom_id: "radio", options: options(2) }),
      label({ type: 23, custom_id: "box" }),
    );
    await using setting = await serveModal(data);
    const { person, bot } = setting;
    await person.submit(opened(await person.command("log")), { radio: "v1", box: true });
    expect(bot.interactions[1].data.components.map((part: Json) => part.component.value)).toEqual([
      "v1",
      true,
    ]);
  });

  test("from a click may update the message that was clicked", async () => {
    await using served = await serveOne();
    await served.api("PUT", `/applications/${SEED.application}/commands`, [
      { name: "log", description: "Logs" },
    ]);
    const button = { type: 1, components: [{ type: 2, style: 1, label: "Open", custom_id: "o" }] };
    const bot = await answeringBot(served, (one) => {
      if (one.type === 2) return { type: 4, data: { content: "click", components: [button] } };
      return one.type === 3
        ? { type: 9, data: modal(label(input())) }
        : { type: 7, data: { content: "updated" } };
    });
    const person = served.standIn.as(lena, SEED.study);
    const first = await person.command("log");
    if (first.kind !== "message") throw new Error("no message");
    const outcome = await person.submit(opened(await person.click(first.message, "Open")), { what: "x" });
    expect(outcome).toMatchObject({ updated: true, message: { id: first.message.id, content: "updated" } });
    expect(bot.interactions[2].message.id).toBe(first.message.id);
  });

  test.each<[string, Record<string, string | string[]>, string]>([
    ["without what is required", {}, "what is required"],
    ["with a text too short", { what: "ab" }, "between 3 and 5 characters"],
    ["with a text too long", { what: "abcdef" }, "between 3 and 5 characters"],
    ["with a field that is not there", { what: "abcd", other: "x" }, "no field other"],
  ])("%s is not sent by the client", async (_name, fields, message) => {
    await using setting = await serveModal(modal(label(input({ min_length: 3, max_length: 5 }))));
    const shown = opened(await setting.person.command("log"));
    await expect(setting.person.submit(shown, fields)).rejects.toThrow(message);
  });

  test("is in front of one person alone", async () => {
    await using setting = await serveModal(modal(label(input())));
    const shown = opened(await setting.person.command("log"));
    await expect(setting.served.standIn.as(rafael, SEED.study).submit(shown, { what: "x" })).rejects.toThrow(
      "not open",
    );
  });
});

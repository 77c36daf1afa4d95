import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SEED } from "../../src/playground/stand-in.ts";
import { nestedCodes, serveOne } from "./support/served.ts";
import type { Served } from "./support/served.ts";

let served: Served;
beforeAll(async () => {
  served = await serveOne();
});
afterAll(() => served[Symbol.asyncDispose]());

const V2 = 1 << 15;
const text = (length: number): string => "x".repeat(length);
const button = (more: object = {}) => ({ type: 2, style: 1, label: "Go", custom_id: "go", ...more });
const row = (...components: object[]) => ({ type: 1, components });
const buttons = (count: number, row = 0): object[] =>
  Array.from({ length: count }, (_, i) => button({ custom_id: `${row}b${i}` }));
const option = (value: string, more: object = {}) => ({ label: "Label", value, ...more });
const select = (more: object = {}) => ({
  type: 3,
  custom_id: "pick",
  options: [option("a"), option("b")],
  ...more,
});
const embed = (more: object) => ({ embeds: [{ title: "Title", ...more }] });
const display = (content: string) => ({ type: 10, content });
const v2 = (...components: object[]) => ({ flags: V2, components });

/** What is sent, and the field and code that Discord names in its refusal. */
// prettier-ignore
const cases: [name: string, body: object, path: string, code: string][] = [
  ["content over 2,000", { content: text(2001) }, "content", "BASE_TYPE_MAX_LENGTH"],
  ["content that is no text", { content: 7 }, "content", "BASE_TYPE_INVALID"],
  ["a nonce over 25", { content: "x", nonce: text(26) }, "nonce", "BASE_TYPE_MAX_LENGTH"],
  ["11 embeds", { embeds: Array.from({ length: 11 }, () => ({ title: "x" })) }, "embeds", "BASE_TYPE_MAX_LENGTH"],
  ["a title over 256", embed({ title: text(257) }), "embeds.0.title", "BASE_TYPE_MAX_LENGTH"],
  ["a description over 4,096", embed({ description: text(4097) }), "embeds.0.description", "BASE_TYPE_MAX_LENGTH"],
  ["26 fields", embed({ fields: Array.from({ length: 26 }, () => ({ name: "n", value: "v" })) }), "embeds.0.fields", "BASE_TYPE_MAX_LENGTH"],
  ["a field name over 256", embed({ fields: [{ name: text(257), value: "v" }] }), "embeds.0.fields.0.name", "BASE_TYPE_MAX_LENGTH"],
  ["a field value over 1,024", embed({ fields: [{ name: "n", value: text(1025) }] }), "embeds.0.fields.0.value", "BASE_TYPE_MAX_LENGTH"],
  ["an empty field value", embed({ fields: [{ name: "n", value: "" }] }), "embeds.0.fields.0.value", "BASE_TYPE_REQUIRED"],
  ["a blank field name", embed({ fields: [{ name: "  ", value: "v" }] }), "embeds.0.fields.0.name", "BASE_TYPE_REQUIRED"],
  ["a field without a value", embed({ fields: [{ name: "n" }] }), "embeds.0.fields.0.value", "BASE_TYPE_REQUIRED"],
  ["a footer over 2,048", embed({ footer: { text: text(2049) } }), "embeds.0.footer.text", "BASE_TYPE_MAX_LENGTH"],
  ["a footer without text", embed({ footer: { text: "" } }), "embeds.0.footer.text", "BASE_TYPE_REQUIRED"],
  ["an author over 256", embed({ author: { name: text(257) } }), "embeds.0.author.name", "BASE_TYPE_MAX_LENGTH"],
  ["an author without a name", embed({ author: { name: " " } }), "embeds.0.author.name", "BASE_TYPE_REQUIRED"],
  ["an empty embed", { embeds: [{}] }, "embeds.0.description", "BASE_TYPE_REQUIRED"],
  ["a colour over 0xFFFFFF", embed({ color: 0x1000000 }), "embeds.0.color", "NUMBER_TYPE_MAX"],
  ["a link that is none", embed({ url: "not a link" }), "embeds.0.url", "URL_TYPE_INVALID_URL"],
  ["a link to a file", embed({ url: "file:///etc/passwd" }), "embeds.0.url", "URL_TYPE_INVALID_SCHEME"],
  ["a time that is none", embed({ timestamp: "yesterday" }), "embeds.0.timestamp", "BASE_TYPE_INVALID_FORMAT"],
  ["6,001 characters over all embeds", { embeds: [{ description: text(4000) }, { description: text(2001) }] }, "embeds", "MAX_EMBED_SIZE_EXCEEDED"],
  ["6 rows", { components: buttons(6).map((one) => row(one)) }, "components", "BASE_TYPE_MAX_LENGTH"],
  ["an empty row", { components: [row()] }, "components.0.components", "BASE_TYPE_MIN_LENGTH"],
  ["6 buttons in a row", { components: [row(...buttons(6))] }, "components.0.components", "BASE_TYPE_MAX_LENGTH"],
  ["a button outside a row", { components: [button()] }, "components.0.type", "UNION_TYPE_CHOICES"],
  ["a component that does not exist", { components: [row({ type: 99 })] }, "components.0.components.0.type", "UNION_TYPE_CHOICES"],
  ["a label over 80", { components: [row(button({ label: text(81) }))] }, "components.0.components.0.label", "BASE_TYPE_MAX_LENGTH"],
  ["a custom id over 100", { components: [row(button({ custom_id: text(101) }))] }, "components.0.components.0.custom_id", "BASE_TYPE_MAX_LENGTH"],
  ["an empty custom id", { components: [row(button({ custom_id: "" }))] }, "components.0.components.0.custom_id", "BASE_TYPE_MIN_LENGTH"],
  ["a button without a custom id", { components: [row({ type: 2, style: 1, label: "x" })] }, "components.0.components.0.custom_id", "BASE_TYPE_REQUIRED"],
  ["a link button without a link", { components: [row({ type: 2, style: 5, label: "x" })] }, "components.0.components.0.url", "BASE_TYPE_REQUIRED"],
  ["a link button with a custom id", { components: [row(button({ style: 5, url: "https://x.example" }))] }, "components.0.components.0.custom_id", "BUTTON_COMPONENT_FIELD_FORBIDDEN"],
  ["a button with nothing on it", { components: [row(button({ label: " " }))] }, "components.0.components.0.label", "BASE_TYPE_REQUIRED"],
  ["a button style that does not exist", { components: [row(button({ style: 9 }))] }, "components.0.components.0.style", "BASE_TYPE_CHOICES"],
  ["a script behind a button", { components: [row({ type: 2, style: 5, label: "x", url: "javascript:alert(1)" })] }, "components.0.components.0.url", "URL_TYPE_INVALID_SCHEME"],
  ["an emoji that is none", { components: [row(button({ emoji: { name: "x" } }))] }, "components.0.components.0.emoji.name", "COMPONENT_INVALID_EMOJI"],
  ["one custom id twice", { components: [row(button(), button())] }, "components.0.components.1.custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED"],
  ["one custom id twice, in two rows", { components: [row(button()), row(select({ custom_id: "go" }))] }, "components.1.components.0.custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED"],
  ["a select beside a button", { components: [row(button(), select())] }, "components.0.components", "COMPONENT_LAYOUT_WIDTH_EXCEEDED"],
  ["two selects in a row", { components: [row(select(), select({ custom_id: "b" }))] }, "components.0.components", "COMPONENT_LAYOUT_WIDTH_EXCEEDED"],
  ["a select without options", { components: [row(select({ options: [] }))] }, "components.0.components.0.options", "BASE_TYPE_MIN_LENGTH"],
  ["26 options", { components: [row(select({ options: Array.from({ length: 26 }, (_, i) => option(`${i}`)) }))] }, "components.0.components.0.options", "BASE_TYPE_MAX_LENGTH"],
  ["an option's label over 100", { components: [row(select({ options: [option("a", { label: text(101) })] }))] }, "components.0.components.0.options.0.label", "BASE_TYPE_MAX_LENGTH"],
  ["an option's value over 100", { components: [row(select({ options: [option(text(101))] }))] }, "components.0.components.0.options.0.value", "BASE_TYPE_MAX_LENGTH"],
  ["an option's description over 100", { components: [row(select({ options: [option("a", { description: text(101) })] }))] }, "components.0.components.0.options.0.description", "BASE_TYPE_MAX_LENGTH"],
  ["an option's value twice", { components: [row(select({ options: [option("a"), option("a")] }))] }, "components.0.components.0.options.1.value", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED"],
  ["a placeholder over 150", { components: [row(select({ placeholder: text(151) }))] }, "components.0.components.0.placeholder", "BASE_TYPE_MAX_LENGTH"],
  ["more picks than options", { components: [row(select({ max_values: 3 }))] }, "components.0.components.0.max_values", "SELECT_COMPONENT_MAX_VALUES_EXCEEDED"],
  ["a minimum over the maximum", { components: [row(select({ min_values: 2, max_values: 1 }))] }, "components.0.components.0.min_values", "SELECT_COMPONENT_MIN_OVER_MAX"],
  ["two defaults for one pick", { components: [row(select({ options: [option("a", { default: true }), option("b", { default: true })] }))] }, "components.0.components.0", "SELECT_COMPONENT_TOO_MANY_DEFAULTS"],
  ["new components without the flag", { components: [display("hello")] }, "components.0.type", "UNION_TYPE_CHOICES"],
  ["content beside new components", { ...v2(display("hello")), content: "x" }, "content", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"],
  ["embeds beside new components", { ...v2(display("hello")), embeds: [{ title: "x" }] }, "embeds", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"],
  ["41 new components, nested ones counted", v2(...Array.from({ length: 20 }, (_, i) => row(button({ custom_id: `c${i}` }))), display("x")), "components", "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED"],
  ["4,001 characters in new components", v2(display(text(4000)), display("x")), "components", "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED"],
  ["a blank text display", v2(display(" ")), "components.0.content", "BASE_TYPE_REQUIRED"],
  ["one number for two components", v2({ ...display("a"), id: 7 }, { ...display("b"), id: 7 }), "components.1.id", "COMPONENT_ID_DUPLICATED"],
  ["users named and parsed at once", { content: "x", allowed_mentions: { parse: ["users"], users: ["1"] } }, "allowed_mentions", "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE"],
  ["a kind of mention that does not exist", { content: "x", allowed_mentions: { parse: ["all"] } }, "allowed_mentions.parse.0", "BASE_TYPE_CHOICES"],
  ["101 users to ping", { content: "x", allowed_mentions: { users: Array.from({ length: 101 }, (_, i) => `${i}`) } }, "allowed_mentions.users", "BASE_TYPE_MAX_LENGTH"],
  ["an attachment that did not come", { content: "x", attachments: [{ id: "0", filename: "a.txt" }] }, "attachments.0.id", "MESSAGE_ATTACHMENT_NOT_FOUND"],
  ["an answer to a message that is not there", { content: "x", message_reference: { message_id: "1" } }, "message_reference", "REPLIES_UNKNOWN_MESSAGE"],
  ["an ephemeral message in a channel", { content: "x", flags: 64 }, "flags", "MESSAGE_FLAGS_INVALID"],
  ["a poll without a question", { poll: { question: { text: " " }, answers: [{ poll_media: { text: "a" } }] } }, "poll.question.text", "BASE_TYPE_REQUIRED"],
  ["a poll's question over 300", { poll: { question: { text: text(301) }, answers: [{ poll_media: { text: "a" } }] } }, "poll.question.text", "BASE_TYPE_MAX_LENGTH"],
  ["a poll's answer over 55", { poll: { question: { text: "q" }, answers: [{ poll_media: { text: text(56) } }] } }, "poll.answers.0.poll_media.text", "BASE_TYPE_MAX_LENGTH"],
];

describe("a message that Discord refuses", () => {
  test.each(cases)("%s", async (_name, body, path, code) => {
    const reply = await served.api("POST", `/channels/${SEED.study}/messages`, body);
    expect(reply.status).toBe(400);
    expect(reply.body).toMatchObject({ code: 50035, message: "Invalid Form Body" });
    expect(nestedCodes(reply.body.errors)[path]).toContain(code);
  });

  test.each([
    ["nothing at all", {}],
    ["blanks", { content: " \n\t " }],
    ["empty lists", { content: "", embeds: [], components: [] }],
  ])("%s is an empty message", async (_name, body) => {
    const reply = await served.api("POST", `/channels/${SEED.study}/messages`, body);
    expect(reply).toMatchObject({ status: 400, body: { code: 50006 } });
  });

  test("more than about 10,170 bytes of new components break Discord itself", async () => {
    const fits = await served.api("POST", `/channels/${SEED.study}/messages`, v2(display("語".repeat(3386))));
    const breaks = await served.api(
      "POST",
      `/channels/${SEED.study}/messages`,
      v2(display("語".repeat(3387))),
    );
    expect([fits.status, breaks.status]).toEqual([200, 500]);
  });

  test("nothing refused is in the channel", () => {
    const sent = served.standIn.view(SEED.admin, SEED.study);
    expect(sent).toHaveLength(1);
  });
});

describe("a message at its limits", () => {
  test.each<[string, object]>([
    ["2,000 characters", { content: text(2000) }],
    ["10 embeds", { embeds: Array.from({ length: 10 }, () => ({ title: "x" })) }],
    ["6,000 characters of embeds", { embeds: [{ description: text(4000) }, { description: text(2000) }] }],
    [
      "5 rows of 5 buttons",
      {
        components: Array.from({ length: 5 }, (_, r) => row(...buttons(5, r))),
      },
    ],
    [
      "25 options",
      {
        components: [
          row(
            select({
              options: Array.from({ length: 25 }, (_, i) => option(`${i}`)),
              max_values: 25,
              min_values: 0,
            }),
          ),
        ],
      },
    ],
    [
      "an emoji and no label",
      { components: [row({ type: 2, style: 2, custom_id: "e", emoji: { name: "👩‍🚀" } })] },
    ],
    ["a time with an offset", embed({ timestamp: "2026-11-22T10:00:00+01:00" })],
    ["40 new components", v2(...Array.from({ length: 40 }, () => display("x")))],
    ["a picture that came along", { embeds: [{ image: { url: "attachment://a.png" } }] }],
    ["a poll", { poll: { question: { text: "When?" }, answers: [{ poll_media: { text: "Now" } }] } }],
  ])("%s is taken", async (_name, body) => {
    const world = served.standIn.world;
    const role = [...(world.guilds.get(SEED.guild)?.roles.values() ?? [])].find(
      (one) => one.name === "Waymark",
    );
    world.setRolePermissions(SEED.guild, role?.id ?? "", (1n << 49n) | (role?.permissions ?? 0n));
    const reply = await served.api("POST", `/channels/${SEED.general}/messages`, body);
    expect(reply.body.errors).toBeUndefined();
    expect(reply.status).toBe(200);
  });

  test("fields that Discord does not know are ignored, and named in the log", async () => {
    await served.api("POST", `/channels/${SEED.general}/messages`, {
      content: "x",
      colour: 1,
      embeds: [{ title: "t", colour: 2 }],
    });
    expect(served.standIn.log.requests.at(-1)?.unknownFields).toEqual(["colour", "embeds.0.colour"]);
  });
});

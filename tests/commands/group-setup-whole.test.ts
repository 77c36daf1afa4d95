import { afterEach, beforeEach, expect, test } from "vitest";
import { commands } from "../../commands/registry.ts";
import { setup } from "../../commands/setup.ts";
import type { Roadmap } from "../../src/domain/roadmap.ts";
import { SEED } from "../../src/playground/stand-in.ts";
import type { Actor, Outcome, ShownMessage } from "../../src/playground/stand-in.ts";
import { notAllowedText } from "../../src/text/fault.ts";
import { createTestPlace } from "../support/bot.ts";
import type { TestPlace } from "../support/bot.ts";
import { button, createTestDispatch, EPHEMERAL, slashCommand } from "../support/payloads.ts";
import { sketch } from "../domain/small-roadmap.ts";

// The whole way: an organiser clicks, the stand-in resolves what was picked, the bot looks and posts over REST.

// It takes seconds, and more beside other tests.
const LONG = { timeout: 90_000 };
const roadmap: Roadmap = sketch([{ id: "python", title: "Python", hours: 24 }]);

let place: TestPlace;
let amara: Actor;
beforeEach(async () => {
  place = await createTestPlace();
  place.standIn.clock.set(Date.parse("2030-06-05T12:00:00Z")); // a Wednesday
  await place.start({ commands, roadmap });
  amara = place.standIn.as(SEED.admin, SEED.general);
});
afterEach(() => place[Symbol.asyncDispose]());

function shown(outcome: Outcome): ShownMessage {
  if (outcome.kind !== "message") throw new Error(`no message but ${JSON.stringify(outcome)}`);
  return outcome.message;
}

const textOf = ({ embeds }: ShownMessage): string => JSON.stringify(embeds);
const titlesIn = (channel: string): string[] =>
  place.standIn.view(SEED.admin, channel).flatMap(({ embeds }) => embeds[0]?.title ?? []);
const troubles = () => place.testLog.lines.filter(({ level }) => level === "error" || level === "warn");

/** The panel with a channel picked, in the time of Berlin. */
async function inBerlin(channel: string): Promise<ShownMessage> {
  let panel = shown(await amara.command("setup"));
  panel = shown(await amara.select(panel, "Study channel", [channel]));
  const form = await amara.click(panel, "Time zone…");
  if (form.kind !== "modal") throw new Error("no form");
  return shown(await amara.submit(form.modal, { answer: "Berlin" }));
}

test("an organiser sets up a server in a minute", LONG, async () => {
  const { world } = place.standIn;
  const role = world.addRole(SEED.guild, { name: "Learners", mentionable: true });
  const quiet = world.addChannel(SEED.guild, {
    name: "read-only",
    overwrites: [{ id: SEED.guild, type: 0, allow: 0n, deny: 1n << 11n }],
  });
  const tagged = world.addChannel(SEED.guild, {
    name: "forum",
    type: 15,
    forum: { tags: [], tagRequired: true },
  });

  const opened = await amara.command("setup");
  expect(opened).toMatchObject({ ephemeral: true });
  let panel = shown(opened);
  panel = shown(await amara.select(panel, "Study channel", [quiet.id]));
  expect(textOf(panel)).toContain("I lack **Send Messages**");
  panel = shown(await amara.select(panel, "Study channel", [tagged.id]));
  expect(textOf(panel)).toContain("wants a tag on each post");
  panel = await inBerlin(SEED.study);
  expect(textOf(panel)).not.toContain("⚠️");
  panel = shown(await amara.select(panel, "Role to ping with each prompt", [role.id]));
  expect(textOf(panel)).toContain(`<@&${role.id}>`);
  expect(textOf(panel)).toMatch(/What comes next \(Berlin time\).{0,9}Monday 10 June, 09:00/u);
  panel = shown(await amara.click(panel, "Plan and pauses"));
  panel = shown(await amara.click(panel, "Skip Monday 10 June"));
  expect(textOf(panel)).toContain("Monday 17 June, 09:00");

  const refused = place.standIn.log.requests.filter(({ status }) => status >= 400);
  expect(refused).toEqual([]);
  expect(troubles()).toEqual([]);
});

test("a test tells what came of it: it arrived, or a permission is missing", LONG, async () => {
  const panel = await inBerlin(SEED.study);
  const tested = shown(await amara.click(panel, "Post a test now"));
  expect(textOf(tested)).toContain(`The test arrived in <#${SEED.study}>`);
  expect(place.standIn.view(SEED.admin, SEED.study)).toHaveLength(1);

  const overwrite = { id: SEED.guild, type: 0, allow: 0n, deny: 1n << 11n } as const;
  place.standIn.world.setOverwrite(SEED.study, overwrite);
  const failed = shown(await amara.click(tested, "Post a test now"));
  expect(textOf(failed)).toContain("did not arrive");
  expect(textOf(failed)).toContain("I lack **Send Messages**. Allow it for my role in that channel");
  expect(place.standIn.view(SEED.admin, SEED.study)).toHaveLength(1);
});

test(
  "prompts come; where the channel is deleted they stop, and go on with the one that did not arrive",
  LONG,
  async () => {
    const { world, clock } = place.standIn;
    const doomed = world.addChannel(SEED.guild, { name: "doomed" });
    await inBerlin(doomed.id);
    clock.set(Date.parse("2030-06-10T07:00:01Z"));
    await expect.poll(() => titlesIn(doomed.id)).toEqual(["This week: Python"]);

    world.removeChannel(doomed.id);
    clock.set(Date.parse("2030-06-17T07:00:01Z"));
    const direct = world.directMessage(SEED.admin).id;
    await expect.poll(() => place.standIn.view(SEED.admin, direct)).toHaveLength(1);
    let panel = shown(await amara.command("setup"));
    expect(textOf(panel)).toContain("**Stopped**: the channel is gone.");
    expect(textOf(panel)).toContain("This week's prompt is then sent again.");
    expect(textOf(panel)).toContain("The study channel is gone. Choose another one below.");

    panel = shown(await amara.select(panel, "Study channel", [SEED.study]));
    panel = shown(await amara.click(panel, "Resume posting"));
    expect(textOf(panel)).toContain("Sent again now: this week's prompt.");
    expect(textOf(panel)).toMatch(/Monday 24 June, 09:00.{0,60}week 3 of 3/u);
    await expect.poll(() => titlesIn(SEED.study)).toEqual(["This week: Python"]);
    const [prompt] = place.standIn.view(SEED.admin, SEED.study);
    expect(textOf(prompt!)).toContain("Week 2 of 3");
    expect(textOf(prompt!)).not.toContain("I was away");

    clock.set(Date.parse("2030-06-24T07:00:01Z"));
    await expect.poll(() => titlesIn(SEED.study)).toHaveLength(2);
    panel = shown(await amara.command("setup"));
    expect(textOf(panel)).toContain("The group has finished the roadmap");
    expect(textOf(panel)).toContain("Weekly prompt: failed: the channel is gone");
  },
);

test("who does not manage the server is refused, by command and by a forged click", async () => {
  const { handle } = createTestDispatch([setup]);
  const refusals = [
    await handle(slashCommand("setup")),
    await handle(button("v1:setup:nobody", EPHEMERAL)),
    await handle(button("v1:setup:test:schedule", EPHEMERAL)),
  ];
  for (const [answer] of refusals) expect(answer?.data?.content).toBe(notAllowedText().content);
});

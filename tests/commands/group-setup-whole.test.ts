import { afterAll, beforeAll, expect, test } from "vitest";
import { commands } from "../../commands/registry.ts";
import { setup } from "../../commands/setup.ts";
import { notAllowedText } from "../../src/text/fault.ts";
import { SEED } from "../../src/playground/stand-in.ts";
import type { Outcome, ShownMessage } from "../../src/playground/stand-in.ts";
import { createTestPlace } from "../support/bot.ts";
import type { TestPlace } from "../support/bot.ts";
import { button, createTestDispatch, EPHEMERAL, slashCommand } from "../support/payloads.ts";
import { realRoadmap } from "../support/real-roadmap.ts";

// The whole way: an organiser clicks, the stand-in resolves what was picked, the bot looks at the channel over REST.

let place: TestPlace;
beforeAll(async () => {
  place = await createTestPlace();
  place.standIn.clock.set(Date.parse("2030-06-05T12:00:00Z")); // a Wednesday
  await place.start({ commands, roadmap: await realRoadmap() });
});
afterAll(() => place[Symbol.asyncDispose]());

function shown(outcome: Outcome): ShownMessage {
  if (outcome.kind !== "message") throw new Error(`no message but ${JSON.stringify(outcome)}`);
  return outcome.message;
}

const textOf = ({ embeds }: ShownMessage): string => JSON.stringify(embeds);

test("an organiser sets up a server in a minute", async () => {
  const { world } = place.standIn;
  const role = world.addRole(SEED.guild, { name: "Learners", mentionable: true });
  const quiet = world.addChannel(SEED.guild, {
    name: "read-only",
    overwrites: [{ id: SEED.guild, type: 0, allow: 0n, deny: 1n << 11n }],
  });
  const amara = place.standIn.as(SEED.admin, SEED.general);

  const opened = await amara.command("setup");
  expect(opened).toMatchObject({ ephemeral: true });
  let panel = shown(opened);
  panel = shown(await amara.select(panel, "Study channel", [quiet.id]));
  expect(textOf(panel)).toContain("I lack **Send Messages**");
  panel = shown(await amara.select(panel, "Study channel", [SEED.study]));
  expect(textOf(panel)).not.toContain("I lack");
  panel = shown(await amara.select(panel, "Role to ping with each prompt", [role.id]));
  expect(textOf(panel)).toContain(`<@&${role.id}>`);
  const form = await amara.click(panel, "Time zone…");
  if (form.kind !== "modal") throw new Error("no form");
  panel = shown(await amara.submit(form.modal, { answer: "Berlin" }));
  expect(textOf(panel)).toMatch(/Next \(time in Berlin\).{0,9}Monday 10 June, 09:00/u);
  panel = shown(await amara.click(panel, "Plan and pauses"));
  panel = shown(await amara.click(panel, "Skip Monday 10 June"));
  expect(textOf(panel)).toContain("Monday 17 June, 09:00");

  const refused = place.standIn.log.requests.filter(({ status }) => status >= 400);
  expect(refused).toEqual([]);
  expect(place.testLog.lines.filter(({ level }) => level === "error" || level === "warn")).toEqual([]);
});

test("who does not manage the server is refused, by command and by a forged click", async () => {
  const { handle } = createTestDispatch([setup]);
  const refusals = [
    await handle(slashCommand("setup")),
    await handle(button("v1:setup:nobody", EPHEMERAL)),
    await handle(button("v1:setup:test:schedule", EPHEMERAL)),
  ];
  for (const [answer] of refusals) expect(answer?.data?.content).toBe(notAllowedText().content);
});

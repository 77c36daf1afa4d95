import { afterEach, beforeEach, expect, test } from "vitest";
import { mint } from "../../src/domain/ids.ts";
import type { MemberId } from "../../src/domain/ids.ts";
import type { Reminders } from "../../src/domain/reminders.ts";
import { SEED } from "../../src/playground/stand-in.ts";
import { changeReminders } from "../../src/store/member-reminders.ts";
import { noteSeen, saveProfile } from "../../src/store/members.ts";
import { saveTarget } from "../../src/store/targets.ts";
import { createScheduledPlace, GUILD, until } from "./scheduled-place.ts";
import type { ScheduledPlace } from "./scheduled-place.ts";

// Dates over the whole way: a bot, the stand-in, and its clock moved. It is Sunday, 2030-06-09.

const [lena, other] = SEED.members;
const LENA = mint<MemberId>(lena);
const NEVER = Temporal.Instant.from("2031-01-01T00:00:00Z");

let place: ScheduledPlace;
beforeEach(async () => {
  place = await createScheduledPlace();
  // Weekly prompts are not what this is about.
  await place.schedule({ nextAt: NEVER, from: null });
});
afterEach(() => place[Symbol.asyncDispose]());

/** Lena, in Berlin, with a date for Git on the Tuesday. */
async function lenaAims(change: Partial<Reminders> = {}): Promise<void> {
  const { db } = place.database;
  const at = Temporal.Instant.from("2030-06-09T12:00:00Z");
  const profile = { zone: "Europe/Berlin", hoursPerWeek: 8, visible: true, choices: new Map() };
  await db.transaction((tx) => saveProfile(tx, { member: LENA, ...profile }, at));
  await noteSeen(db, { guild: GUILD, member: LENA, displayName: "Lena", at });
  const target = Temporal.PlainDate.from("2030-06-11");
  await db.transaction(async (tx) => {
    await changeReminders(tx, LENA, change);
    await saveTarget(tx, { member: LENA, topic: mint("git"), guild: GUILD, target, hours: null, at });
  });
}

/** The bot has looked at the clock as it stands now. */
const planned = () =>
  until(async () => {
    const { rows } = await place.database.pool.query<{ at: Date }>(
      "select min(at) as at from planner_cursors where name in ('deadlines', 'digests') having count(*) = 2",
    );
    return rows[0] && rows[0].at.getTime() >= place.standIn.clock.now() - 15 * 60_000;
  });

async function over(count: number): Promise<string[]> {
  return until(async () => {
    const { rows } = await place.database.pool.query<{ line: string }>(`
      select concat_ws(' ', regexp_replace(key, '^.*/([^/]*)$', '\\1'), state, reason) as line
      from occurrences where settled_at is not null and kind in ('deadline', 'digest') order by id`);
    return rows.length >= count && rows.map(({ line }) => line);
  });
}

const directTo = (member: string) => {
  const channel = [...place.standIn.world.channels.values()].find(
    ({ recipientId }) => recipientId === member,
  );
  return channel === undefined ? [] : place.standIn.view(member, channel.id);
};

test("a date is spoken of the day before and on the day, to its member alone, who ends it with a click", async () => {
  await place.run();
  await lenaAims();
  await planned();
  place.moveTo("2030-06-10T07:00:00Z");
  await over(1);
  place.moveTo("2030-06-11T07:00:00Z");
  expect(await over(2)).toEqual(["before sent", "day sent"]);
  const posts = place.inStudy();
  const git = posts[1]?.content.match(/\*\*.*\*\*/u)?.[0];
  expect(posts.map(({ content }) => content)).toEqual([
    `<@${lena}> Tomorrow is your date for ${git}.`,
    `<@${lena}> Today is your date for ${git}.`,
  ]);
  const ping = { users: [lena], roles: [], everyone: false };
  expect(posts.map(({ pings }) => pings)).toEqual([ping, ping]);
  const reminder = posts[1]!;
  const theirs = await place.standIn.as(other, SEED.study).click(reminder, "Stop these reminders");
  expect(JSON.stringify(theirs)).toContain("This reminder is somebody else's.");
  const done = await place.standIn.as(lena, SEED.study).click(reminder, "Done");
  expect(done).toMatchObject({ ephemeral: true });
  place.moveTo("2030-06-20T07:00:00Z");
  await planned();
  expect(await over(2)).toHaveLength(2);
});

test("off over both days: nothing is posted late, both are recorded, and the date has moved on", async () => {
  const bot = await place.run();
  await lenaAims();
  await planned();
  await bot.stop();
  place.moveTo("2030-06-12T12:00:00Z");
  await place.run();
  expect(await over(2)).toEqual(["before skipped expired", "day skipped expired"]);
  expect(place.inStudy()).toEqual([]);
  await planned();
  const { rows } = await place.database.pool.query("select moved_from::text, moves from topic_targets");
  expect(rows).toEqual([{ moved_from: "2030-06-11", moves: 1 }]);
});

test("a direct message that is refused is posted in the channel instead, once", async () => {
  place.standIn.world.closeDms(lena, true);
  await place.run();
  await lenaAims({ where: "direct" });
  await planned();
  place.moveTo("2030-06-10T07:00:00Z");
  expect(await over(2)).toEqual(["before dead direct-messages-closed", "channel sent"]);
  expect(place.inStudy()).toHaveLength(1);
  expect(directTo(lena)).toEqual([]);
});

test("those who asked for it get reminders and the digest as direct messages, and nothing is said in public", async () => {
  await place.run();
  await lenaAims({ where: "direct", digest: true });
  await planned();
  place.moveTo("2030-06-10T07:00:00Z");
  expect((await over(2)).toSorted()).toEqual(["2030-W24 sent", "before sent"]);
  expect(place.inStudy()).toEqual([]);
  const digest = directTo(lena).find(({ embeds }) => embeds.length > 0);
  expect(JSON.stringify(digest)).toContain("11 June 2030**, tomorrow");
  expect(directTo(lena)).toHaveLength(2);
});

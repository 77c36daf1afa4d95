import { afterEach, beforeEach, expect, test } from "vitest";
import { mint } from "../../src/domain/ids.ts";
import type { GuildId } from "../../src/domain/ids.ts";
import { SEED } from "../../src/playground/stand-in.ts";
import { briefly, createScheduledPlace, MONDAY, until } from "./scheduled-place.ts";
import type { ScheduledPlace } from "./scheduled-place.ts";

const POST = /^POST \/channels\/:channel\/messages$/;
const READ_HISTORY = 1n << 16n;

let place: ScheduledPlace;
beforeEach(async () => {
  place = await createScheduledPlace();
});
afterEach(() => place[Symbol.asyncDispose]());

const posts = () =>
  place.standIn.log.requests.filter(({ method, path }) => method === "POST" && path.endsWith("/messages"));

test.each(["5xx-before", "5xx-after", "reset-before", "reset-after"] as const)(
  "Discord answers %s: the prompt is there once",
  async (kind) => {
    await place.run();
    await place.schedule();
    place.standIn.faults.next({ route: POST, kind });
    place.moveTo(MONDAY);
    expect((await place.settled(1)).map(briefly)).toEqual([["week", "sent", null]]);
    expect(place.inStudy()).toHaveLength(1);
    expect(posts()).toHaveLength(2);
  },
);

/** The post arrived, nobody heard of it, and ten minutes pass in which Discord forgets the nonce. */
async function loseAnswerForTenMinutes(): Promise<void> {
  const bot = await place.run();
  await place.schedule();
  place.standIn.faults.next({ route: POST, kind: "hang-after" });
  place.moveTo(MONDAY);
  await until(async () => place.inStudy().length === 1);
  await bot.stop(0);
  place.moveTo("2030-06-10T07:10:00Z");
}

test("past the nonce's time the post is found in the channel, and not sent again", async () => {
  await loseAnswerForTenMinutes();
  await place.run();
  const [week] = await place.settled(1);
  expect(week).toMatchObject({ state: "sent", message: place.inStudy()[0]?.id });
  expect(place.inStudy()).toHaveLength(1);
  expect(posts()).toHaveLength(1);
});

test("where the history cannot be read, it is unknown, the organiser hears of it, and nothing is sent blindly", async () => {
  await loseAnswerForTenMinutes();
  place.standIn.world.setOverwrite(SEED.study, { id: SEED.guild, type: 0, allow: 0n, deny: READ_HISTORY });
  await place.run();
  expect((await place.settled(1)).map(briefly)).toEqual([["week", "unknown", "history-unreadable"]]);
  const told = await until(async () => {
    const direct = [...place.standIn.world.channels.values()].find(
      ({ recipientId }) => recipientId === SEED.admin,
    );
    return direct && place.standIn.view(SEED.admin, direct.id)[0];
  });
  expect(JSON.stringify(told)).toContain("I cannot tell whether this week's prompt arrived");
  expect(place.inStudy()).toHaveLength(1);
});

test("one 429 for all of the bot stops every send until its time is over", async () => {
  await place.run();
  const guilds = Array.from({ length: 6 }, (_, number) =>
    place.standIn.world.addGuild({ name: `Guild ${number}` }),
  );
  const welcomed = guilds.length + 1; // the first server is, too
  await until(async () => posts().length === welcomed);
  for (const { id, channelIds } of guilds) {
    const [channel = null] = channelIds;
    await place.schedule({ channel }, mint<GuildId>(id));
  }
  place.standIn.faults.next({ route: POST, kind: "429-global", retryAfter: 1.5 });
  place.moveTo(MONDAY);
  const weeks = () => posts().slice(welcomed);
  await until(async () => weeks().filter(({ status }) => status === 200).length === guilds.length);
  const refused = weeks().find(({ status }) => status === 429);
  const after = weeks().filter(({ elapsed }) => elapsed > refused!.elapsed + 100); // the others were on their way
  expect(Math.min(...after.map(({ elapsed }) => elapsed)) - refused!.elapsed).toBeGreaterThanOrEqual(1_400);
});

test("two processes on one database: each prompt once, and the second goes on when the first stops", async () => {
  const first = await place.run();
  await place.run();
  await place.schedule();
  place.moveTo(MONDAY);
  await place.settled(1);
  await first.stop();
  place.moveTo("2030-06-17T07:00:00Z");
  expect((await place.settled(2)).map(briefly)).toEqual([
    ["week", "sent", null],
    ["week", "sent", null],
  ]);
  expect(place.inStudy()).toHaveLength(2);
});

test("what was put off by a clock that is turned back since is tried at once, and not when that time comes again", async () => {
  const sunday = "2030-06-09T13:00:00Z";
  await place.run();
  await place.schedule({
    slot: { weekday: 7, time: new Temporal.PlainTime(15), zone: "Europe/Berlin" },
    fromDate: Temporal.PlainDate.from("2030-06-09"),
    nextAt: Temporal.Instant.from(sunday),
  });
  const heal = place.standIn.faults.always({ route: POST, kind: "5xx-before" });
  const isPutOff = (to: string) =>
    until(async () => {
      const { rows } = await place.database.pool.query(
        "select from occurrences where kind = 'week' and state = 'planned' and retry_at > $1",
        [to],
      );
      return rows.length > 0;
    });
  place.moveTo(sunday);
  await isPutOff(sunday);
  place.moveTo("2030-06-12T07:00:00Z");
  await isPutOff("2030-06-12T07:00:00Z");
  place.moveTo("2030-06-09T13:05:00Z");
  heal();
  expect((await place.settled(1)).map(briefly)).toEqual([["week", "sent", null]]);
});

test("a thread that went to sleep is opened again and posted in", async () => {
  await place.run();
  await place.schedule({ discussion: true });
  place.moveTo(MONDAY);
  const [week] = await place.settled(2);
  const { thread, id } = place.standIn.world.channels.get(week!.message!)!;
  thread!.archived = true;
  const nextAt = Temporal.Instant.from("2030-06-17T07:00:00Z");
  await place.schedule({ channel: id, channelKind: "thread", nextAt });
  place.moveTo("2030-06-17T07:00:00Z");
  expect((await place.settled(3)).map(briefly).at(-1)).toEqual(["week", "sent", null]);
  expect(place.standIn.view(SEED.admin, id)).toHaveLength(1);
});

test("a direct message that is refused becomes a notice where the server shows its own messages", async () => {
  await place.run();
  await place.schedule();
  place.standIn.world.closeDms(SEED.admin, true);
  place.standIn.world.removeChannel(SEED.study);
  place.moveTo(MONDAY);
  const told = await until(async () =>
    place.standIn.view(SEED.admin, SEED.general).find(({ content }) => content.includes(SEED.admin)),
  );
  expect(JSON.stringify(told.embeds)).toContain("the channel is gone");
});

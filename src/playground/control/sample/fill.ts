import { SEED } from "../../world/seed.ts";
import type { StandIn } from "../../stand-in.ts";
import type { ReadOutbox } from "../outbox.ts";
import { createPlayer, fillIn, shown } from "./player.ts";
import { SCRIPT } from "./script.ts";
import { untilTrue } from "./wait.ts";

/** How far the filling is: turns played, of how many. */
export type Progress = (done: number, of: number) => void;

const WEEKS = 3;

/** Until when the sample's history goes, in milliseconds since 1970, and the group's time zone. */
export type SampleTime = { readonly until: number; readonly zone: string };

/** When the history begins: on the Monday three weeks before, an hour before the first prompt. In milliseconds since 1970. */
export function sampleStart({ until, zone }: SampleTime): number {
  return mondayOf(until, zone).add({ hours: 8 }).epochMilliseconds;
}

function mondayOf(until: number, zone: string): Temporal.ZonedDateTime {
  const day = Temporal.Instant.fromEpochMilliseconds(until).toZonedDateTimeISO(zone).startOfDay();
  return day.subtract({ weeks: WEEKS, days: day.dayOfWeek - 1 });
}

/**
 * Plays the sample's history from the world's time on up to `until`, through the bot's own commands and its own schedule. The world's time
 * must be `sampleStart`, and the bot connected. Rejects where the bot does not do its part.
 */
export async function fillSample(
  standIn: StandIn,
  { until, zone, outbox, onProgress }: SampleTime & { outbox: ReadOutbox | null; onProgress: Progress },
): Promise<void> {
  const { clock } = standIn;
  const began = clock.elapsed();
  const monday = mondayOf(until, zone).epochMilliseconds;
  await setUp(standIn, zone);
  const players = SEED.members.map((id) => createPlayer(standIn, id, SEED.study));
  const played = SCRIPT.map((one) => ({ ...one, at: one.at(monday, until) }))
    .filter(({ at }) => at <= until)
    .toSorted((a, b) => a.at - b.at);
  for (const [index, { at, who, play }] of played.entries()) {
    onProgress(index, played.length);
    await promptsUpTo(standIn, at, outbox);
    clock.set(at);
    await sent(standIn, outbox);
    const player = players[who];
    if (player) await play(player);
    // What a turn brought about belongs to its time, not to the next turn's.
    await sent(standIn, outbox);
  }
  await promptsUpTo(standIn, until, outbox);
  clock.set(until + clock.elapsed() - began);
  for (const player of players) player.tidy();
}

/** The admin chooses the time zone and the study channel. */
async function setUp(standIn: StandIn, zone: string): Promise<void> {
  const admin = standIn.as(SEED.admin, SEED.study);
  const panel = shown(await admin.command("setup"));
  await fillIn(admin, await admin.click(panel, "Time zone…"), { answer: zone });
  await admin.select(panel, "Study channel", [SEED.study]);
  admin.say(
    "Hello all! Waymark posts the week's topic here, on Mondays. /roadmap next shows your own next step.",
  );
  createPlayer(standIn, SEED.admin, SEED.study).tidy();
}

/** Lets each weekly prompt be posted that falls due before this time: the clock stops there until the bot has done so. */
async function promptsUpTo({ clock }: StandIn, at: number, outbox: ReadOutbox | null): Promise<void> {
  if (!outbox) return;
  for (;;) {
    const { next } = await outbox(SEED.guild);
    if (next === null || next > at) return;
    clock.set(Math.max(next, clock.now()));
    await untilTrue(clock, async () => (await outbox(SEED.guild)).next !== next);
    await sent({ clock }, outbox);
  }
}

/** Waits until all that is due by now is posted: the card of a sprint is there before somebody joins it. */
async function sent({ clock }: Pick<StandIn, "clock">, outbox: ReadOutbox | null): Promise<void> {
  await untilTrue(clock, async () => {
    const rows = (await outbox?.(SEED.guild))?.rows ?? [];
    const due = rows.filter(
      ({ state, due }) => due <= clock.now() && (state === "planned" || state === "claimed"),
    );
    return due.length === 0;
  });
}

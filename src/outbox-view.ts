import { timeOf } from "./discord/snowflake.ts";
import { mint } from "./domain/ids.ts";
import type { GuildId } from "./domain/ids.ts";
import { runsOf } from "./domain/outbox-runs.ts";
import { zoneGuess } from "./domain/zones.ts";
import type { Database } from "./store/database.ts";
import { loadGuildSettings } from "./store/guild-settings.ts";
import { localeOf } from "./store/guilds.ts";
import { latestOfAll } from "./store/outbox-lookups.ts";
import type { Occurrence } from "./store/outbox.ts";
import { reasonText } from "./text/delivery-reasons.ts";
import { kindText } from "./text/group-setup-trouble.ts";

const SHOWN = 50;

/**
 * The outbox as the playground's page shows it: what becomes of each post, newest first, and when the guild's next prompt is due. Before
 * anybody has set a zone it is the one that fits the guild's language, as in /setup.
 */
export async function outboxView(db: Database, guild: string) {
  const id = mint<GuildId>(guild);
  const [rows, settings, locale] = await Promise.all([
    latestOfAll(db, SHOWN),
    loadGuildSettings(db, id),
    localeOf(db, id),
  ]);
  return {
    zone: settings?.slot.zone ?? (locale === null ? null : zoneGuess(locale)),
    channel: settings?.channel ?? null,
    next: settings?.nextAt?.epochMilliseconds ?? null,
    parked: settings?.parked ? reasonText(settings.parked) : null,
    rows: runsOf(rows).map(rowOf),
  };
}

// Their message, if any, is another's: a thread has the id of the message it was begun from, an edit that of its card.
const WITHOUT_MESSAGE: ReadonlySet<string> = new Set([
  "thread",
  "sprint-thread",
  "sprint-edit",
  "sprint-event",
]);

/** When a post came to stand in its channel. That it does may be found out later, where an answer was lost. */
function doneAt({ kind, message, settledAt }: Occurrence): Temporal.Instant | null {
  return message === null || WITHOUT_MESSAGE.has(kind) ? settledAt : timeOf(message);
}

/** Where it is to be seen. The message that a thread was begun from does not stand in that thread. */
function placeOf({ kind, channel, message }: Occurrence) {
  return { channel, message: kind === "thread" || kind === "sprint-thread" ? null : message };
}

function rowOf(run: readonly [Occurrence, ...Occurrence[]]) {
  const [first] = run;
  const { id, kind, state, attempts, reason, member } = first;
  const dues = run.map(({ dueAt }) => dueAt.epochMilliseconds);
  const times = {
    due: Math.min(...dues),
    lastDue: Math.max(...dues),
    settled: doneAt(first)?.epochMilliseconds ?? null,
  };
  // What was sent in the end may have a reason of an earlier try.
  const why = reason === null || state === "sent" ? null : reasonText(reason);
  const what = kindText(kind);
  const [count, personal] = [run.length, member !== null];
  return { id, what, state, count, ...times, attempts, why, ...placeOf(first), personal };
}

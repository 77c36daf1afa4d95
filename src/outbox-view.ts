import { mint } from "./domain/ids.ts";
import type { GuildId } from "./domain/ids.ts";
import type { Database } from "./store/database.ts";
import { loadGuildSettings } from "./store/guild-settings.ts";
import { latestOfAll } from "./store/outbox-lookups.ts";
import type { Occurrence } from "./store/outbox.ts";
import { reasonText } from "./text/delivery-reasons.ts";
import { kindText } from "./text/group-setup-trouble.ts";

const SHOWN = 50;

/** The outbox as the playground's page shows it: what becomes of each post, newest first, and when the guild's next prompt is due. */
export async function outboxView(db: Database, guild: string) {
  const [rows, settings] = await Promise.all([
    latestOfAll(db, SHOWN),
    loadGuildSettings(db, mint<GuildId>(guild)),
  ]);
  return {
    zone: settings?.slot.zone ?? null,
    next: settings?.nextAt?.epochMilliseconds ?? null,
    parked: settings?.parked ? reasonText(settings.parked) : null,
    rows: rows.map(rowOf),
  };
}

function rowOf({ id, kind, state, dueAt, settledAt, attempts, reason, channel, member }: Occurrence) {
  const times = { due: dueAt.epochMilliseconds, settled: settledAt?.epochMilliseconds ?? null };
  // What was sent in the end may have a reason of an earlier try.
  const why = reason === null || state === "sent" ? null : reasonText(reason);
  return { id, what: kindText(kind), state, ...times, attempts, why, channel, personal: member !== null };
}

import type { App } from "../src/app.ts";
import type { Entry, Event } from "../src/domain/event.ts";
import type { MemberState } from "../src/domain/member-state.ts";
import type { Profile } from "../src/domain/profile.ts";
import type { Refused } from "../src/domain/refusal.ts";
import type { Transaction } from "../src/store/database.ts";
import { recordEntries } from "../src/store/events.ts";
import { loadMember, lockMember, noteSeen, noteSeenIn, saveProfile } from "../src/store/members.ts";
import type { Seen } from "../src/store/members.ts";
import type { Reader } from "../src/text/reader.ts";
import { firstProfile, loadReader, todayOf } from "./reading.ts";
import type { Use } from "./reading.ts";

type Decided = { readonly ok: true; readonly entries: readonly Entry[] } | Refused;

export type Written<Decision> = {
  readonly decision: Decision;
  /** What was recorded. Empty after a refusal, where nothing changed, and where this interaction was recorded before. */
  readonly events: readonly Event[];
  /** The caller as they are afterwards. */
  readonly reader: Reader;
};

/** Lets the caller do something: lock, decide, write, commit; then read what to speak of. */
export async function write<Decision extends Decided>(
  call: Use,
  app: App,
  decide: (state: MemberState, today: Temporal.PlainDate, tx: Transaction) => Decision | Promise<Decision>,
): Promise<Written<Decision>> {
  const today = todayOf(call, await loadMember(app.db, call.member.id));
  const { decision, events } = await app.db.transaction(async (tx) => {
    const state = await lockMember(tx, call.member.id, today);
    const decision = await decide(state, today, tx);
    if (!decision.ok || decision.entries.length === 0) return { decision, events: [] };
    const origin = { interaction: call.id, member: call.member.id, guild: call.guild, at: call.now };
    const events = await recordEntries(tx, origin, decision.entries);
    // After the record, which takes the locks of all guilds concerned in their order.
    await noteCaller(tx, call);
    return { decision, events };
  });
  return { decision, events, reader: await loadReader(call, app) };
}

/** Changes the caller's settings; somebody without any gets the usual ones first. Returns the caller as they are afterwards. */
export async function changeProfile(
  call: Use,
  app: App,
  change: (profile: Profile) => Profile,
): Promise<Reader> {
  await app.db.transaction(async (tx) => {
    const { profile } = await lockMember(tx, call.member.id, todayOf(call, { profile: null, dayEnd: 0 }));
    await saveProfile(tx, change(profile ?? firstProfile(call, app)), call.now);
  });
  return loadReader(call, app);
}

/** Keeps the name by which others see the caller here, in a transaction whose last lock it takes. */
export async function noteCaller(tx: Transaction, use: Use): Promise<void> {
  const seen = seenIn(use);
  if (seen !== null) await noteSeenIn(tx, seen);
}

/** The same for somebody who only looks. */
export async function noteVisitor({ db }: App, use: Use): Promise<void> {
  const seen = seenIn(use);
  if (seen !== null) await noteSeen(db, seen);
}

function seenIn({ guild, member, now }: Use): Seen | null {
  return guild === null ? null : { guild, member: member.id, displayName: member.displayName, at: now };
}

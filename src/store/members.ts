import type { GuildId, MemberId } from "../domain/ids.ts";
import type { MemberState } from "../domain/member-state.ts";
import type { Profile } from "../domain/profile.ts";
import type { MemberProgress } from "../domain/progress.ts";
import type { Connection, Transaction } from "./database.ts";

export type KnownMember = { readonly profile: Profile | null; readonly progress: MemberProgress };

/** All that is known of a member, in one round trip. The profile is null until they gave one. */
export async function loadMember(db: Connection, member: MemberId): Promise<KnownMember> {
  throw new Error(`not built yet ${db} ${member}`);
}

/**
 * The member as they are, and nobody else writes for them until the transaction ends. First statement of every transaction that decides
 * something for a member. `today` is the member's local date: the tally holds the points already given that day.
 */
export async function lockMember(
  tx: Transaction,
  member: MemberId,
  today: Temporal.PlainDate,
): Promise<MemberState> {
  throw new Error(`not built yet ${tx} ${member} ${today}`);
}

/** Keeps the whole profile, choices included; choices that are not in it are gone. Moves the member on or off the boards. */
export async function saveProfile(tx: Transaction, profile: Profile, at: Temporal.Instant): Promise<void> {
  throw new Error(`not built yet ${tx} ${profile} ${at}`);
}

export type Seen = {
  readonly guild: GuildId;
  readonly member: MemberId;
  readonly displayName: string;
  readonly at: Temporal.Instant;
};

/**
 * Notes the name a member goes by in a guild, and that they are there: a member who was marked as departed is back on its boards.
 * One read where nothing changed, so it may be called for every interaction.
 */
export async function noteSeen(db: Connection, seen: Seen): Promise<void> {
  throw new Error(`not built yet ${db} ${seen}`);
}

import type { GuildId, MemberId } from "../domain/ids.ts";
import type { Transaction } from "./database.ts";

/** Deletes everything that is kept of a member, everywhere, at once. */
export async function eraseMember(tx: Transaction, member: MemberId): Promise<void> {
  throw new Error(`not built yet ${tx} ${member}`);
}

/** Deletes a member's name, place and points in one guild. Their progress stays: it is theirs and not the guild's. */
export async function eraseMemberInGuild(tx: Transaction, member: MemberId, guild: GuildId): Promise<void> {
  throw new Error(`not built yet ${tx} ${member} ${guild}`);
}

import type { GuildId, MemberId } from "../domain/ids.ts";
import type { Board, Metric } from "../domain/leaderboard.ts";
import type { Connection, Database } from "./database.ts";

export type BoardQuery = {
  readonly guild: GuildId;
  /** A key as `periodsOf` makes it: "week:2026-W47", "month:2026-11", "season:2026-Q4", "all". */
  readonly period: string;
  readonly metric: Metric;
  /** Who asks. */
  readonly member: MemberId;
};

/** The board of one guild as one member sees it. */
export async function loadBoard(db: Connection, query: BoardQuery): Promise<Board> {
  throw new Error(`not built yet ${db} ${query}`);
}

/** Takes members who left the guild off its boards; what they earned is kept for the case that they come back. */
export async function markDeparted(db: Database, guild: GuildId, members: Iterable<MemberId>): Promise<void> {
  throw new Error(`not built yet ${db} ${guild} ${members}`);
}

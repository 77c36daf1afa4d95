import type { MemberId } from "./ids.ts";
import type { Choices } from "./progress.ts";

/** A member's own settings. They hold in every server. */
export type Profile = {
  readonly member: MemberId;
  /** IANA zone. */
  readonly zone: string;
  readonly hoursPerWeek: number;
  /** On the leaderboard and in other members' views, or hidden. */
  readonly visible: boolean;
  readonly choices: Choices;
};

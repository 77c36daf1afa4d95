import type { Tally } from "./points.ts";
import type { Profile } from "./profile.ts";
import type { MemberProgress } from "./progress.ts";

/** What a decision reads of a member. The profile is null before it was first saved. */
export type MemberState = {
  readonly profile: Profile | null;
  readonly progress: MemberProgress;
  /** What has earned points on the member's local day so far. */
  readonly tally: Tally;
};

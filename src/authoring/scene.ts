import type { MemberId } from "../domain/ids.ts";
import type { Message } from "../text/reply.ts";

/** Whom the renderings of a topic are about, and when. */
export type Scene = {
  readonly now: Temporal.Instant;
  readonly person: { readonly id: MemberId; readonly name: string };
};
/** A rendering under its name; none where the roadmap gives no cause for it. */
export type Named = readonly [name: string, message: Message | null | undefined];

/** Stands where a post has the tag by which it is found again. */
export const TAG = "preview";

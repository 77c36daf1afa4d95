import type { GuildId, MemberId } from "../domain/ids.ts";
import type { Roadmap } from "../domain/roadmap.ts";
import type { Connection, Transaction } from "../store/database.ts";
import type { NewOccurrence, Occurrence } from "../store/outbox.ts";
import type { Message } from "../text/reply.ts";
import type { ServerEvent, Target } from "./port.ts";

/** What is to be done in Discord for an occurrence, or why nothing is. */
export type Task =
  /**
   * A custom id in the message must hold the occurrence's tag, by which the post is found again after a crash. `title` is the name of a
   * forum post; elsewhere it is not used.
   */
  | { readonly do: "post"; readonly target: Target; readonly message: Message; readonly title?: string }
  /** Opens the discussion of a message. */
  | ThreadTask
  /** Brings a message that was posted before up to date. Doing it twice does no harm. */
  | { readonly do: "edit"; readonly channel: string; readonly message: string; readonly content: Message }
  /** Puts something into a server's list of events, or ends it. Doing it twice does no harm. */
  | EventTask
  | { readonly do: "end-event"; readonly guild: string; readonly event: string }
  /** `tried`: what an earlier try was for, if what it may have done can be looked for. A post is, where that try went. */
  | { readonly do: "skip"; readonly reason: string; readonly tried?: Lasting };

/** What is told from another by what it belongs to. */
type Lasting = ThreadTask | EventTask;
type ThreadTask = {
  readonly do: "thread";
  readonly channel: string;
  readonly message: string;
  readonly name: string;
};
type EventTask = { readonly do: "event"; readonly guild: string; readonly event: ServerEvent };

/** What planning and rendering are given. */
export type Desk = {
  readonly roadmap: Roadmap;
  /** A clickable mention of a command. */
  readonly mention: (command: string) => string;
  /** Which of these members have left the guild; those who cannot be asked about are taken as present. */
  readonly findDeparted: (guild: GuildId, members: readonly MemberId[]) => Promise<ReadonlySet<MemberId>>;
};

/** One kind of occurrence: how it is put into words when its time has come, and what follows from it. */
export type Kind = {
  /** Reads what is true now; the payload says only what it is about. */
  readonly render: (
    db: Connection,
    desk: Desk,
    occurrence: Occurrence,
    now: Temporal.Instant,
  ) => Promise<Task>;
  /** What is due once it was sent; planned in the transaction that writes that down. */
  readonly followUp?: (
    tx: Transaction,
    desk: Desk,
    occurrence: Occurrence,
    sent: { readonly channel: string; readonly message: string },
    now: Temporal.Instant,
  ) => Promise<readonly NewOccurrence[]>;
  /** What is due instead where Discord refused it for good; planned in the transaction that writes that down. */
  readonly refused?: (
    tx: Transaction,
    desk: Desk,
    occurrence: Occurrence,
    refusal: { readonly code: number | null; readonly reason: string },
    now: Temporal.Instant,
  ) => Promise<readonly NewOccurrence[]>;
};

/**
 * Puts into the outbox what falls due up to `until`, and moves its own cursor in the same transaction. Returns how many occurrences were
 * new. It catches up whatever time has passed since it was last called, and does nothing the second time.
 */
export type Planner = (tx: Transaction, desk: Desk, until: Temporal.Instant) => Promise<number>;

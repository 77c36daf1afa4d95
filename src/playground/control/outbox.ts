/** A post that is due once, and what has become of it so far; or several alike that were skipped. Times in milliseconds since 1970. */
export type OutboxRow = {
  readonly id: number;
  /** What it is, in words: "Weekly prompt" and the like. */
  readonly what: string;
  readonly state: "planned" | "claimed" | "sent" | "skipped" | "dead" | "unknown";
  /** How many posts this line tells of; the first of them was due at `due`, the last at `lastDue`. */
  readonly count: number;
  readonly due: number;
  readonly lastDue: number;
  readonly settled: number | null;
  /** How often it was tried. */
  readonly attempts: number;
  /** Why it was not sent, or not yet, in words. */
  readonly why: string | null;
  readonly channel: string | null;
  /** The message that it became or that it is about. */
  readonly message: string | null;
  /** For one member alone. */
  readonly personal: boolean;
};
export type Outbox = {
  /** The group's time zone; null where none is set. */
  readonly zone: string | null;
  /** The channel that was chosen for the guild's prompts; null where none is. */
  readonly channel: string | null;
  /** When the guild's next prompt is due; null where none is. */
  readonly next: number | null;
  /** Why nothing is posted in the guild at present, in words; null where nothing is in the way. */
  readonly parked: string | null;
  /** Newest first. */
  readonly rows: readonly OutboxRow[];
};
/** Reads what a guild's bot has to post. Where the bot runs elsewhere there is none. */
export type ReadOutbox = (guild: string) => Promise<Outbox>;

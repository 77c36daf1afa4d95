import type { Pool } from "pg";
import type { RequestEntry, StandIn } from "../../../src/playground/stand-in.ts";

/** What a run came to. But for `states` all must be nothing. */
export type Verdict = {
  /** How many occurrences ended in which state. */
  readonly states: Readonly<Record<string, number>>;
  /** Sent, says the database, and the stand-in has no such message. */
  readonly lost: readonly string[];
  /** The stand-in has more than one message. */
  readonly doubled: readonly string[];
  /** The stand-in has a message, and the database does not say that it was sent. What ended as unknown may be there or not. */
  readonly unrecorded: readonly string[];
  /** Neither sent nor over when the run ended. */
  readonly open: readonly string[];
  /** Messages with a tag that belongs to no occurrence. */
  readonly strangers: readonly string[];
};

export type Judge = {
  /** Takes in what has happened; before the log or the table forgets it. */
  readonly collect: () => Promise<void>;
  /** A guild that removed the bot: with it goes what the database knew of its posts. After `collect`. */
  readonly forget: (guild: string) => void;
  readonly verdict: () => Verdict;
  /** How many posts were refused in each channel. */
  readonly refusals: () => ReadonlyMap<string, number>;
};

type Row = {
  readonly id: string;
  readonly key: string;
  readonly tag: string;
  readonly guild: string | null;
  readonly kind: string;
  readonly state: string;
  readonly reason: string | null;
  readonly message: string | null;
};

const TAG_LENGTH = 25;
// What opens a thread or changes a message makes none.
const NO_MESSAGE: ReadonlySet<string> = new Set(["thread", "sprint-thread", "sprint-edit", "sprint-event"]);

/** Holds what the stand-in accepted against what the database says of each occurrence. The stand-in's log is the only witness. */
export function createJudge(standIn: StandIn, pool: Pool): Judge {
  const rows = new Map<string, Row>();
  const messages = new Map<string, Set<string>>();
  const refusals = new Map<string, number>();
  const forgottenGuilds = new Set<string | null>();
  const forgotten = new Set<string>();
  let read = 0;
  const collect = async (): Promise<void> => {
    for (const entry of standIn.log.requests) {
      if (entry.number <= read) continue;
      read = entry.number;
      const channel = /^\/channels\/(\d+)\/(?:messages|threads)$/.exec(entry.path)?.[1];
      const isRefused = entry.method === "POST" && (entry.status === 403 || entry.status === 404);
      if (isRefused && channel) refusals.set(channel, (refusals.get(channel) ?? 0) + 1);
      if (!isCreated(entry)) continue;
      for (const tag of tagsOf(entry)) {
        const ids = messages.get(tag) ?? new Set();
        messages.set(tag, ids.add(entry.message?.id ?? `request ${entry.number}`));
      }
    }
    const found = await pool.query<Row>(
      "select id, key, tag, guild, kind, state, reason, message from occurrences",
    );
    for (const row of found.rows) {
      if (forgottenGuilds.has(row.guild)) forgotten.add(row.tag);
      else rows.set(row.tag, row);
    }
  };
  return {
    collect,
    forget: (guild) => {
      forgottenGuilds.add(guild);
      for (const row of rows.values()) {
        if (row.guild !== guild) continue;
        rows.delete(row.tag);
        forgotten.add(row.tag);
      }
    },
    verdict: () => judge([...rows.values()], messages, forgotten),
    refusals: () => refusals,
  };
}

function judge(
  rows: readonly Row[],
  messages: ReadonlyMap<string, ReadonlySet<string>>,
  forgotten: ReadonlySet<string>,
): Verdict {
  const states: Record<string, number> = {};
  for (const { state, reason, kind } of rows) {
    const name = [kind, state, ...(state === "sent" ? [] : [reason])].join(" ");
    states[name] = (states[name] ?? 0) + 1;
  }
  const posts = rows.filter(({ kind }) => !NO_MESSAGE.has(kind));
  const keysOf = (wrong: (row: Row, sent: ReadonlySet<string>) => boolean): string[] =>
    posts.filter((row) => wrong(row, messages.get(row.tag) ?? new Set())).map(({ key }) => key);
  const tags = new Set([...rows.map(({ tag }) => tag), ...forgotten]);
  return {
    states,
    lost: keysOf(({ state, message }, sent) => state === "sent" && !sent.has(message ?? "")),
    doubled: keysOf((_, sent) => sent.size > 1),
    unrecorded: keysOf(({ state }, sent) => state !== "sent" && state !== "unknown" && sent.size > 0),
    open: keysOf(({ state }) => state === "planned" || state === "claimed"),
    strangers: [...messages.keys()].filter((tag) => !tags.has(tag)),
  };
}

function isCreated({ method, accepted, message, route }: RequestEntry): boolean {
  if (method !== "POST" || !accepted) return false;
  if (route === "/channels/:channel/messages") return message?.created === true;
  return route === "/channels/:channel/threads";
}

/** An occurrence's tag is in the nonce of its post, and in custom ids. */
function tagsOf({ body }: RequestEntry): ReadonlySet<string> {
  const text = JSON.stringify(body);
  const ids = [...text.matchAll(/"custom_id":"([^"]+)"/g)].flatMap(([, id = ""]) => id.split(":"));
  const nonce = /"nonce":"([^"]+)"/.exec(text)?.[1] ?? "";
  return new Set([nonce, ...ids].filter((part) => part.length === TAG_LENGTH));
}

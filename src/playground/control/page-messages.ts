import type { StandIn } from "../stand-in.ts";
import { compareIds } from "../snowflake.ts";
import type { ShownMessage } from "../view.ts";
import type { Update } from "./protocol.ts";

/** How often a message has changed, by its id; shared by all open pages. */
export type Versions = { of(messageId: string): string; close(): void };

export type MessageNews = Pick<Update, "fresh" | "changed" | "removed"> & { readonly older: boolean };
/** The messages that one open page shows. */
export type MessageWindow = {
  /** What is new for the page since the last call. */
  read(member: string, channel: string): MessageNews;
  /** Takes in older messages from now on. */
  widen(): void;
};

const AT_FIRST = 50;
const WIDER_BY = 100;

export function createVersions(standIn: StandIn): Versions {
  const counts = new Map<string, number>();
  let world = 0;
  const close = standIn.on("change", (change) => {
    // Names stand in every message, and a thread's in the one that began it.
    if (change.kind === "world") world += 1;
    if (change.kind !== "message") return;
    for (const id of [change.messageId, change.channelId]) counts.set(id, (counts.get(id) ?? 0) + 1);
  });
  return { of: (id) => `${world}/${counts.get(id) ?? 0}`, close };
}

/** Sends each message once, and again when it changed. It begins with the latest and keeps what it has: nothing is taken away above. */
export function createMessageWindow(standIn: StandIn, versions: Versions): MessageWindow {
  let place = "";
  let oldest: string | undefined;
  let sent = new Map<string, string>();
  return {
    read(member, channel) {
      const fresh = place !== `${member}/${channel}`;
      if (fresh) [oldest, sent] = [undefined, new Map()];
      place = `${member}/${channel}`;
      const all = standIn.view(member, channel);
      oldest ??= all.at(-AT_FIRST)?.id ?? all[0]?.id;
      const from = indexOf(all, oldest);
      const shown = all.slice(from);
      const changed = shown.filter(({ id }) => sent.get(id) !== versions.of(id));
      const there = new Set(shown.map(({ id }) => id));
      const removed = [...sent.keys()].filter((id) => !there.has(id));
      for (const { id } of changed) sent.set(id, versions.of(id));
      for (const id of removed) sent.delete(id);
      return { fresh, changed, removed, older: from > 0 };
    },
    widen() {
      const [member = "", channel = ""] = place.split("/");
      if (!channel) return;
      const all = standIn.view(member, channel);
      oldest = all[Math.max(0, indexOf(all, oldest) - WIDER_BY)]?.id;
    },
  };
}

/** Where the messages from this id on begin; the message itself may be gone. */
function indexOf(all: readonly ShownMessage[], oldest: string | undefined): number {
  if (oldest === undefined) return 0;
  const index = all.findIndex(({ id }) => compareIds(id, oldest) >= 0);
  return index < 0 ? all.length : index;
}

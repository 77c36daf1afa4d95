import type { App } from "../../src/app.ts";
import { loadBoard } from "../../src/store/scores.ts";
import { meText } from "../../src/text/me.ts";
import type { Message } from "../../src/text/reply.ts";
import { loadReader } from "../reading.ts";
import type { Use } from "../reading.ts";

/** The caller's panel as it is now. `news` says what was just changed. */
export async function panelText(call: Use, app: App, page = 0, news: string | null = null): Promise<Message> {
  const reader = await loadReader(call, app);
  return meText(reader, { pointsHere: await pointsHere(call, app), now: call.now }, page, news);
}

/** The caller's points in this server so far; null in a direct message. */
export async function pointsHere({ guild, member }: Use, { db }: App): Promise<number | null> {
  if (guild === null) return null;
  const standings = await loadBoard(db, { guild, period: "all", metric: "points", member: member.id });
  return standings.me?.value ?? 0;
}

import type { App } from "../../src/app.ts";
import type { GuildId, TopicId } from "../../src/domain/ids.ts";
import { newSprint } from "../../src/domain/sprint-fold.ts";
import type { Sprint, SprintId } from "../../src/domain/sprint.ts";
import type { Connection, Transaction } from "../../src/store/database.ts";
import { lockGuilds, lockRow, lockSprints } from "../../src/store/locks.ts";
import { recordSprint, sprintOf } from "../../src/store/sprint-record.ts";
import { loadSprintSettings } from "../../src/store/sprint-settings.ts";
import { countLive, findAnother, findNext, insertSprint, loadSprint } from "../../src/store/sprints.ts";
import type { Reply } from "../../src/text/reply.ts";
import { startedSprintText, startProblemText } from "../../src/text/sprint-start.ts";
import type { StartProblem, Taken, Written } from "../../src/text/sprint-start.ts";
import { sprintGoneText } from "../../src/text/sprint-refusal.ts";
import { privately } from "../reading.ts";
import type { Use } from "../reading.ts";
import { noteCaller } from "../writing.ts";
import { manages, sprintHere } from "./in-sprint.ts";
import { joinSprint } from "./join.ts";

/** A sprint that somebody wants to start here. */
export type WantedSprint = Omit<Sprint, "id" | "guild" | "channel">;

type Place = {
  readonly channel: string;
  /** Where it talks, if the channel is a thread itself. */
  readonly thread: string | null;
  /** Whether a thread of its own is opened. */
  readonly hasThread: boolean;
};

/**
 * Starts a sprint with the caller in it, in the channel where they are, if all is as it must be. A repeated call is answered alike. A
 * refusal gives back what was written for it.
 */
export async function openSprint(
  call: Use,
  app: App,
  wanted: WantedSprint,
  written: Written | null = null,
): Promise<Reply> {
  const { db, roadmap, mention } = app;
  const { guild } = call;
  const refused = (problem: StartProblem): Reply =>
    privately(startProblemText(roadmap, problem, { mention, written }));
  if (guild === null) return refused({ kind: "wrong-channel" });
  const place = await placeOf(call, app, guild);
  if ("kind" in place) return refused(place);
  const made = await db.transaction(
    async (tx): Promise<SprintId | { readonly next: SprintId } | StartProblem> => {
      // Of two who want the same one to go on, the second comes into the first one's.
      if (wanted.previous !== null) await lockSprints(tx, [wanted.previous], "write");
      const next = wanted.previous === null ? null : await findNext(tx, wanted.previous);
      if (next !== null) return { next };
      await lockRow(tx, call.member.id, "write");
      await lockGuilds(tx, [guild]);
      const before = await sprintOf(tx, call.id);
      if (before !== null) return before;
      const problem = await whyNot(tx, call, guild, wanted);
      return problem ?? insert(tx, call, { ...wanted, guild, channel: place.channel }, place.thread);
    },
  );
  if (typeof made === "object" && "next" in made) return joinSprint(call, app, made.next);
  if (typeof made === "object") return refused(made);
  const state = await sprintHere(call, app, made);
  if (state === null) return privately(sprintGoneText(mention));
  const { hasThread } = place;
  return privately(startedSprintText(roadmap, state.sprint, { now: call.now, hasThread }));
}

async function whyNot(
  tx: Transaction,
  call: Use,
  guild: GuildId,
  { topic, previous }: WantedSprint,
): Promise<StartProblem | null> {
  const { role, limit } = await loadSprintSettings(tx, guild);
  if (role !== null && !call.member.roles.includes(role) && !manages(call)) return { kind: "role", role };
  if ((await countLive(tx, guild, call.now)) >= limit) return { kind: "limit", limit };
  const taken = await takenBy(tx, call, { guild, topic, except: previous });
  return taken === null ? null : { kind: "elsewhere", taken };
}

type Here = { readonly guild: GuildId; readonly topic: TopicId | null; readonly except: SprintId | null };

/** The sprint in which the caller is, where it keeps them from another on the same; null where there is none. */
export async function takenBy(db: Connection, call: Use, here: Here): Promise<Taken | null> {
  const { member, now } = call;
  const id = await findAnother(db, member.id, here, now);
  const state = id === null ? null : await loadSprint(db, id, []);
  if (state === null) return null;
  const without = { ...here, topic: null };
  const goalIsFree = here.topic !== null && (await findAnother(db, member.id, without, now)) === null;
  return { sprint: state.sprint, card: state.card, goalIsFree };
}

async function insert(
  tx: Transaction,
  call: Use,
  sprint: Omit<Sprint, "id">,
  thread: string | null,
): Promise<SprintId> {
  const id = await insertSprint(tx, sprint, thread);
  const joined = { kind: "joined", member: call.member.id, plan: null } as const;
  await recordSprint(tx, newSprint({ ...sprint, id }), [joined], { interaction: call.id, at: call.now });
  await noteCaller(tx, call);
  return id;
}

/** Where the card goes: the channel in which the caller is, if the bot can post there. */
async function placeOf(call: Use, app: App, guild: GuildId): Promise<Place | StartProblem> {
  const report = await app.inspectChannel(guild, call.channel);
  // Where Discord does not say, the post itself finds out.
  if (report.kind === "unknown") return { channel: call.channel, thread: null, hasThread: false };
  if (
    !("missing" in report) ||
    report.obstacle === "locked" ||
    report.kind === "other" ||
    report.kind === "forum"
  ) {
    return { kind: "wrong-channel" };
  }
  const needed = report.missing.filter(
    (name) => name !== "Create Public Threads" && name !== "Read Message History",
  );
  if (needed.length > 0) return { kind: "channel", missing: needed };
  const isThread = report.kind === "thread";
  const hasThread = !isThread && !report.missing.includes("Create Public Threads");
  return { channel: call.channel, thread: isThread ? call.channel : null, hasThread };
}

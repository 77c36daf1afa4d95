import type { ChannelReport, PermissionName } from "../domain/channel-report.ts";
import { runsOf } from "../domain/outbox-runs.ts";
import { timeMark } from "./dates.ts";
import { reasonText } from "./delivery-reasons.ts";
import { count, list } from "./numbers.ts";
import { plain } from "./safe.ts";

// What keeps a group's posts from arriving, what became of those that were due, and what to do about it. Safe markdown.

/** What is wrong with the study channel, a line each, with what to do; nothing where posts can go there as they are set. */
export function channelWarnings(
  { discussion, pingRole }: { readonly discussion: boolean; readonly pingRole: string | null },
  { id, report }: { readonly id: string; readonly report: ChannelReport },
): string[] {
  const channel = `<#${id}>`;
  switch (report.kind) {
    case "gone":
      return ["⚠️ The study channel is gone. Choose another one below."];
    case "no-access":
      return [`⚠️ I cannot see ${channel}. ${grantText(["View Channel"])}`];
    case "other":
      return [`⚠️ ${channel} is of a kind in which I cannot post. Choose another one below.`];
    case "unknown":
      return [`Discord did not tell me what I may do in ${channel}. **Post a test now** will show it.`];
    case "text":
    case "announcement":
    case "thread":
    case "forum": {
      const missing = report.missing.filter((name) => discussion || name !== "Create Public Threads");
      const names = list(
        missing.map((name) => `**${name}**`),
        { max: 9 },
      );
      return [
        ...(missing.length === 0 ? [] : [`⚠️ In ${channel} I lack ${names}. ${grantText(missing)}`]),
        ...(report.obstacle === null ? [] : [obstacleText(report.obstacle, channel)]),
        ...(pingRole === null || report.pingable.has(pingRole) ? [] : [pingText(pingRole)]),
      ];
    }
  }
}

function grantText(missing: readonly PermissionName[]): string {
  const it = missing.length === 1 ? "it" : "them";
  return `Allow ${it} for my role in that channel: Edit Channel, Permissions; or for the server: Server Settings, Roles.`;
}

function obstacleText(obstacle: "locked" | "tag-required", channel: string): string {
  return obstacle === "locked"
    ? `⚠️ ${channel} is locked. Unlock the thread, or choose another channel below.`
    : `⚠️ ${channel} wants a tag on each post, and I have none to choose. Switch off “Require people to select tags when posting” in Edit Channel, or choose another channel below.`;
}

function pingText(role: string): string {
  return (
    `⚠️ A mention of <@&${role}> would ping nobody: the role is gone, or no longer open to all. Pick another one below, or switch on ` +
    "“Allow anyone to @mention this role” in Server Settings, Roles."
  );
}

const STATES: ReadonlyMap<string, string> = new Map([
  ["planned", "waiting"],
  ["claimed", "being sent"],
  ["sent", "sent"],
  ["skipped", "skipped"],
  ["dead", "failed"],
  ["unknown", "may have arrived"],
]);
const KINDS: ReadonlyMap<string, string> = new Map([
  ["week", "Weekly prompt"],
  ["thread", "Discussion thread"],
  ["deadline", "Deadline reminder"],
  ["digest", "Digest"],
  ["test", "Test"],
  ["notice", "Notice"],
  ["sprint-card", "Sprint: card"],
  ["sprint-thread", "Sprint: thread"],
  ["sprint-event", "Sprint: entry among the events"],
  ["sprint-edit", "Sprint: card brought up to date"],
  ["sprint-post", "Sprint: check-in or reminder"],
  ["sprint-reminder", "Sprint: reminder"],
  ["sprint-merge", "Sprint: proposal to merge"],
  ["sprint-help", "Sprint: help"],
  ["sprint-wrapup", "Sprint: wrap-up"],
]);

/** What a kind of post is called. */
export const kindText = (kind: string): string => KINDS.get(kind) ?? kind;

/** Something that was due in the group, and what came of it. */
export type Past = {
  readonly kind: string;
  readonly dueAt: Temporal.Instant;
  readonly state: string;
  readonly reason: string | null;
  readonly member: string | null;
};

const SHOWN = 10;

/** The last ten lines of what was due; what was skipped again and again is one. */
export function pastLines(past: readonly Past[]): string[] {
  return runsOf(past).slice(0, SHOWN).map(pastLine);
}

function pastLine([{ kind, dueAt, state, reason }, ...more]: readonly [Past, ...Past[]]): string {
  const what = KINDS.get(kind) ?? plain(kind);
  // What was sent in the end may have a reason of an earlier try.
  const why =
    reason === null || state === "sent" || state === "claimed" ? "" : `: ${plain(reasonText(reason), 140)}`;
  const times = more.length > 0 ? `, and ${count(more.length, "time")} before` : "";
  return `${timeMark(dueAt)} ${what}: ${STATES.get(state) ?? plain(state)}${times}${why}`;
}

/** That posting has stopped, why, and how it goes on. */
export function parkedText(reason: string, sentAgain: boolean): string {
  const then = sentAgain ? " This week's prompt is then sent again." : "";
  return `⚠️ **Stopped**: ${plain(reasonText(reason), 140)}. Mend that, then press **Resume posting**.${then}`;
}

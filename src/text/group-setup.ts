import { localDate } from "../domain/calendar.ts";
import type { ChannelKind, ChannelReport } from "../domain/channel-report.ts";
import type { Coming } from "../domain/group-plan.ts";
import type { TopicId } from "../domain/ids.ts";
import type { Roadmap } from "../domain/roadmap.ts";
import { cardMessage } from "./embed.ts";
import type { Field, Section } from "./embed.ts";
import { panelRows } from "./group-setup-rows.ts";
import type { Page } from "./group-setup-rows.ts";
import { channelWarnings, parkedText, pastLines } from "./group-setup-trouble.ts";
import type { Past } from "./group-setup-trouble.ts";
import {
  clockText,
  dateText,
  distanceMark,
  placeText,
  wallText,
  weekdayText,
  weekText,
} from "./group-setup-words.ts";
import { count } from "./numbers.ts";
import type { Message } from "./reply.ts";
import { plain } from "./safe.ts";
import { zoneText } from "./settings.ts";

/** A group's schedule and plan, as the panel shows them. */
export type GroupView = {
  readonly roadmap: Roadmap;
  /** Null until one is chosen: nothing is posted before. */
  readonly channel: { readonly id: string; readonly report: ChannelReport } | null;
  readonly channelKind: ChannelKind | null;
  readonly weekday: number;
  readonly time: Temporal.PlainTime;
  readonly zone: string;
  readonly pingRole: string | null;
  readonly pace: number;
  readonly discussion: boolean;
  /** The first day on which prompts come again. */
  readonly pausedUntil: Temporal.PlainDate | null;
  /** Days ahead whose prompt is left out. */
  readonly skips: readonly Temporal.PlainDate[];
  /** What comes, soonest first; once a channel is chosen and posting goes on, where it does not yet. */
  readonly coming: readonly Coming[];
  /** The topic where the group stands, which the roadmap may have lost; null: it has finished. */
  readonly standing: TopicId | null;
  readonly weeksLeft: number;
  /** Why posting has stopped; null while it goes on. */
  readonly parked: string | null;
  /** Whether resuming sends this week's prompt again. */
  readonly sentAgain: boolean;
  /** What was due last, newest first. */
  readonly past: readonly Past[];
  readonly now: Temporal.Instant;
};

/** The panel in which an organiser sets up a group. `news` says what was just changed, or what was wrong; safe markdown. */
export function groupSetupText(
  view: GroupView,
  page: Page = "schedule",
  news: string | null = null,
): Message {
  return cardMessage(
    {
      title: "Weekly prompts in this server",
      lead: [...(news === null ? [] : [news]), ...stateLines(view)],
      sections: sections(view),
      fields: fields(view),
      footer:
        "Only you see this panel. If posting has to stop, whoever changed it last is told by direct message.",
    },
    panelRows(view, page),
  );
}

function stateLines(view: GroupView): string[] {
  const { channel, parked, sentAgain, coming } = view;
  return [
    ...(channel === null
      ? ["Still missing: a **study channel**. Nothing is posted until you choose one below."]
      : channelWarnings(view, channel)),
    ...(parked === null ? [] : [parkedText(parked, sentAgain)]),
    ...(coming.some(({ kind }) => kind === "week") ? [] : [endText(view)]),
  ];
}

/** Why nothing comes any more. */
function endText({ coming, roadmap, standing }: GroupView): string {
  if (coming.at(-1)?.kind !== "lost") {
    return "The group has finished the roadmap: nothing more is due. To go on, pick a topic under **Plan and pauses**.";
  }
  const title = roadmap.retired.find(({ id }) => id === standing)?.title ?? standing ?? "";
  return (
    `⚠️ The roadmap no longer has the topic where the group stands, “${plain(title, 160)}”, and names none in its place: ` +
    "nothing is posted. Pick a topic under **Plan and pauses** to go on."
  );
}

function sections(view: GroupView): Section[] {
  const { past, channel } = view;
  const none = channel === null ? [] : ["Nothing yet. **Post a test now** shows whether posts arrive."];
  return [
    { title: comingTitle(view), lines: comingLines(view) },
    { title: "Lately", lines: past.length === 0 ? none : pastLines(past) },
  ];
}

function comingTitle({ channel, parked, zone }: GroupView): string {
  const waiting = parked === null ? "What will come then" : "What comes once you resume";
  return `${parked === null && channel !== null ? "What comes next" : waiting} (${placeText(zone)} time)`;
}

/** As far as the third prompt. Weeks that are left out one after the other, or paused, make one line. */
function comingLines(view: GroupView): string[] {
  return view.coming.flatMap((one, i) => {
    const before = view.coming[i - 1];
    switch (one.kind) {
      case "week":
        return [weekLine(view, one, before)];
      case "skipped":
        return before?.kind === "skipped" && before.reason === one.reason
          ? []
          : [gapLine(view, i, one.reason)];
      case "finished":
        return before === undefined ? [] : ["Then the roadmap is finished."];
      case "lost":
        return [];
    }
  });
}

function weekLine(
  { zone, now }: GroupView,
  { at, week }: Extract<Coming, { kind: "week" }>,
  before: Coming | undefined,
): string {
  const goesOn = before?.kind === "week" && before.week.topic.id === week.topic.id;
  const what = goesOn ? `week ${week.week} of ${week.weeks}` : weekText(week);
  const isDue = Temporal.Instant.compare(at, now) <= 0;
  // How far off the first one is says enough of the others.
  const far = before?.kind === "week" ? "" : ` (${isDue ? "due now" : distanceMark(at)})`;
  return `${wallText(at, zone, now)}${far}: ${what}`;
}

/** What is left out from the `start`th on. */
function gapLine(
  { coming, zone, now, pausedUntil }: GroupView,
  start: number,
  reason: "skip" | "pause",
): string {
  const today = localDate(now, zone);
  const [first, ...others] = runFrom(coming.slice(start), reason).map(({ date }) => dateText(date, today));
  if (reason === "pause")
    return `Paused until ${pausedUntil === null ? first : dateText(pausedUntil, today)}`;
  const last = others.at(-1);
  return last === undefined
    ? `${first}: left out`
    : `${first} to ${last}: left out, ${others.length + 1} weeks`;
}

function runFrom(coming: readonly Coming[], reason: "skip" | "pause"): readonly Coming[] {
  const end = coming.findIndex((one) => one.kind !== "skipped" || one.reason !== reason);
  return end === -1 ? coming : coming.slice(0, end);
}

function fields(view: GroupView): Field[] {
  const { channel, weekday, time, zone, pingRole, pace, weeksLeft, now } = view;
  const left = weeksLeft === 0 ? "" : `; ${count(weeksLeft, "week")} left`;
  return [
    { name: "Study channel", value: channel === null ? "Not chosen yet" : `<#${channel.id}>` },
    { name: "When", value: `Every ${weekdayText(weekday)}, ${clockText(time)}` },
    { name: "Time zone", value: plain(zoneText(zone, now)) },
    { name: "Ping", value: pingRole === null ? "Nobody" : `<@&${pingRole}>` },
    { name: "Pace", value: `${count(pace, "hour")} a week${left}` },
    { name: "Discussion thread", value: discussionText(view) },
  ];
}

function discussionText({ channelKind, discussion }: GroupView): string {
  if (channelKind === "forum") return "Each prompt is a post of its own";
  if (channelKind === "thread") return "None: the channel is a thread itself";
  return discussion ? "Opened with each prompt" : "None";
}

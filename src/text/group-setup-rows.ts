import type {
  APIChannelSelectComponent,
  APIRoleSelectComponent,
  ChannelType,
  ComponentType,
} from "discord.js";
import { localDate } from "../domain/calendar.ts";
import { topicsOf } from "../domain/roadmap-graph.ts";
import type { Topic } from "../domain/roadmap.ts";
import { customId } from "./custom-id.ts";
import { ROW } from "./discord-numbers.ts";
import type { GroupView } from "./group-setup.ts";
import { dateText, weekdayText } from "./group-setup-words.ts";
import { MAX_OPTIONS } from "./limits.ts";
import { button, buttonRow, rows, selectRow } from "./rows.ts";
import type { Button, Row } from "./rows.ts";
import { hoursRow } from "./settings.ts";

/* oxlint-disable typescript/no-unsafe-enum-assignment -- the numbers themselves: texts are plain data and import no library */
const ROLE_SELECT = 6 as ComponentType.RoleSelect;
const CHANNEL_SELECT = 8 as ComponentType.ChannelSelect;
// Text, announcement, the threads of both, and forum.
const CHANNEL_TYPES = [0, 5, 10, 11, 15] as ChannelType[];
/* oxlint-enable typescript/no-unsafe-enum-assignment */

export type Page = "schedule" | "plan";

/** The controls of a page. */
export function panelRows(view: GroupView, page: Page): Row[] {
  return page === "schedule" ? scheduleRows(view) : planRows(view);
}

function scheduleRows(view: GroupView): Row[] {
  return rows(
    channelRow(view),
    selectRow({
      customId: id("weekday"),
      placeholder: "Day of the week",
      options: [1, 2, 3, 4, 5, 6, 7].map((day) => ({
        value: String(day),
        label: `Every ${weekdayText(day)}`,
        picked: day === view.weekday,
      })),
    }),
    roleRow(view),
    buttonRow(
      button("Time of day…", id("time")),
      button("Time zone…", id("zone")),
      view.pingRole !== null && button("Ping nobody", id("nobody")),
    ),
    buttonRow(
      ...actions(view, "schedule"),
      button("Plan and pauses", id("panel", "plan")),
      button("Sprints", id("sprints")),
    ),
  );
}

function planRows(view: GroupView): Row[] {
  const topics = topicsOf(view.roadmap);
  const next = view.coming.find((one) => one.kind === "week") ?? null;
  const today = localDate(view.now, view.zone);
  const paused = view.pausedUntil !== null;
  return rows(
    hoursRow(id("pace"), view.pace),
    topicRow(topics, next?.week.topic.id ?? null),
    buttonRow(
      topics.length > MAX_OPTIONS && button("Another topic…", id("topic-ask")),
      threadButton(view),
      button(paused ? "Change the pause…" : "Pause until…", id("pause")),
      paused && button("End the pause", id("unpause")),
      !paused &&
        next !== null &&
        button(`Skip ${dateText(next.date, today)}`, id("skip", next.date.toString())),
    ),
    // As many as fit: the ones that come first are the ones people take back.
    buttonRow(
      ...view.skips
        .slice(0, 5)
        .map((date) => button(`Do not skip ${dateText(date, today)}`, id("unskip", date.toString()))),
    ),
    buttonRow(...actions(view, "plan"), button("Channel and time", id("panel", "schedule"))),
  );
}

/** The button says what it will do, so that a second click does not turn it back. */
function threadButton({ channelKind, discussion }: GroupView): Button | false {
  // Those have no threads of their own, or each post is one.
  if (channelKind === "forum" || channelKind === "thread") return false;
  return discussion
    ? button("No discussion threads", id("thread", "off"))
    : button("Open a discussion thread each week", id("thread", "on"));
}

function actions(view: GroupView, page: Page): (Button | false)[] {
  return [
    view.parked !== null && button("Resume posting", id("resume", page), "primary"),
    view.channel !== null && button("Post a test now", id("test", page)),
  ];
}

function channelRow({ channel }: GroupView): Row[] {
  // One that is gone cannot be shown as picked.
  const known = channel !== null && channel.report.kind !== "gone";
  const select: APIChannelSelectComponent = {
    type: CHANNEL_SELECT,
    custom_id: id("channel"),
    placeholder: "Study channel",
    channel_types: CHANNEL_TYPES,
    // To take it away ends the posts.
    min_values: 0,
    ...(known && { default_values: [{ id: channel.id, type: "channel" as never }] }),
  };
  return [{ type: ROW, components: [select] }];
}

function roleRow({ pingRole }: GroupView): Row[] {
  const select: APIRoleSelectComponent = {
    type: ROLE_SELECT,
    custom_id: id("role"),
    placeholder: "Role to ping with each prompt",
    min_values: 0,
    ...(pingRole !== null && { default_values: [{ id: pingRole, type: "role" as never }] }),
  };
  return [{ type: ROW, components: [select] }];
}

/** The topics around the one where the group stands; all of them where they fit. */
function topicRow(topics: readonly Topic[], current: string | null): Row[] {
  const at = topics.findIndex(({ id }) => id === current);
  const start = Math.max(0, Math.min(at, topics.length - MAX_OPTIONS));
  return selectRow({
    customId: id("topic"),
    placeholder: "Topic of the next post",
    options: topics.slice(start, start + MAX_OPTIONS).map(({ id: value, title }) => ({
      value,
      label: `Next post: ${title}`,
      picked: value === current,
    })),
  });
}

function id(action: string, ...args: readonly string[]): string {
  return customId("setup", action, ...args);
}

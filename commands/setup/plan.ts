import type { App } from "../../src/app.ts";
import type { Click, RouteHandler } from "../../src/discord/command.ts";
import { localDate, parseDate } from "../../src/domain/calendar.ts";
import { matchTopics, nearest, sameText } from "../../src/domain/match.ts";
import { findTopic } from "../../src/domain/roadmap-graph.ts";
import type { Topic } from "../../src/domain/roadmap.ts";
import { readDay } from "../../src/domain/typed-day.ts";
import {
  badDateText,
  badTopicText,
  farDateText,
  manySkipsText,
  pastDateText,
  pauseModal,
  topicModal,
} from "../../src/text/group-setup-forms.ts";
import { ANSWER } from "../../src/text/modal.ts";
import type { Reply } from "../../src/text/reply.ts";
import { updated } from "../reading.ts";
import { change } from "./change.ts";
import { loadSettings, panelText } from "./panel.ts";

const MAX_PACE = 168; // a week has no more hours
const MAX_SKIPS = 52;
const LONGEST_PAUSE = { years: 2 };

const pace: RouteHandler = async (click, app) => {
  const pace = Number(click.values[0]);
  const right = Number.isInteger(pace) && pace > 0 && pace <= MAX_PACE;
  return change(click, app, "plan", (settings) => (right ? { ...settings, pace } : null));
};

const topic: RouteHandler = async (click, app) => {
  const topic = findTopic(app.roadmap, click.values[0] ?? "");
  return topic === null ? updated(await panelText(click, app, "plan")) : startAt(click, app, topic);
};

const topicAsk: RouteHandler = async () => ({ kind: "modal", modal: topicModal() });

/** A title, an id, or a part that only one topic has. */
const topicTyped: RouteHandler = async (click, app) => {
  const typed = click.fields.get(ANSWER) ?? "";
  const matches = matchTopics(app.roadmap, typed);
  const exact = matches.find(({ id, title }) => id === typed.trim() || sameText(title, typed));
  const meant = exact ?? (matches.length === 1 ? matches[0] : undefined);
  if (meant !== undefined) return startAt(click, app, meant);
  return updated(await panelText(click, app, "plan", badTopicText(typed, nearest(matches))));
};

async function startAt(click: Click, app: App, { id }: Topic): Promise<Reply> {
  return change(click, app, "plan", (settings) => ({ ...settings, from: { topic: id, hour: 0 } }));
}

/** The button says what it will do, so that a second click does not turn it back. */
const thread: RouteHandler = async (click, app) =>
  change(click, app, "plan", (settings) => ({ ...settings, discussion: click.args[0] === "on" }));

const pause: RouteHandler = async (click, app) => {
  const { slot, pausedUntil } = await loadSettings(click, app);
  const today = localDate(click.now, slot.zone);
  const isAhead = pausedUntil !== null && Temporal.PlainDate.compare(pausedUntil, today) > 0;
  return { kind: "modal", modal: pauseModal(isAhead ? pausedUntil : null, today.add({ weeks: 2 })) };
};

const pauseTyped: RouteHandler = async (click, app) => {
  const typed = click.fields.get(ANSWER) ?? "";
  return change(click, app, "plan", (settings) => {
    const today = localDate(click.now, settings.slot.zone);
    const day = readDay(typed, today);
    if (!day.ok) return badDateText(typed, day.problem);
    const { date: until } = day;
    if (Temporal.PlainDate.compare(until, today) <= 0) return pastDateText(until);
    if (Temporal.PlainDate.compare(until, today.add(LONGEST_PAUSE)) > 0) return farDateText(until);
    return { ...settings, pausedUntil: until };
  });
};

const unpause: RouteHandler = async (click, app) =>
  change(click, app, "plan", (settings) => ({ ...settings, pausedUntil: null }));

/** The button names the day, so that a second click does not skip another one. */
const skip: RouteHandler = async (click, app) => {
  const date = parseDate(click.args[0] ?? "");
  return change(click, app, "plan", (settings) => {
    const { slot, skips } = settings;
    const today = localDate(click.now, slot.zone);
    // A button of a panel from before the day was changed.
    if (date?.dayOfWeek !== slot.weekday || Temporal.PlainDate.compare(date, today) < 0) return null;
    // What is past needs no keeping. ISO dates compare as texts.
    const kept = [...skips].filter((one) => one >= today.toString());
    const all = new Set([...kept, date.toString()]);
    return all.size > MAX_SKIPS ? manySkipsText() : { ...settings, skips: all };
  });
};

const unskip: RouteHandler = async (click, app) =>
  change(click, app, "plan", (settings) => {
    const kept = [...settings.skips].filter((date) => date !== click.args[0]);
    return kept.length === settings.skips.size ? null : { ...settings, skips: new Set(kept) };
  });

export const planRoutes = {
  pace,
  topic,
  "topic-ask": topicAsk,
  "topic-typed": topicTyped,
  thread,
  pause,
  "pause-typed": pauseTyped,
  unpause,
  skip,
  unskip,
};

import type { App } from "../../src/app.ts";
import { defineSubcommand } from "../../src/discord/command.ts";
import type { RouteHandler } from "../../src/discord/command.ts";
import { booleanOption, integerOption, stringOption } from "../../src/discord/option.ts";
import { choicesOf } from "../../src/domain/choices.ts";
import { nextTopic } from "../../src/domain/next-topic.ts";
import type { Topic } from "../../src/domain/roadmap.ts";
import { findTopic } from "../../src/domain/roadmap-graph.ts";
import { MAX_GOAL, MAX_LINE, MAX_TEAM_GOAL, readStart } from "../../src/domain/sprint-start.ts";
import { DEFAULT_DAYS, LENGTHS, sprintTimes } from "../../src/domain/sprint-time.ts";
import { resolveTopic } from "../../src/domain/topic-moves.ts";
import { loadGuildSettings } from "../../src/store/guild-settings.ts";
import { ANSWER } from "../../src/text/modal.ts";
import { refusalText } from "../../src/text/refusal.ts";
import type { Reply } from "../../src/text/reply.ts";
import {
  goalModal,
  NO_TOPIC,
  startAskText,
  startProblemText,
  takenText,
} from "../../src/text/sprint-start.ts";
import { lengthText } from "../../src/text/sprint-words.ts";
import { loadReader, privately } from "../reading.ts";
import type { Use } from "../reading.ts";
import { completeTopicOption } from "../roadmap/topic-option.ts";
import { openSprint, takenBy } from "./open.ts";

/** `/sprint start`: something to take on together until a date. */
export const start = defineSubcommand({
  description: "Take on a topic or a goal together, until a date",
  options: {
    topic: stringOption({ description: "The topic; yours is suggested", complete: completeTopicOption }),
    length: integerOption({
      description: "How long; one week unless you say otherwise",
      choices: LENGTHS.map((days) => ({ name: lengthText(days), value: days })),
    }),
    goal: stringOption({ description: "The goal in your own words", maxLength: MAX_GOAL }),
    starts: stringOption({
      description: "When: now, 18:30, tomorrow 9:00, monday 18:00, 5 dec 18:00 or 2026-12-31 18:00",
      maxLength: MAX_LINE,
    }),
    recurring: booleanOption({ description: "Open the next one by itself when this one ends" }),
    together: integerOption({
      description: "A goal for all together: so many objectives",
      min: 1,
      max: MAX_TEAM_GOAL,
    }),
  },
  run: async (call, app) => {
    const { topic, length, goal, starts, recurring, together } = call.options;
    const words = goal?.trim() || null;
    if (topic === undefined && words === null) return suggest(call, app, null);
    const found = topic === undefined ? null : resolveTopic(app.roadmap, topic);
    if (found?.ok === false) return privately(refusalText(found.refusal, app.mention));
    return begin(call, app, {
      topic: found?.topic ?? null,
      days: length ?? DEFAULT_DAYS,
      goal: words,
      starts: starts ?? "",
      recurring: recurring ?? false,
      teamGoal: together ?? null,
    });
  },
});

type Wanted = {
  /** Set where the goal was written into the form. */
  readonly form?: boolean;
  readonly topic: Topic | null;
  readonly days: number;
  readonly goal: string | null;
  readonly starts: string;
  readonly recurring: boolean;
  readonly teamGoal: number | null;
};

async function begin(call: Use, app: App, wanted: Wanted): Promise<Reply> {
  const { topic, days, goal, starts, recurring, teamGoal } = wanted;
  const form = wanted.form ? (topic?.id ?? NO_TOPIC) : null;
  const written = goal === null ? null : { goal, form };
  const zone = await zoneOf(call, app);
  const at = readStart(starts, call.now, zone);
  if (!at.ok) {
    const problem = { kind: "bad-start", typed: starts, why: at } as const;
    return privately(startProblemText(app.roadmap, problem, { mention: app.mention, written }));
  }
  const times = sprintTimes(at.at, days, zone, call.now);
  const sprint = { topic: topic?.id ?? null, goal, recurring, teamGoal, previous: null, ...times };
  return openSprint(call, app, sprint, written);
}

/** The caller's own zone; the group's where they gave none. */
async function zoneOf(call: Use, app: App): Promise<string> {
  const { profile } = await loadReader(call, app);
  if (profile !== null) return profile.zone;
  const settings = call.guild === null ? null : await loadGuildSettings(app.db, call.guild);
  return settings?.slot.zone ?? "UTC";
}

/** Asks how long, for a topic or for what is next for the caller; or tells of the sprint on it in which they are already. */
export async function suggest(call: Use, app: App, topic: Topic | null): Promise<Reply> {
  const { profile, progress } = await loadReader(call, app);
  const next = nextTopic(app.roadmap, progress, choicesOf(profile));
  const own = next.kind === "topic" ? next.topic : null;
  const about = topic ?? own;
  const here = call.guild === null ? null : { guild: call.guild, topic: about?.id ?? null, except: null };
  const taken = here === null ? null : await takenBy(app.db, call, here);
  if (taken !== null) return privately(takenText(app.roadmap, taken, app.mention));
  return privately(startAskText(about, about !== null && about.id === own?.id, app.mention));
}

const ask: RouteHandler = (click, app) => suggest(click, app, findTopic(app.roadmap, click.args[0] ?? ""));

/** One click: a topic and a length. */
const startNow: RouteHandler = async (click, app) => {
  const [typed = "", length] = click.args;
  const found = resolveTopic(app.roadmap, typed);
  if (!found.ok) return privately(refusalText(found.refusal, app.mention));
  const days = LENGTHS.find((one) => String(one) === length) ?? DEFAULT_DAYS;
  return begin(click, app, { ...PLAIN, topic: found.topic, days });
};

const goal: RouteHandler = async ({ args: [topic, written] }) => ({
  kind: "modal",
  modal: goalModal(topic ?? NO_TOPIC, written),
});

const goalIs: RouteHandler = async (click, app) => {
  const words = click.fields.get(ANSWER)?.trim() || null;
  const topic = findTopic(app.roadmap, click.args[0] ?? "");
  return words === null && topic === null
    ? suggest(click, app, null)
    : begin(click, app, { ...PLAIN, topic, goal: words, form: true });
};

const PLAIN: Wanted = {
  topic: null,
  days: DEFAULT_DAYS,
  goal: null,
  starts: "",
  recurring: false,
  teamGoal: null,
};

export const startRoutes = { "start-ask": ask, start: startNow, goal, "goal-is": goalIs };

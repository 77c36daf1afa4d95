import type { App } from "../src/app.ts";
import { defineSubcommand } from "../src/discord/command.ts";
import type { Command, RouteHandler } from "../src/discord/command.ts";
import { stringOption } from "../src/discord/option.ts";
import { periodOf } from "../src/domain/calendar.ts";
import type { PeriodKind } from "../src/domain/calendar.ts";
import type { GuildId } from "../src/domain/ids.ts";
import { arrange } from "../src/domain/leaderboard.ts";
import type { Board, Metric, Standings } from "../src/domain/leaderboard.ts";
import { loadMember } from "../src/store/members.ts";
import { loadBoard, markDeparted } from "../src/store/scores.ts";
import type { BoardQuery } from "../src/store/scores.ts";
import {
  boardText,
  METRICS,
  PERIODS,
  serverOnlyBoardText,
  sharedBoardText,
} from "../src/text/leaderboard.ts";
import type { Message } from "../src/text/reply.ts";
import { privately, todayOf, updated } from "./reading.ts";
import type { Use } from "./reading.ts";
import { noteVisitor } from "./writing.ts";

// Each time members are found to have left, others move up who may have left, too. Discord's three seconds bound how often that is asked.
const MAX_LOOKS = 3;

type Wanted = { readonly kind: PeriodKind; readonly metric: Metric };

/** The board as it is for the caller right now, without those who have left the server. */
async function boardFor(call: Use, app: App, guild: GuildId, { kind, metric }: Wanted): Promise<Board> {
  const known = await loadMember(app.db, call.member.id);
  const { profile, progress } = known;
  // Whoever has a place gets the name they go by today. Somebody of whom nothing is kept leaves no trace by looking.
  const kept = profile !== null || progress.topics.size > 0 || progress.objectives.size > 0;
  if (kept) await noteVisitor(app, call);
  const period = periodOf(kind, todayOf(call, known));
  const query: BoardQuery = { guild, period, metric, member: call.member.id };
  let standings = await loadBoard(app.db, query);
  for (let look = 1; look < MAX_LOOKS; look++) {
    const departed = await app.findDeparted(guild, others(standings, query));
    if (departed.size === 0) break;
    await markDeparted(app.db, guild, departed);
    standings = await loadBoard(app.db, query);
  }
  return arrange(standings);
}

function others({ top, above, below }: Standings, { member: caller }: BoardQuery) {
  const shown = new Set([...top, ...above, ...below].map(({ member }) => member));
  shown.delete(caller);
  return [...shown];
}

async function answer(call: Use, app: App, wanted: Wanted, say: (board: Board) => Message): Promise<Message> {
  if (call.guild === null) return serverOnlyBoardText();
  return say(await boardFor(call, app, call.guild, wanted));
}

function wantedFrom(kind: string | undefined, metric: string | undefined): Wanted {
  return {
    kind: PERIODS.find(({ value }) => value === kind)?.value ?? "week",
    metric: METRICS.find(({ value }) => value === metric)?.value ?? "points",
  };
}

const byPeriod: RouteHandler = async ({ args, values, ...click }, app) =>
  updated(await answer(click, app, wantedFrom(values[0], args[0]), (board) => boardText(board, app.mention)));

const byMetric: RouteHandler = async ({ args, values, ...click }, app) =>
  updated(await answer(click, app, wantedFrom(args[0], values[0]), (board) => boardText(board, app.mention)));

const share: RouteHandler = async ({ args, ...click }, app) => {
  const message = await answer(click, app, wantedFrom(args[0], args[1]), sharedBoardText);
  return { kind: click.guild === null ? "private" : "public", message };
};

/** `/leaderboard`: what the group has done together, and who keeps going. */
export const leaderboard: Command = {
  name: "leaderboard",
  description: "How the group is doing, and who keeps going",
  contexts: "guild",
  run: defineSubcommand({
    description: "How the group is doing, and who keeps going",
    options: {
      period: stringOption({ description: "This week, if not said", choices: PERIODS }),
      by: stringOption({ description: "Points, if not said", choices: METRICS }),
    },
    run: async ({ options, ...call }, app) =>
      privately(
        await answer(call, app, wantedFrom(options.period, options.by), (board) =>
          boardText(board, app.mention),
        ),
      ),
  }),
  routes: { period: byPeriod, by: byMetric, share },
};

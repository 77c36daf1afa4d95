import type { PeriodKind } from "../domain/calendar.ts";
import { periodKind } from "../domain/calendar.ts";
import type { Board, BoardRow, Metric } from "../domain/leaderboard.ts";
import { customId } from "./custom-id.ts";
import { cardMessage, notice } from "./embed.ts";
import type { Card } from "./embed.ts";
import { count, digits, ordinal } from "./numbers.ts";
import { rulesSentence } from "./points.ts";
import type { Mention } from "./reader.ts";
import type { Message } from "./reply.ts";
import { button, buttonRow, rows, selectRow } from "./rows.ts";
import { personName } from "./safe.ts";
import { forEverybody } from "./share.ts";

/** What a board can be of, as a member picks it. */
export const PERIODS: readonly { readonly name: string; readonly value: PeriodKind }[] = [
  { name: "This week", value: "week" },
  { name: "This month", value: "month" },
  { name: "This season (three months)", value: "season" },
  { name: "All time", value: "all" },
];
export const METRICS: readonly { readonly name: string; readonly value: Metric }[] = [
  { name: "Points", value: "points" },
  { name: "Finished topics", value: "topics" },
  { name: "Objectives", value: "objectives" },
];

const UNITS: Readonly<Record<Metric, string>> = { points: "point", topics: "topic", objectives: "objective" };
const WHEN: Readonly<Record<PeriodKind, string>> = {
  week: "this week",
  month: "this month",
  season: "this season",
  all: "so far",
};

/** A board as one member sees it: the group first, then the best and those around them. */
export function boardText(board: Board, mention: Mention): Message {
  const { period, metric } = board;
  const kind = periodKind(period);
  const card = boardCard(board);
  return cardMessage(
    {
      ...card,
      sections: [
        ...(card.sections ?? []),
        { title: "Around you", lines: board.around.map((row) => rowLine(row, metric)) },
        { title: "You", lines: [ownText(board, mention)] },
      ],
    },
    rows(
      selectRow({
        customId: customId("leaderboard", "period", metric),
        placeholder: "Period",
        options: PERIODS.map(({ name, value }) => ({ label: name, value, picked: value === kind })),
      }),
      selectRow({
        customId: customId("leaderboard", "by", kind),
        placeholder: "Counted by",
        options: METRICS.map(({ name, value }) => ({ label: name, value, picked: value === metric })),
      }),
      buttonRow(button("Share", customId("leaderboard", "share", kind, metric))),
    ),
  );
}

/** A board for the whole channel: without anybody's own place. */
export function sharedBoardText(board: Board): Message {
  const top = board.top.map((row) => ({ ...row, you: false }));
  return cardMessage(boardCard({ ...board, top }), forEverybody());
}

function boardCard({ period, metric, total, members, top }: Board): Card {
  const kind = periodKind(period);
  const unit = UNITS[metric];
  return {
    title: `Leaderboard, ${kind === "all" ? "all time" : WHEN[kind]}`,
    lead:
      top.length === 0
        ? [`Nobody is on the board ${yetText(kind)}. The first objective that is checked opens it.`]
        : [
            `Together: **${count(total, unit)}** ${WHEN[kind]}`,
            `On the board: ${count(members, "person", "people")}`,
          ],
    sections: [
      {
        title: top.length < members ? `Top ${top.length}` : "Everybody",
        lines: top.map((row) => rowLine(row, metric)),
      },
    ],
    footer: rulesSentence(),
  };
}

/** A rank that is kept back keeps back the others' numbers, too. */
function rowLine({ displayName, value, rank, you }: BoardRow, metric: Metric): string {
  const name = personName(displayName, 120);
  const who = you ? `**${name} (you)**` : name;
  const amount = count(value, UNITS[metric]);
  if (rank === null) return you ? `${who} · ${amount}` : who;
  return `**${ordinal(rank)}** ${who} · ${amount}`;
}

function ownText({ own, metric, period }: Board, mention: Mention): string {
  const unit = UNITS[metric];
  const kind = periodKind(period);
  const when = WHEN[kind];
  switch (own.kind) {
    case "ranked": {
      const place = `You are **${ordinal(own.rank)}** with ${count(own.value, unit)}.`;
      return own.toNext === null ? place : `${place} ${digits(own.toNext)} more to the next place.`;
    }
    case "climbing":
      return `You have **${count(own.value, unit)}** ${when}. ${digits(own.toNext)} more to the next place.`;
    case "hidden":
      return `You have **${count(own.value, unit)}** ${when}. Nobody else sees them: you are hidden. Change that with ${mention("me")}.`;
    case "nothing-yet":
      return `You have no ${unit}s ${yetText(kind)}. Begin with ${mention("roadmap next")}.`;
  }
}

/** After a sentence of what is not: "yet this week", and of all time "yet". */
function yetText(kind: PeriodKind): string {
  return kind === "all" ? "yet" : `yet ${WHEN[kind]}`;
}

/** There is no group in a direct message. */
export function serverOnlyBoardText(): Message {
  return notice(["A leaderboard belongs to a server. Use this in a channel of your study group."]);
}

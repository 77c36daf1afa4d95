import type { Choice } from "../domain/roadmap.ts";
import { roadmapShare } from "../domain/topic-progress.ts";
import { bar } from "./bar.ts";
import { customId } from "./custom-id.ts";
import { cardMessage, notice } from "./embed.ts";
import { count } from "./numbers.ts";
import { countsText, leftText } from "./overview.ts";
import { choicesOfReader, paceOf } from "./reader.ts";
import type { Reader } from "./reader.ts";
import type { Message } from "./reply.ts";
import { button, buttonRow, rows } from "./rows.ts";
import type { Row } from "./rows.ts";
import { plain } from "./safe.ts";
import { choiceRow, choiceText, hoursRow, visibilityText, zoneRow, zoneText } from "./settings.ts";
import { unknownZoneText } from "./setup.ts";
import { shortKey } from "./short-key.ts";

// Rows: as many selects, the hours and one of buttons; with more choices than that, another one to turn the page.
const CHOICES_A_PAGE = 3;
const CHOICES_OF_MANY = 2;

/** What /me shows beside the settings. */
export type Numbers = {
  /** Points in this server so far; null in a direct message. */
  readonly pointsHere: number | null;
  readonly now: Temporal.Instant;
};

/** A member's own panel. `page` turns through the roadmap's choices. `news` says what was just changed. */
export function meText(
  reader: Reader,
  { pointsHere, now }: Numbers,
  page = 0,
  news: string | null = null,
): Message {
  const { roadmap, profile, progress } = reader;
  const visible = profile?.visible ?? false;
  const choices = choicesOfReader(reader);
  const share = roadmapShare(roadmap, progress, choices);
  const passed = [...progress.certifications.values()].filter(({ state }) => state === "passed").length;
  return cardMessage(
    {
      title: "You",
      lead: [
        ...(news === null ? [] : [news, ""]),
        bar(share.share),
        `${countsText(share)} · ${share.objectivesDone} of ${count(share.objectives, "objective")}`,
        leftText(reader, share),
        ...(passed > 0 ? [`${count(passed, "certification")} passed`] : []),
        ...(pointsHere === null ? [] : [`${count(pointsHere, "point")} in this server`]),
      ],
      fields: [
        { name: "Time zone", value: plain(zoneText(profile?.zone ?? "UTC", now)) },
        { name: "Pace", value: `${count(paceOf(reader), "hour")} a week` },
        { name: "Leaderboard", value: visibilityText(visible) },
        ...roadmap.choices.map((choice) => ({
          name: choice.title,
          value: choiceText(choice, choices.get(choice.id) ?? null),
        })),
      ],
      ...(profile === null && { footer: "Not set yet: this is what I go by until you choose." }),
    },
    panelRows(reader, page),
  );
}

function panelRows(reader: Reader, page: number): Row[] {
  const { choices } = reader.roadmap;
  const decided = choicesOfReader(reader);
  const visible = reader.profile?.visible ?? false;
  return rows(
    ...pageOf(choices, page).map((choice) =>
      choiceRow(
        customId("me", "choice", shortKey(choice.id), String(page)),
        choice,
        decided.get(choice.id) ?? null,
      ),
    ),
    hoursRow(customId("me", "hours"), paceOf(reader)),
    buttonRow(
      button("Time zone…", customId("me", "zone")),
      button(
        visible ? "Hide me" : "Show me on the leaderboard",
        customId("me", "visible", visible ? "off" : "on"),
      ),
      button("Dates and reminders", customId("me", "dates")),
      button("Export my data", customId("me", "export")),
      button("Delete my data…", customId("me", "delete")),
    ),
    buttonRow(
      choices.length > CHOICES_A_PAGE &&
        button("More choices", customId("me", "panel", nextPage(choices, page))),
    ),
  );
}

function pageOf(choices: readonly Choice[], page: number): readonly Choice[] {
  const size = pageSize(choices);
  return choices.slice(page * size, (page + 1) * size);
}

function nextPage(choices: readonly Choice[], page: number): string {
  return String((page + 1) * pageSize(choices) >= choices.length ? 0 : page + 1);
}

function pageSize({ length }: readonly Choice[]): number {
  return length > CHOICES_A_PAGE ? CHOICES_OF_MANY : CHOICES_A_PAGE;
}

/** A zone that was typed and is none, with the nearest ones to pick. */
export function zoneUnknownText(typed: string, zones: readonly string[], now: Temporal.Instant): Message {
  return notice(
    [unknownZoneText(typed, zones.length)],
    rows(
      zoneRow(customId("me", "zone-pick"), null, zones, now),
      buttonRow(
        button("Type it again…", customId("me", "zone")),
        button("Leave it", customId("me", "panel", "0")),
      ),
    ),
  );
}

/** What goes with the file of everything that is kept. */
export function exportedText(data: object): Message {
  return {
    ...notice([
      "This is everything I keep of you. Only you see this message. Delete any of it with **Delete my data**.",
    ]),
    files: [
      {
        name: "waymark-my-data.json",
        contentType: "application/json",
        data: `${JSON.stringify(data, null, 2)}\n`,
      },
    ],
  };
}

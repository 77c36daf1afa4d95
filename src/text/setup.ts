import type { OptionId } from "../domain/ids.ts";
import type { Choice, Roadmap } from "../domain/roadmap.ts";
import { customId } from "./custom-id.ts";
import { cardMessage } from "./embed.ts";
import { questionModal } from "./modal.ts";
import { count } from "./numbers.ts";
import type { Mention } from "./reader.ts";
import type { Message, Modal } from "./reply.ts";
import { button, buttonRow, rows } from "./rows.ts";
import type { Row } from "./rows.ts";
import { plain } from "./safe.ts";
import { choiceRow, choiceText, hoursRow, visibilityText, zoneRow, zoneText } from "./settings.ts";
import { byShortKey, shortKey, UNDECIDED_KEY } from "./short-key.ts";

const MAX_CHOICES = 2; // beside the zone, the hours and the buttons a message has two rows left

/**
 * The answers to the first questions as they stand. They travel in the custom ids of the panel itself, so nothing is kept of somebody who has
 * not confirmed them, and a panel works after any restart.
 */
export type Draft = {
  readonly zone: string;
  readonly hoursPerWeek: number;
  readonly visible: boolean;
  /** One for each of `askedChoices`; null: not sure yet. */
  readonly picks: readonly (OptionId | null)[];
};

/** The choices that are asked before the first answer. Any more wait for /me and for the topics that need them. */
export function askedChoices({ choices }: Roadmap): readonly Choice[] {
  return choices.filter(({ ask }) => ask === "start").slice(0, MAX_CHOICES);
}

/** A draft as the parts of a custom id. */
export function draftArgs({ zone, hoursPerWeek, visible, picks }: Draft): string[] {
  const keys = picks.map((pick) => (pick === null ? UNDECIDED_KEY : shortKey(pick)));
  return [zone, String(hoursPerWeek), visible ? "on" : "off", ...keys];
}

/** Reads a draft back; null where the parts make none. An option that is gone since is one not decided yet. */
export function readDraft(roadmap: Roadmap, args: readonly string[]): Draft | null {
  const [zone, hours, visible, ...keys] = args;
  const hoursPerWeek = Number(hours);
  if (!zone || !Number.isInteger(hoursPerWeek) || hoursPerWeek < 1) return null;
  const picks = askedChoices(roadmap).map(({ options }, i) => byShortKey(options, keys[i] ?? "")?.id ?? null);
  return { zone, hoursPerWeek, visible: visible === "on", picks };
}

/** The first questions, with a guess for each. `zones`: what may have been meant by a zone that was typed and is none. */
export function setupText(
  roadmap: Roadmap,
  draft: Draft,
  now: Temporal.Instant,
  { typed, zones }: { readonly typed: string | null; readonly zones: readonly string[] } = {
    typed: null,
    zones: [],
  },
): Message {
  const asked = askedChoices(roadmap);
  const { zone, hoursPerWeek, visible, picks } = draft;
  return cardMessage(
    {
      title: "Before your first topic",
      lead: [
        ...(typed === null ? [] : [unknownZoneText(typed, zones.length), ""]),
        "These are my guesses. Change what is wrong, then press **Looks right**.",
      ],
      fields: [
        { name: "Time zone", value: plain(zoneText(zone, now)) },
        ...asked.map((choice, i) => ({ name: choice.title, value: choiceText(choice, picks[i] ?? null) })),
        { name: "Pace", value: `${count(hoursPerWeek, "hour")} a week` },
        { name: "Leaderboard", value: visibilityText(visible) },
      ],
      footer:
        "Kept until you delete it: these settings, and what you do on the roadmap. See, change or delete all of it with /me.",
    },
    setupRows(asked, draft, zones, now),
  );
}

function setupRows(
  asked: readonly Choice[],
  draft: Draft,
  zones: readonly string[],
  now: Temporal.Instant,
): Row[] {
  const args = draftArgs(draft);
  const field = (name: string) => customId("roadmap", "setup", name, ...args);
  const { zone, hoursPerWeek, visible, picks } = draft;
  return rows(
    zoneRow(field("zone"), zone, zones, now),
    ...asked.map((choice, i) => choiceRow(field(`pick${i}`), choice, picks[i] ?? null)),
    hoursRow(field("hours"), hoursPerWeek),
    buttonRow(
      button("Looks right", customId("roadmap", "setup-save", ...args), "success"),
      button("Another zone…", customId("roadmap", "setup-zone", ...args)),
      button(visible ? "Hide me" : "Show me on the leaderboard", field("visible")),
    ),
  );
}

/** Asks for a zone in words. */
export function zoneModal(route: string, zone: string): Modal {
  return questionModal({
    customId: route,
    title: "Your time zone",
    label: "City or zone",
    help: "Such as Berlin, Europe/Berlin, America/New_York or UTC.",
    placeholder: "Europe/Berlin",
    value: zone,
    required: true,
    maxLength: 60,
  });
}

/** That no zone is called so. */
export function unknownZoneText(typed: string, found: number): string {
  const more =
    found > 0 ? "The nearest ones come first in the list below." : "Try the name of a big city near you.";
  return `I know no time zone “${plain(typed, 100)}”. ${more}`;
}

/** What is said above the answer once the questions are answered. */
export function setupSavedText(mention: Mention): string {
  return `Saved. Change it any time with ${mention("me")}.`;
}

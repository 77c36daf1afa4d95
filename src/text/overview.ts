import type { Phase } from "../domain/roadmap.ts";
import { phaseShare, roadmapShare, weeksLeft } from "../domain/topic-progress.ts";
import type { Share } from "../domain/topic-progress.ts";
import { bar } from "./bar.ts";
import { customId } from "./custom-id.ts";
import { cardMessage } from "./embed.ts";
import type { Card } from "./embed.ts";
import { count, hours } from "./numbers.ts";
import { choicesOfReader, paceOf } from "./reader.ts";
import type { Reader } from "./reader.ts";
import type { Message } from "./reply.ts";
import { button, buttonRow, rows, selectRow } from "./rows.ts";
import { forEverybody } from "./share.ts";
import { personName, plain } from "./safe.ts";
import type { Whose } from "./whose.ts";
import { ownerArgs } from "./whose.ts";

/** The whole roadmap with a bar for each phase. `whose`: another member's way through it, with `reader.progress` theirs. */
export function overviewText(reader: Reader, whose: Whose | null = null): Message {
  const { roadmap } = reader;
  return cardMessage(
    overviewCard(reader, whose?.name ?? null),
    rows(
      selectRow({
        customId: customId("roadmap", "phase-pick", ...ownerArgs(whose)),
        placeholder: "Go to a phase",
        options: roadmap.phases.map(({ id, title }, index) => ({
          value: id,
          label: `${index + 1} · ${title}`,
        })),
      }),
      whose === null
        ? buttonRow(
            button("What's next", customId("roadmap", "next"), "primary"),
            button("Certifications", customId("roadmap", "certs")),
            button("How to learn", customId("roadmap", "approach")),
            reader.inServer && button("Share", customId("roadmap", "share-overview")),
          )
        : buttonRow(button("My own roadmap", customId("roadmap", "overview"))),
    ),
  );
}

/** The overview as a member shows it to the channel. */
export function sharedOverviewText(reader: Reader, sharer: string): Message {
  return cardMessage(overviewCard(reader, sharer), forEverybody());
}

function overviewCard(reader: Reader, name: string | null): Card {
  const { roadmap, progress } = reader;
  const choices = choicesOfReader(reader);
  const share = roadmapShare(roadmap, progress, choices);
  return {
    title: roadmap.title,
    lead: [
      ...(name === null ? [] : [`**${personName(name)}** on the roadmap:`]),
      bar(share.share),
      countsText(share),
      ...(name === null ? [leftText(reader, share)] : []),
    ],
    sections: roadmap.phases.map((phase, index) => ({
      title: `${index + 1} · ${phase.title}`,
      lines: [phaseLine(reader, phase)],
    })),
    ...(name === null &&
      reader.profile === null && { footer: "Hours at the roadmap's own pace. Set yours with /me." }),
  };
}

/** "3 of 20 topics done, 1 skipped". */
export function countsText({ topics, topicsDone, skipped }: Share): string {
  const left = skipped > 0 ? `, ${skipped} skipped` : "";
  return `${topicsDone} of ${count(topics, "topic")} done${left}`;
}

/** What is left, in hours and in weeks at the reader's pace. */
export function leftText(reader: Reader, { hoursLeft }: Share): string {
  if (hoursLeft === 0) return "Nothing left to do.";
  const pace = paceOf(reader);
  return `${hours(hoursLeft)} left: ${count(weeksLeft(hoursLeft, pace), "week")} at ${count(pace, "hour")} a week`;
}

function phaseLine({ roadmap, progress, ...reader }: Reader, phase: Phase): string {
  const share = phaseShare(phase, progress, choicesOfReader({ roadmap, progress, ...reader }));
  const row = roadmap.timeline.find((row) => row.phase === phase.id);
  const when = row === undefined ? "" : ` · ${plain(row.label, 80)}`;
  return `${bar(share.share)} · ${share.hoursLeft > 0 ? `${hours(share.hoursLeft)} left` : "nothing left"}${when}`;
}

import { MAX_LINK } from "../domain/link.ts";
import type { LinkProblem, Refusal } from "../domain/refusal.ts";
import type { Certification, Phase, Topic } from "../domain/roadmap.ts";
import type { DayProblem } from "../domain/typed-day.ts";
import { customId } from "./custom-id.ts";
import { dayMark, dayText } from "./dates.ts";
import { notice } from "./embed.ts";
import type { Mention } from "./reader.ts";
import type { Message } from "./reply.ts";
import { button, buttonRow, rows, selectRow } from "./rows.ts";
import { link, plain } from "./safe.ts";
import { topicName } from "./topic-lines.ts";

type Of<Kind extends Refusal["kind"]> = Extract<Refusal, { kind: Kind }>;

/** Why something is not done, and what to do instead. */
export function refusalText(refusal: Refusal, mention: Mention): Message {
  switch (refusal.kind) {
    case "no-such-topic":
      return noSuchTopic(refusal, mention);
    case "topic-gone":
      return gone(refusal.retired.title, refusal.successor, "topic");
    case "already":
      return already(refusal);
    case "bad-link":
      return notice([`I cannot keep ${typedText(refusal.typed)} as a link.`, linkAdvice(refusal.problem)]);
    case "no-such-certification":
      return noSuchCertification(refusal, mention);
    case "certification-gone":
      return gone(refusal.retired.title, refusal.successor, "cert");
    case "certification-retired":
      return retired(refusal.certification);
    case "certification-already":
      return certificationAlready(refusal);
    case "not-planned":
      return notice([`${name(refusal.certification)} is not planned, so there is nothing to drop.`]);
    case "bad-date":
      return notice([`${typedText(refusal.typed)} is ${badDayText(refusal.problem)}`]);
    case "exam-in-the-past":
      return notice([
        `${dayText(refusal.exam)} is over: for you it is ${dayText(refusal.today)}.`,
        "Passed it already? There is a button for that.",
      ]);
    case "target-in-the-past":
      return notice([`${dayText(refusal.date)} is over: for you it is ${dayText(refusal.today)}.`]);
    case "bad-hours":
      return notice([`${typedText(refusal.typed)} is no number of hours I can read. Write one like 12.`]);
    case "nothing-to-undo":
      return notice(["There is nothing of yours here to undo. It may be somebody else's, or be deleted."]);
    case "undone-already":
      return notice(["That is undone already. Nothing to do."]);
    case "overtaken":
      return notice(["You have changed this once more since then. Undo the newer step first."]);
  }
}

/** What a text is that is no day, and how one is written. Follows what was typed and "is". */
export function badDayText(problem: DayProblem): string {
  return problem === "order"
    ? "not a date I can read: in numbers alone I cannot tell day from month. Write it like 5 December or 2026-12-05."
    : "not a date I can read. Write it like friday, in 2 weeks, 5 December or 2026-12-31.";
}

/** A phase that was typed and is none. */
export function noSuchPhaseText(typed: string, nearest: readonly Phase[], mention: Mention): Message {
  return notice(
    [`There is no phase ${typedText(typed)}.`, offer(nearest.length, mention)],
    selectRow({
      customId: customId("roadmap", "phase-pick"),
      placeholder: "Did you mean",
      options: nearest.map(({ id, title }) => ({ value: id, label: title })),
    }),
  );
}

function noSuchTopic({ typed, nearest }: Of<"no-such-topic">, mention: Mention): Message {
  return notice(
    [`There is no topic ${typedText(typed)}.`, offer(nearest.length, mention)],
    selectRow({
      customId: customId("roadmap", "topic-pick"),
      placeholder: "Did you mean",
      options: nearest.map(({ id, title }) => ({ value: id, label: title })),
    }),
  );
}

function noSuchCertification({ typed, nearest }: Of<"no-such-certification">, mention: Mention): Message {
  return notice(
    [`There is no certification ${typedText(typed)}.`, offer(nearest.length, mention)],
    selectRow({
      customId: customId("roadmap", "cert-pick"),
      placeholder: "Did you mean",
      options: nearest.map(({ id, title }) => ({ value: id, label: title })),
    }),
  );
}

function offer(found: number, mention: Mention): string {
  return found > 0 ? "The nearest ones are below." : `All there is: ${mention("roadmap view")}`;
}

function gone(title: string, successor: Topic | Certification | null, action: "topic" | "cert"): Message {
  const was = `**${plain(title, 300)}** is no longer in the roadmap.`;
  if (successor === null) return notice([was, "What you did for it is kept."]);
  return notice(
    [was, `**${plain(successor.title, 160)}** took its place.`],
    buttonRow(button("Open it", customId("roadmap", action, successor.id))),
  );
}

function already({ topic, progress }: Of<"already">): Message {
  const words = { started: "started", done: "finished", known: "marked as known", skipped: "skipped" };
  const missesLink = progress.state === "done" && progress.link === null;
  return notice(
    [
      `You have ${words[progress.state]} ${topicName(topic)} already, on ${dayMark(progress.since)}.`,
      ...(missesLink ? ["Built something with it? You can add the link."] : []),
    ],
    rows(
      buttonRow(
        missesLink && button("Link to what I built…", customId("roadmap", "link", topic.id), "primary"),
        button("Open the topic", customId("roadmap", "topic", topic.id)),
        button("What's next", customId("roadmap", "next")),
      ),
    ),
  );
}

/** How a link would be right. */
export function linkAdvice(problem: LinkProblem): string {
  switch (problem) {
    case "not-a-link":
      return "A link begins with https://, as in https://github.com/you/your-project.";
    case "not-http":
      return "Only links to the open web work: they begin with https:// or http://.";
    case "has-spaces":
      return "A link has no spaces. Give one address and nothing else.";
    case "has-credentials":
      return "It holds a name or password before the @. Take that out, for others may see the link.";
    case "too-long":
      return `It is too long: up to ${MAX_LINK} characters fit. Most addresses work without what follows the question mark.`;
  }
}

function retired({ title, successor }: Certification): Message {
  return notice([
    `**${plain(title, 160)}** can no longer be taken.`,
    ...(successor === null ? [] : [`What took its place: ${successorName(successor)}.`]),
  ]);
}

function certificationAlready({ certification, progress }: Of<"certification-already">): Message {
  const day = progress.exam === null ? "" : ` for ${dayText(progress.exam)}`;
  return notice([`You have ${progress.state} ${name(certification)}${day} already.`]);
}

/** What a certification is called today, or what took its place. */
export function successorName({ title, url }: NonNullable<Certification["successor"]>): string {
  return url === null ? `**${plain(title, 160)}**` : link(title, url);
}

function name({ title }: Certification): string {
  return `**${plain(title, 160)}**`;
}

/** What was typed, as markdown in quotes. */
export function typedText(typed: string): string {
  return `“${plain(typed, 100)}”`;
}

import type { DueDate, DueSubject } from "../../src/domain/due-date.ts";
import { mint } from "../../src/domain/ids.ts";
import type { MemberId, TopicId } from "../../src/domain/ids.ts";
import { nextTopic } from "../../src/domain/next-topic.ts";
import { UNCHANGED_REMINDERS, WHENS } from "../../src/domain/reminders.ts";
import type { ReminderRoute } from "../../src/domain/reminders.ts";
import { topicsOf } from "../../src/domain/roadmap-graph.ts";
import type { Target } from "../../src/domain/targets.ts";
import { digestStoppedText, digestText } from "../../src/text/digest.ts";
import { myDatesText } from "../../src/text/my-dates.ts";
import { choicesOfReader } from "../../src/text/reader.ts";
import type { Reader } from "../../src/text/reader.ts";
import { notYoursText, reminderText, stoppedText } from "../../src/text/reminder.ts";
import type { ReminderAbout } from "../../src/text/reminder.ts";
import { remindersText } from "../../src/text/reminder-settings.ts";
import type { Message, Modal } from "../../src/text/reply.ts";
import { targetModal, targetRefusedText, targetSetText, targetText } from "../../src/text/target-page.ts";

// The screens of dates and reminders.

/** The first stands, the second has moved, and so on. */
export function targetOf(topic: TopicId, i: number, today: Temporal.PlainDate): Target {
  return {
    topic,
    date: today.add({ days: i * 5 }),
    hours: i % 2 === 0 ? null : 12,
    moved: i % 3 === 0 ? null : { from: today.subtract({ days: i }), times: 3 },
    letGo: i % 4 === 3 ? today : null,
  };
}

/** Every screen of a reader's dates, of what they type, and of what is sent to them. */
export function dateScreens(typed: string, reader: Reader, now: Temporal.Instant): (Message | Modal)[] {
  const reasons = ["off", "no-server", "left", "hidden", "no-channel", "parked"] as const;
  const routes: readonly ReminderRoute[] = [
    { kind: "direct" },
    { kind: "channel", id: "1295000000000000001", channelKind: "text" },
    ...reasons.map((reason) => ({ kind: "none", reason }) as const),
  ];
  const refusals = [
    { kind: "bad-date", typed, problem: "unreadable" },
    { kind: "bad-hours", typed },
    { kind: "target-in-the-past", date: reader.today, today: reader.today },
    { kind: "no-such-topic", typed, nearest: [] },
  ] as const;
  const dates = dueDatesIn(reader);
  const at = now;
  const { mention } = reader;
  return [
    myDatesText(reader, dates, ["Saved."]),
    myDatesText(reader, []),
    ...dates.map((date) =>
      remindersText(
        reader,
        { ...UNCHANGED_REMINDERS, digest: true },
        { reminder: { kind: "reminder", date, at }, digest: at },
        "Saved.",
      ),
    ),
    ...(["channel", "direct", "off"] as const).map((where) =>
      remindersText(
        reader,
        { ...UNCHANGED_REMINDERS, where, quietFrom: 8 },
        { reminder: { kind: "nothing" }, digest: null },
      ),
    ),
    ...reasons.map((reason) =>
      remindersText(reader, UNCHANGED_REMINDERS, { reminder: { kind: "unheard", reason }, digest: null }),
    ),
    ...postedScreens(reader, dates),
    ...topicsOf(reader.roadmap).flatMap((topic, i) => [
      targetModal(reader, topic),
      targetText(reader, topic, null),
      ...routes.map((route) =>
        targetText(reader, topic, { route, coming: [now, now].slice(i % 3) }, [targetSetText()]),
      ),
      ...refusals.map((refusal) =>
        targetRefusedText(refusal, { topic: topic.id, date: typed, hours: typed }, mention),
      ),
    ]),
  ];
}

/** The reader's dates, a past exam, and one of each that the roadmap no longer has. */
function dueDatesIn({ roadmap, targets, today }: Reader): DueDate[] {
  const certifications = roadmap.certifications.flatMap((group) => group.certifications);
  const subjects: readonly DueSubject[] = [
    ...targets.map(({ topic }) => ({ kind: "topic", topic }) as const),
    ...certifications.map(({ id }) => ({ kind: "exam", certification: id }) as const),
    { kind: "topic", topic: mint("gone") },
    { kind: "exam", certification: mint("gone") },
  ];
  return subjects.map((subject, i) => ({
    subject,
    date: today.add({ days: i - 2 }),
    hours: null,
    moved: i % 2 === 0 ? null : { from: today, times: 1 },
    guild: null,
    standing: { where: "direct", visible: true, server: null },
    days: { zone: "UTC", quietFrom: 22, quietTo: 8, dayEnd: 0 },
  }));
}

/** What is sent, as for a channel that pings nobody: whom it pings is looked at elsewhere. */
function postedScreens(reader: Reader, dates: readonly DueDate[]): Message[] {
  const { roadmap, progress, mention } = reader;
  const certifications = roadmap.certifications.flatMap((group) => group.certifications);
  const abouts: readonly ReminderAbout[] = [
    ...topicsOf(roadmap).map((topic) => ({ kind: "topic", topic }) as const),
    ...certifications.map((certification) => ({ kind: "exam", certification, booked: true }) as const),
  ];
  const own = { member: mint<MemberId>("12800000000000000009"), tag: "a".repeat(25) };
  const moved = { from: reader.today, times: 2 };
  const reminders = abouts.flatMap((about) =>
    WHENS.flatMap((when) =>
      [true, false].map((isPublic) => ({
        ...reminderText({ ...own, about, when, moved, isPublic }),
        pings: [],
      })),
    ),
  );
  const topics = topicsOf(roadmap).map(({ id }) => id);
  const digests = [topics, []].flatMap((some) => {
    const next = nextTopic(roadmap, progress, choicesOfReader(reader));
    const done = { finished: some, checked: some.length, groups: some };
    return digestText(reader, { ...own, ...done, next, dates: some.length > 0 ? dates : [] }) ?? [];
  });
  return [...reminders, ...digests, stoppedText(mention), digestStoppedText(mention), notYoursText(mention)];
}

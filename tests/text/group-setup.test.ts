import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { ChannelReport } from "../../src/domain/channel-report.ts";
import { dueWeeks, planStart, upcoming, weeksLeft } from "../../src/domain/group-plan.ts";
import { slotFrom } from "../../src/domain/schedule.ts";
import { mint } from "../../src/domain/ids.ts";
import type { TopicId } from "../../src/domain/ids.ts";
import {
  badTopicText,
  notMentionableText,
  pauseModal,
  testedText,
} from "../../src/text/group-setup-forms.ts";
import { badDateText, badTimeText, timeModal } from "../../src/text/group-setup-forms.ts";
import { pastLines } from "../../src/text/group-setup-trouble.ts";
import { groupSetupText } from "../../src/text/group-setup.ts";
import type { GroupView } from "../../src/text/group-setup.ts";
import { roadmap } from "../support/arbitraries.ts";
import { slot } from "../support/arbitrary-slot.ts";
import { line } from "../support/arbitrary-text.ts";
import { faultsOf } from "../support/check-reply.ts";
import { textOf } from "../support/read-message.ts";
import { found } from "../support/stage.ts";

const NOW = Temporal.Instant.from("2026-11-22T10:00:00Z");
const CHANNEL = "1295000000000000007";
const ROLE = "1296000000000000001";

const reports: readonly ChannelReport[] = [
  { kind: "gone" },
  { kind: "no-access" },
  { kind: "unknown" },
  found({ pingable: new Set([ROLE]) }),
  found({
    missing: [
      "View Channel",
      "Embed Links",
      "Read Message History",
      "Send Messages",
      "Create Public Threads",
    ],
  }),
  found({ kind: "forum", obstacle: "tag-required" }),
  found({ kind: "thread", obstacle: "locked" }),
  found({ kind: "other" }),
];

/** A group in any state, with what people wrote in its roadmap and what Discord said of its posts. */
const views = fc
  .record({
    roadmap: roadmap(),
    slot: slot(),
    report: fc.option(fc.constantFrom(...reports)),
    pinged: fc.boolean(),
    discussion: fc.boolean(),
    pause: fc.option(fc.integer({ min: 1, max: 700 })),
    skips: fc.uniqueArray(fc.nat(60), { maxLength: 52 }),
    pace: fc.integer({ min: 1, max: 168 }),
    passed: fc.nat(400),
    isLost: fc.boolean(),
    reason: fc.option(line(300)),
    past: fc.array(
      fc.record({
        kind: fc.constantFrom("week", "test", "thread", "deadline", "sprint-start"),
        state: fc.constantFrom("planned", "claimed", "sent", "skipped", "dead", "unknown"),
        reason: fc.option(line(300)),
        member: fc.constant(null),
      }),
      { maxLength: 40 },
    ),
  })
  .map(({ roadmap, slot, report, pause, passed, isLost, ...group }): GroupView => {
    const fromDate = NOW.toZonedDateTimeISO(slot.zone).toPlainDate();
    const first = slotFrom(slot, fromDate).date;
    const skips = group.skips.map((weeks) => first.add({ weeks }));
    const { pace } = group;
    const open = { slot, pace, fromDate, skips: new Set(skips.map(String)), pausedUntil: null };
    const start = { ...open, from: planStart(roadmap) };
    const { from } = dueWeeks(roadmap, start, NOW.add({ hours: 24 * passed }));
    const standing = isLost ? { topic: mint<TopicId>("nowhere"), hour: 0 } : from;
    const pausedUntil = pause === null ? null : fromDate.add({ days: pause });
    return {
      roadmap,
      channel: report === null ? null : { id: CHANNEL, report },
      channelKind: report !== null && "missing" in report && report.kind !== "other" ? report.kind : null,
      ...slot,
      pingRole: group.pinged ? ROLE : null,
      pace,
      discussion: group.discussion,
      pausedUntil,
      skips,
      coming: upcoming(roadmap, { ...open, from: standing, pausedUntil }, NOW, 3),
      standing: standing?.topic ?? null,
      weeksLeft: standing === null ? 0 : weeksLeft(roadmap, standing, pace),
      parked: group.reason,
      sentAgain: group.discussion,
      past: group.past.map((one, i) => ({ ...one, dueAt: NOW.subtract({ hours: 24 * i }) })),
      now: NOW,
    };
  });

test("the panel is one that Discord takes, whatever a group has set and come to, and says what comes or why nothing does", () => {
  fc.assert(
    fc.property(views, fc.constantFrom("schedule", "plan"), fc.option(line(200)), (view, page, typed) => {
      const news = typed === null ? null : badTopicText(typed, []);
      const message = groupSetupText(view, page, news);
      expect(faultsOf({ kind: "private", message })).toEqual([]);
      const comes = view.coming.some(({ kind }) => kind === "week");
      const said = textOf(message);
      expect([said.includes("week 1 of") || /week \d+ of \d+/u.test(said), comes]).toEqual([comes, comes]);
      expect(said.includes("finished the roadmap")).toBe(!comes && view.coming.at(-1)?.kind === "finished");
      expect(said.includes("no longer has the topic")).toBe(!comes && view.coming.at(-1)?.kind === "lost");
      expect(said.includes("Still missing")).toBe(view.channel === null);
      expect(said.includes("**Stopped**")).toBe(view.parked !== null);
    }),
  );
});

test("what people type into its forms is told back as it is, and pings nobody", () => {
  const today = Temporal.PlainDate.from("2026-11-22");
  fc.assert(
    fc.property(line(200), (typed) => {
      const lines = [
        badTimeText(typed),
        badDateText(typed, "unreadable"),
        badDateText(typed, "order"),
        badTopicText(typed, []),
        notMentionableText(typed),
        testedText(CHANNEL, "dead", typed),
        testedText(CHANNEL, "unknown", typed),
      ];
      const message = { embeds: lines.map((description) => ({ description })) };
      expect(faultsOf({ kind: "private", message })).toEqual([]);
    }),
  );
  const modals = [pauseModal(today, today), pauseModal(null, today), timeModal(new Temporal.PlainTime(9))];
  for (const modal of modals) expect(faultsOf({ kind: "modal", modal })).toEqual([]);
});

test("lately: ten lines at most, and what was skipped again and again is one, so that it hides nothing else", () => {
  const skipped = (days: number) => ({
    kind: "sprint-post",
    state: "skipped",
    reason: "expired",
    member: null,
    dueAt: NOW.subtract({ hours: 24 * days }),
  });
  const week = { ...skipped(8), kind: "week", state: "dead", reason: "no-permission" };
  const lines = pastLines([...[1, 2, 3, 4, 5, 6, 7].map(skipped), week]);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toContain(
    "Sprint: check-in or reminder: skipped, and 6 times before: its time had passed",
  );
  expect(lines[1]).toContain("Weekly prompt: failed: a permission was missing");
  const mixed = Array.from({ length: 12 }, (_, i) => (i % 2 === 0 ? skipped(i) : week));
  expect(pastLines(mixed)).toHaveLength(10);
});

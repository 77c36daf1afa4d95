import type { Kind } from "./kind.ts";
import { deadlineKind } from "./kind-deadline.ts";
import { digestKind } from "./kind-digest.ts";
import { noticeKind } from "./kind-notice.ts";
import { testKind } from "./kind-test.ts";
import { threadKind, weekKind } from "./kind-week.ts";
import { sprintEventKind } from "./kind-sprint-event.ts";
import { sprintWrapUpKind } from "./kind-sprint-wrapup.ts";
import { sprintHelpKind, sprintMergeKind, sprintPostKind, sprintReminderKind } from "./kinds-sprint.ts";
import { sprintCardKind, sprintEditKind, sprintThreadKind } from "./kinds-sprint-card.ts";

/** Everything that can fall due, by the kind that its occurrences have. */
export const kinds: Readonly<Record<string, Kind>> = {
  week: weekKind,
  thread: threadKind,
  test: testKind,
  notice: noticeKind,
  deadline: deadlineKind,
  digest: digestKind,
  "sprint-card": sprintCardKind,
  "sprint-thread": sprintThreadKind,
  "sprint-event": sprintEventKind,
  "sprint-edit": sprintEditKind,
  "sprint-post": sprintPostKind,
  "sprint-reminder": sprintReminderKind,
  "sprint-merge": sprintMergeKind,
  "sprint-help": sprintHelpKind,
  "sprint-wrapup": sprintWrapUpKind,
};

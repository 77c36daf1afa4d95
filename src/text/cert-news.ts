import type { Grant } from "../domain/points.ts";
import type { CertificationState } from "../domain/progress.ts";
import { dayText } from "./dates.ts";
import { earnedText } from "./points.ts";
import type { Mention } from "./reader.ts";

/** What a step with a certification has brought, as sentences. `state` is where it stands now; null: it was dropped. */
export function certificationNews(
  state: CertificationState | null,
  exam: Temporal.PlainDate | null,
  grants: readonly Grant[],
  mention: Mention,
): string[] {
  const when = exam === null ? "" : ` for ${dayText(exam)}`;
  switch (state) {
    case "planned":
      return [`Planned${when}.`];
    case "booked":
      return [`Booked${when}. Good luck!`];
    case "passed":
      return ["Passed. Congratulations!", ...earnedText(grants)];
    case null:
      return [`Dropped. You find it again under ${mention("roadmap certs")}.`];
  }
}

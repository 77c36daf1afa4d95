import type { CertificationGroupView, CertificationView } from "../domain/certificates.ts";
import { shortTerms } from "./cert-terms.ts";
import { customId } from "./custom-id.ts";
import { dayText, distanceText } from "./dates.ts";
import { cardMessage } from "./embed.ts";
import { MAX_OPTIONS } from "./limits.ts";
import { certificationMark } from "./marks.ts";
import { count } from "./numbers.ts";
import type { Reader } from "./reader.ts";
import { successorName } from "./refusal.ts";
import type { Message } from "./reply.ts";
import { button, buttonRow, rows, selectRow } from "./rows.ts";
import { plain } from "./safe.ts";

/** The certifications that concern a reader, group by group. `asked` is a page, from 0. */
export function certsText(reader: Reader, groups: readonly CertificationGroupView[], asked = 0): Message {
  const pages = paged(groups);
  const page = Math.min(Math.max(0, asked), Math.max(0, pages.length - 1));
  const shown = pages[page] ?? [];
  if (shown.length === 0) return cardMessage({ title: "Certifications", lead: ["This roadmap names none."] });
  return cardMessage(
    {
      title: "Certifications",
      lead: [
        leadText(reader),
        ...groups.flatMap(({ items }) => items.flatMap((item) => askedLines(item, reader))),
      ],
      sections: shown.map(({ group, items }) => ({
        title: `${group.level} · ${group.title} (${group.pick === "one" ? "take one" : "any you like"})`,
        lines: items.map((item) => certificationLine(item, reader.today)),
      })),
      footer: `Last checked ${dayText(latestCheck(groups))}${pages.length > 1 ? ` · Page ${page + 1} of ${pages.length}` : ""}`,
    },
    rows(
      selectRow({
        customId: customId("roadmap", "cert-pick"),
        placeholder: "Open a certification",
        options: shown.flatMap(({ items }) =>
          items.map(({ certification }) => ({
            value: certification.id,
            label: certification.title,
            description: certification.provider,
          })),
        ),
      }),
      buttonRow(
        page > 0 && button("Earlier ones", customId("roadmap", "certs", String(page - 1))),
        page < pages.length - 1 && button("More", customId("roadmap", "certs", String(page + 1))),
        button("What's next", customId("roadmap", "next")),
        button("Whole roadmap", customId("roadmap", "overview")),
      ),
    ),
  );
}

/** Groups together on a page as long as their certifications fit one select. */
function paged(groups: readonly CertificationGroupView[]): CertificationGroupView[][] {
  const pages: CertificationGroupView[][] = [];
  let left = 0;
  for (const group of groups) {
    if (group.items.length > left) {
      pages.push([]);
      left = MAX_OPTIONS;
    }
    pages.at(-1)?.push(group);
    left -= group.items.length;
  }
  return pages;
}

function leadText({ roadmap, profile }: Reader): string {
  const bound = new Set(
    roadmap.certifications.flatMap(({ certifications }) => certifications.map(({ only }) => only?.choice)),
  );
  const chosen = roadmap.choices.flatMap(({ id, options }) => {
    const option = options.find((option) => option.id === profile?.choices.get(id));
    return bound.has(id) && option ? [`**${plain(option.title, 160)}**`] : [];
  });
  return chosen.length > 0
    ? `For your choice of ${chosen.join(" and ")}, as things stand today.`
    : "As things stand today.";
}

/** One certification in a line: the reader's state, what is true of it today, and how far its topics are. */
function certificationLine(
  { certification, progress, topics, open }: CertificationView,
  today: Temporal.PlainDate,
): string {
  const { title, status, successor } = certification;
  const own = progress === null ? [] : [stateText(progress, today)];
  const ready =
    topics.length === 0 ? [] : [`${topics.length - open.length} of ${count(topics.length, "topic")} done`];
  const now = {
    current: ["current"],
    renamed: successor === null ? ["renamed"] : [`now called ${successorName(successor)}`],
    retired: [successor === null ? "retired" : `retired, today ${successorName(successor)}`],
  }[status];
  const parts = [...own, ...now, ...shortTerms(certification), ...ready];
  const rest = parts.length === 0 ? "" : ` · ${parts.join(" · ")}`;
  return `${certificationMark(progress?.state ?? null)} **${plain(title, 160)}**${rest}`;
}

/** Of an exam that is over and of which nothing is known yet: asked here and nowhere else. */
export function askedLines(
  { certification, progress }: CertificationView,
  { today }: Pick<Reader, "today">,
): string[] {
  const { state, exam } = progress ?? { state: null, exam: null };
  if (exam === null || state === "passed" || Temporal.PlainDate.compare(exam, today) >= 0) return [];
  return [`Your exam **${plain(certification.title, 160)}** was on ${dayText(exam)}. How did it go?`];
}

/** "booked for 3 March 2027, in 39 days". */
export function stateText(
  { state, exam }: NonNullable<CertificationView["progress"]>,
  today: Temporal.PlainDate,
): string {
  return exam === null ? state : `${state} for ${dayText(exam)}, ${distanceText(exam, today)}`;
}

function latestCheck(groups: readonly CertificationGroupView[]): Temporal.PlainDate {
  const days = groups.flatMap(({ items }) => items.map(({ certification }) => certification.checked));
  return Temporal.PlainDate.from(days.toSorted().at(-1) ?? "1970-01-01");
}

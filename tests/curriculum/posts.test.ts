import { describe, expect, test } from "vitest";
import type { Choices, MemberProgress } from "../../src/domain/progress.ts";
import { topicsOf } from "../../src/domain/roadmap-graph.ts";
import { questionsFor, unitsOfWeek } from "../../src/domain/material.ts";
import { placementAnswerText, placementText } from "../../src/text/placement.ts";
import type { Reader } from "../../src/text/reader.ts";
import type { Message } from "../../src/text/reply.ts";
import { answerText, questionText } from "../../src/text/self-check.ts";
import { topicPageText } from "../../src/text/topic-card.ts";
import { unitText } from "../../src/text/unit-page.ts";
import { faultsOf } from "../support/check-reply.ts";
import { realRoadmap } from "../support/real-roadmap.ts";
import { groupsOf, longestPost, plainPost, weeksOf } from "./weeks.ts";

const roadmap = await realRoadmap();
const weeks = weeksOf(roadmap);
const groups = groupsOf(roadmap);

/** What Discord would refuse, and places where a text had to give up lines. */
function wrongWith(message: Message, parts = message.embeds ?? []): string[] {
  const cut = parts.filter(({ description = "" }) =>
    /^(?:… and \d+ more|\d+ not shown)$/mu.test(description),
  );
  return [...faultsOf({ kind: "public", message }), ...cut.map(({ title }) => `cut: ${title}`)];
}

describe("every weekly post of the roadmap fits where Discord shows it", () => {
  test("there is one for each unit", () => {
    const units = topicsOf(roadmap).flatMap(({ material }) => material.units);
    expect(weeks.flatMap((week) => unitsOfWeek(week.topic, week).units)).toEqual(units);
  });

  test.each(groups)("in its longest form, for a group that chose: $name", ({ choices }) => {
    const wrong = weeks.flatMap((week) => {
      const message = longestPost(roadmap, week, choices);
      // What the group did gives way to what the week is about.
      return wrongWith(message, message.embeds?.slice(0, -1)).map(
        (fault) => `${week.topic.id} ${week.week}: ${fault}`,
      );
    });
    expect(wrong).toEqual([]);
  });

  test.each(groups.filter(({ name }) => name !== "all"))(
    "has every step of the exercise: $name",
    ({ choices }) => {
      const short = weeks.filter((week) => {
        const { units } = unitsOfWeek(week.topic, week);
        const texts = (plainPost(roadmap, week, choices).embeds ?? []).map(
          ({ description }) => description ?? "",
        );
        return (
          units.length > 0 && !texts.some((text) => text.includes("**Hand in:**") && /^2\. /mu.test(text))
        );
      });
      expect(short.map(({ topic, week }) => `${topic.id} ${week}`)).toEqual([]);
    },
  );

  test.each([1, 3, 5, 12, 16, 24, 40, 80])("at %i hours a week too", (pace) => {
    const wrong = weeksOf(roadmap, pace).flatMap((week) =>
      groups.flatMap(({ choices }) =>
        faultsOf({ kind: "public", message: longestPost(roadmap, week, choices) }),
      ),
    );
    expect(wrong).toEqual([]);
  });
});

describe("every page of the material fits where Discord shows it", () => {
  const nothing: MemberProgress = { topics: new Map(), objectives: new Map(), certifications: new Map() };
  const readers = groups
    .filter(({ name }) => name !== "all")
    .map(({ name, choices }) => {
      const chosen: Choices = new Map([...choices].map(([choice, [option]]) => [choice, option!]));
      const profile = { member: "1" as never, zone: "UTC", hoursPerWeek: 8, visible: true, choices: chosen };
      return { name, reader: readerOf(profile), chosen };
    });

  function readerOf(profile: Reader["profile"]): Reader {
    const today = Temporal.PlainDate.from("2026-11-30");
    return {
      roadmap,
      profile,
      progress: nothing,
      today,
      targets: [],
      inServer: true,
      mention: (name) => `/${name}`,
    };
  }

  test.each(readers)("for a member who chose: $name", ({ reader, chosen }) => {
    const wrong = topicsOf(roadmap).flatMap((topic) => {
      const { units, placement } = topic.material;
      const pages = [
        topicPageText(reader, topic),
        ...units.map((unit) => unitText(reader, topic, unit)),
        ...questionsFor(topic, chosen).flatMap((one) => [
          questionText(reader, topic, one),
          answerText(reader, topic, one),
        ]),
        placementText(topic, placement),
        placementAnswerText(reader, topic, placement),
      ];
      return pages.flatMap((page) => wrongWith(page)).map((fault) => `${topic.id}: ${fault}`);
    });
    expect(wrong).toEqual([]);
  });
});

import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { rebuild } from "../../src/store/rebuild.ts";
import type { Message } from "../../src/text/reply.ts";
import { BUTTON, SELECT } from "../../src/text/discord-numbers.ts";
import { roadmap } from "../support/arbitraries.ts";
import { displayName, line, link, locale } from "../support/arbitrary-text.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { createStage } from "../support/stage.ts";
import type { Person } from "../support/stage.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const COMMANDS = [
  "roadmap next",
  "roadmap view",
  "roadmap certs",
  "leaderboard",
  "me",
  "help",
  "sprint start",
  "sprint join",
  "sprint status",
  "sprint leave",
  "sprint end",
] as const;
// Over the step's number, so that a shrunk run makes the same steps.
const steps = fc.array(
  fc.record({
    who: fc.nat(1),
    what: fc.nat(1_000),
    how: fc.nat(1_000),
    typed: fc.oneof(line(80), link(), fc.constantFrom("2027-05-05", "Berlin", "", "UTC")),
  }),
  { minLength: 10, maxLength: 40 },
);

/** Does one of the things that a person can do with the message in front of them. */
async function doSomething(
  person: Person,
  { what, how, typed }: { what: number; how: number; typed: string },
): Promise<void> {
  const parts = partsOf(person.message());
  const part = parts[what % (parts.length + 2)];
  if (part === undefined) {
    const command = COMMANDS[how % COMMANDS.length] ?? "help";
    if (how % 7 === 0)
      await person.command("roadmap done", { topic: typed, link: how % 2 === 0 ? typed : undefined });
    else if (how % 11 === 0) await person.command("roadmap view", { topic: typed });
    else if (how % 5 === 0)
      await person.command("sprint start", { goal: typed, starts: how % 2 ? "" : typed });
    else await person.command(command);
    return;
  }
  const { values, max } = part;
  const picked = values.filter((_, i) => (how >> (i % 10)) % 2 === 1).slice(0, max);
  const reply = await person.raw(part.id, {
    values: max === 1 ? values.slice(how % values.length).slice(0, 1) : picked,
  });
  if (reply.kind === "modal") await person.submit(typed);
}

function partsOf({ rows = [] }: Message): { id: string; values: string[]; max: number }[] {
  return rows
    .flatMap((row) => row.components)
    .flatMap((part) => {
      if (part.type === BUTTON)
        return "custom_id" in part ? [{ id: part.custom_id, values: [], max: 0 }] : [];
      if (part.type !== SELECT) return [];
      return [
        { id: part.custom_id, values: part.options.map(({ value }) => value), max: part.max_values ?? 1 },
      ];
    });
}

test("whoever clicks whatever, in whatever order, gets an answer that Discord takes", async () => {
  await fc.assert(
    fc.asyncProperty(roadmap(), displayName(), locale(), steps, async (roadmap, name, locale, steps) => {
      const stage = createStage(database.db, roadmap);
      const people = [stage.person(name, { locale }), stage.person("Direct", { guild: null })] as const;
      for (const step of steps) {
        stage.advance({ minutes: step.how });
        await doSomething(people[step.who] ?? people[0], step);
      }
    }),
    { numRuns: 25, endOnFailure: true },
  );
  const derived = async () =>
    (await database.pool.query("select * from scores order by guild, period, metric, member")).rows;
  const before = await derived();
  await rebuild(database.db);
  expect(await derived()).toEqual(before);
}, 120_000);

import { cp, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openAuthorDesk } from "../../src/authoring/desk.ts";
import type { AuthorDesk, DeskState } from "../../src/authoring/desk.ts";
import type { Roadmap } from "../../src/domain/roadmap.ts";
import { loadRoadmap } from "../../src/roadmap.ts";

const NOW = Temporal.Instant.from("2030-06-05T12:00:00Z");

/** A desk over a small roadmap in a folder of its own. */
async function openDesk(onRoadmap: (desk: AuthorDesk) => Promise<void>) {
  const home = await mkdtemp(join(tmpdir(), "waymark-desk-"));
  const folder = join(home, "roadmap");
  await cp("tests/roadmap/small", join(folder, "small"), { recursive: true });
  await cp("tests/roadmap/small.yaml", join(folder, "small.yaml"));
  const read = await loadRoadmap(folder);
  if (!read.ok) throw new Error(read.problems.join("\n"));
  const desk: AuthorDesk = openAuthorDesk({
    folder,
    roadmap: read.roadmap,
    now: () => NOW,
    onRoadmap: () => onRoadmap(desk),
  });
  const file = join(folder, "small.yaml");
  return {
    desk,
    home,
    folder,
    save: async (from: string, to: string) => {
      // At once, as editors do: what is half written is not read.
      const draft = join(home, "draft.yaml");
      await writeFile(draft, (await readFile(file, "utf8")).replace(from, to));
      await rename(draft, file);
    },
    /** Resolves once the desk's state is so. */
    until: (isSo: (state: DeskState) => boolean): Promise<DeskState> =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!isSo(desk.state())) return;
          end();
          resolve(desk.state());
        };
        const end = desk.onChange(look);
        look();
      }),
    async [Symbol.asyncDispose]() {
      desk.close();
      await rm(home, { recursive: true });
    },
  };
}

const titles = ({ topics }: DeskState): string[] => topics.map(({ title }) => title);
const taking = async (desk: AuthorDesk): Promise<void> => void desk.roadmap();

test("a folder that is moved away is missed, and once it is back the roadmap is watched again", async () => {
  await using place = await openDesk(taking);
  const { folder, home, until, save } = place;
  await rename(folder, join(home, "elsewhere"));
  const { problems } = await until((state) => state.problems.length > 0);
  expect(problems).toEqual(["folder: does not exist, name the folder that holds the roadmap"]);
  await rename(join(home, "elsewhere"), folder);
  await until((state) => state.problems.length === 0);
  await save("title: Python", "title: Python again");
  expect(titles(await until((state) => titles(state).includes("Python again")))).toHaveLength(3);
});

test("a folder that something writes into all the time is read nevertheless", async () => {
  await using place = await openDesk(taking);
  const { folder, until, save } = place;
  const timer = setInterval(() => void writeFile(join(folder, "notes.yaml.swp"), "draft"), 20);
  await save("title: Python", "title: Cobra");
  expect(titles(await until(({ saved }) => saved > 0))).toContain("Cobra");
  clearInterval(timer);
});

test("a folder that is made anew in the place of the old one is read, and watched", async () => {
  await using place = await openDesk(taking);
  const { folder, home, until, save } = place;
  await cp(folder, join(home, "clone"), { recursive: true });
  await rm(folder, { recursive: true });
  await until((state) => state.problems.length > 0);
  await cp(join(home, "clone"), folder, { recursive: true });
  await until((state) => state.problems.length === 0);
  await save("title: Python", "title: Python anew");
  expect(titles(await until((state) => titles(state).includes("Python anew")))).toHaveLength(3);
});

test("what is saved while the bot restarts is told at once", async () => {
  const gate = Promise.withResolvers<void>();
  await using place = await openDesk(async (desk) => {
    desk.roadmap();
    await gate.promise;
  });
  const { until, save } = place;
  await save("title: Python", "title: Cobra");
  const first = await until(({ saved }) => saved === 1);
  expect([first.changes, first.inUse]).toEqual([["Cobra: title"], false]);
  await save("hours: 8", "hours: eight");
  expect((await until(({ saved }) => saved === 2)).problems).toHaveLength(1);
  await save("hours: eight", "hours: 8");
  expect((await until(({ saved }) => saved === 3)).problems).toEqual([]);
  gate.resolve();
  await until(({ inUse }) => inUse);
});

test("a second saving that the starting bot takes already does not restart it again", async () => {
  const gate = Promise.withResolvers<void>();
  const taken: Roadmap[] = [];
  await using place = await openDesk(async (desk) => {
    await gate.promise; // the old one ends
    taken.push(desk.roadmap());
  });
  const { until, save } = place;
  await save("title: Python", "title: Cobra");
  await until(({ saved }) => saved === 1);
  await save("title: Cobra", "title: Adder");
  await until(({ saved }) => saved === 2);
  gate.resolve();
  await until(({ inUse }) => inUse);
  expect(taken).toHaveLength(1);
  expect(JSON.stringify(taken[0])).toContain("Adder");
});

test("a second saving that comes after the bot took the first restarts it once more", async () => {
  const gate = Promise.withResolvers<void>();
  const taken: Roadmap[] = [];
  await using place = await openDesk(async (desk) => {
    taken.push(desk.roadmap());
    await gate.promise; // the new one comes up
  });
  const { until, save } = place;
  await save("title: Python", "title: Cobra");
  await until(({ saved }) => saved === 1);
  await save("title: Cobra", "title: Adder");
  await until(({ saved }) => saved === 2);
  gate.resolve();
  await until(({ inUse }) => inUse);
  expect(taken.map((one) => /Adder|Cobra/.exec(JSON.stringify(one))?.[0])).toEqual(["Cobra", "Adder"]);
});

test("with a bot that is switched off each saving is told, and is in use when it starts", async () => {
  await using place = await openDesk(async () => {});
  const { until, save, desk } = place;
  await save("title: Python", "title: Cobra");
  await until(({ saved }) => saved === 1);
  await save("title: Cobra", "title: Adder");
  expect((await until(({ saved }) => saved === 2)).inUse).toBe(false);
  expect(JSON.stringify(desk.roadmap())).toContain("Adder");
  await until(({ inUse }) => inUse);
});

test("a mistake is told by its file as it is called in the folder, also where it names another file", async () => {
  await using place = await openDesk(taking);
  await rm(join(place.folder, "small", "python.yaml"));
  const { problems } = await place.until((state) => state.problems.length > 0);
  expect(problems).toEqual([
    "small.yaml:38: topics[python]: has nothing that it is taught with, write small/python.yaml, as README tells",
  ]);
});

test("a restart that fails is told", async () => {
  await using place = await openDesk(() => Promise.reject(new Error("it hangs")));
  const { until, save } = place;
  await save("title: Python", "title: Cobra");
  expect((await until(({ problems }) => problems.length > 0)).problems).toEqual(["it hangs"]);
});

import { mint } from "../domain/ids.ts";
import type { MemberId } from "../domain/ids.ts";
import type { Roadmap } from "../domain/roadmap.ts";
import { loadRoadmap } from "../roadmap.ts";
import { resolve, sep } from "node:path";
import { changesBetween } from "./changes.ts";
import { renderingsOf } from "./renderings.ts";
import type { Rendering } from "./renderings.ts";
import { watchFolder } from "./watch-folder.ts";

export type DeskState = {
  /** Where the roadmap is read from. */
  readonly folder: string;
  /** All that is wrong with what was saved last, `file:line: field: …`, files as they are called in the folder. Empty: it was taken. */
  readonly problems: readonly string[];
  /** What the last saving changed. */
  readonly changes: readonly string[];
  /** Whether the bot works with what was taken last. */
  readonly inUse: boolean;
  /** How often it was saved since the start. */
  readonly saved: number;
  readonly topics: readonly { readonly id: string; readonly title: string; readonly phase: string }[];
};

/** What an author of a roadmap works with: what is wrong, what changed, and how each topic looks. */
export type AuthorDesk = {
  readonly state: () => DeskState;
  /** The last roadmap without mistakes, for a bot that starts: whoever asks works with it from now on. */
  readonly roadmap: () => Roadmap;
  /** Every way in which a topic is shown, to and about this person. */
  readonly preview: (
    topic: string,
    person: { readonly id: string; readonly name: string },
  ) => readonly Rendering[];
  /** Told after each saving, and when it is in use; returns a function that ends that. */
  readonly onChange: (listener: () => void) => () => void;
  readonly close: () => void;
};
type Options = {
  readonly folder: string;
  readonly roadmap: Roadmap;
  readonly now: () => Temporal.Instant;
  /** A roadmap without mistakes was saved: has the bot start with it. Not called again before that is over, nor for one that it took by then. */
  readonly onRoadmap: () => Promise<void>;
};

/** Editors save in several steps; what comes this close together is one saving, but not for longer than that. */
const GATHER_MS = 150;
const LONGEST_MS = 2_000;

/** Watches the folder of the roadmap. Where it cannot be watched there is no news, and the rest works. */
export function openAuthorDesk({ folder: given, roadmap, now, onRoadmap }: Options): AuthorDesk {
  const folder = resolve(given);
  const listeners = new Set<() => void>();
  let news: Pick<DeskState, "problems" | "changes" | "saved"> = { problems: [], changes: [], saved: 0 };
  const notify = (): void => listeners.forEach((listener) => listener());
  const tell = (problems: readonly string[], changes: readonly string[]): void => {
    news = { problems, changes, saved: news.saved + 1 };
    notify();
  };
  const fail = (error: unknown): void => tell([error instanceof Error ? error.message : String(error)], []);
  const stock = createStock(roadmap, onRoadmap, notify);
  const read = async (): Promise<void> => {
    const result = await loadRoadmap(folder);
    if (!result.ok)
      return tell(
        result.problems.map((problem) => within(folder, problem)),
        [],
      );
    const changes = changesBetween(stock.last(), result.roadmap);
    if (changes.length === 0 && news.problems.length === 0) return; // saved as it was
    const started = changes.length > 0 ? stock.put(result.roadmap) : null;
    // The bot's start takes a while: what is saved meanwhile is read and told.
    tell([], changes);
    void started?.catch(fail);
  };
  let timer: NodeJS.Timeout | undefined;
  let since: number | null = null;
  let reading = Promise.resolve();
  const unwatch = watchFolder(folder, () => {
    clearTimeout(timer);
    since ??= performance.now();
    const longest = since + LONGEST_MS - performance.now();
    timer = setTimeout(
      () => {
        since = null;
        reading = reading.then(read).catch(fail);
      },
      Math.max(0, Math.min(GATHER_MS, longest)),
    ).unref();
  });
  return {
    state: () => ({ folder, ...news, inUse: stock.isInUse(), topics: topicsIn(stock.last()) }),
    roadmap: stock.take,
    preview: (topic, { id, name }) =>
      renderingsOf(stock.last(), topic, { now: now(), person: { id: mint<MemberId>(id), name } }),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      clearTimeout(timer);
      unwatch();
    },
  };
}

/** A problem with its files as they are called in the folder, which is named once, above all problems. */
function within(folder: string, problem: string): string {
  const own = `${folder}:1: `;
  return problem.startsWith(own) ? problem.slice(own.length) : problem.replaceAll(folder + sep, "");
}

/** The last good roadmap, and the one that the bot has. */
function createStock(first: Roadmap, restart: () => Promise<void>, notify: () => void) {
  let last = first;
  let taken = first;
  let restarting = false;
  const untilTaken = async (): Promise<void> => {
    const wanted = last;
    await restart();
    if (last !== wanted && last !== taken) await untilTaken();
  };
  /** What is put while the bot starts may be what it takes, and then needs no other start. One that is switched off takes nothing. */
  const bringIn = async (): Promise<void> => {
    if (restarting || taken === last) return;
    restarting = true;
    try {
      await untilTaken();
    } finally {
      restarting = false;
      notify();
    }
  };
  return {
    last: () => last,
    put: (roadmap: Roadmap): Promise<void> => {
      last = roadmap;
      return bringIn();
    },
    take: (): Roadmap => {
      taken = last;
      notify();
      return taken;
    },
    isInUse: () => taken === last && !restarting,
  };
}

function topicsIn({ phases }: Roadmap): DeskState["topics"] {
  return phases.flatMap((phase) =>
    phase.tracks.flatMap(({ topics }) => topics.map(({ id, title }) => ({ id, title, phase: phase.title }))),
  );
}

import { watch } from "node:fs";
import type { Roadmap } from "../domain/roadmap.ts";
import { loadRoadmap } from "../roadmap.ts";
import { changesBetween } from "./changes.ts";
import { renderingsOf } from "./renderings.ts";
import type { Rendering } from "./renderings.ts";

export type DeskState = {
  /** Where the roadmap is read from. */
  readonly folder: string;
  /** All that is wrong with what was saved last, `file:line: field: …`. Empty: it is in use. */
  readonly problems: readonly string[];
  /** What the last saving changed. */
  readonly changes: readonly string[];
  /** How often it was saved since the start. */
  readonly saved: number;
  readonly topics: readonly { readonly id: string; readonly title: string; readonly phase: string }[];
};

/** What an author of a roadmap works with: what is wrong, what changed, and how each topic looks. */
export type AuthorDesk = {
  readonly state: () => DeskState;
  /** The last roadmap without mistakes. */
  readonly roadmap: () => Roadmap;
  /** Every way in which a topic is shown. */
  readonly preview: (topic: string) => readonly Rendering[];
  /** Told after each saving; returns a function that ends that. */
  readonly onChange: (listener: () => void) => () => void;
  readonly close: () => void;
};
type Options = {
  readonly folder: string;
  readonly roadmap: Roadmap;
  readonly now: () => Temporal.Instant;
  /** A roadmap without mistakes was saved. Waited for before the next one is read. */
  readonly onRoadmap: (roadmap: Roadmap) => Promise<void>;
};

/** Editors save in several steps; what comes this close together is one saving. */
const GATHER_MS = 150;

/** Watches the folder of the roadmap. Where it cannot be watched there is no news, and the rest works. */
export function openAuthorDesk({ folder, roadmap, now, onRoadmap }: Options): AuthorDesk {
  const listeners = new Set<() => void>();
  let current = roadmap;
  let news: Pick<DeskState, "problems" | "changes" | "saved"> = { problems: [], changes: [], saved: 0 };
  let timer: NodeJS.Timeout | undefined;
  let reading = Promise.resolve();
  const tell = (problems: readonly string[], changes: readonly string[]): void => {
    news = { problems, changes, saved: news.saved + 1 };
    for (const listener of listeners) listener();
  };
  const read = async (): Promise<void> => {
    const result = await loadRoadmap(folder);
    if (!result.ok) return tell(result.problems, []);
    const changes = changesBetween(current, result.roadmap);
    if (changes.length === 0 && news.problems.length === 0) return; // saved as it was
    current = result.roadmap;
    if (changes.length > 0) await onRoadmap(current);
    tell([], changes);
  };
  const readSafely = (): Promise<void> =>
    read().catch((error: unknown) =>
      tell([`${folder}: ${error instanceof Error ? error.message : String(error)}`], []),
    );
  const watcher = watch(folder, { recursive: true, persistent: false }, () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      reading = reading.then(readSafely);
    }, GATHER_MS).unref();
  });
  watcher.on("error", () => watcher.close());
  return {
    state: () => ({ folder, ...news, topics: topicsIn(current) }),
    roadmap: () => current,
    preview: (topic) => renderingsOf(current, topic, now().toZonedDateTimeISO("UTC").toPlainDate()),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      clearTimeout(timer);
      watcher.close();
    },
  };
}

function topicsIn({ phases }: Roadmap): DeskState["topics"] {
  return phases.flatMap((phase) =>
    phase.tracks.flatMap(({ topics }) => topics.map(({ id, title }) => ({ id, title, phase: phase.title }))),
  );
}

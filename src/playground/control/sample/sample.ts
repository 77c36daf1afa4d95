import type { StandIn } from "../../stand-in.ts";
import type { ReadOutbox } from "../outbox.ts";
import { emptyWorld } from "./empty.ts";
import { fillSample } from "./fill.ts";
import type { SampleTime } from "./fill.ts";
import type { SampleState } from "./state.ts";

export type Sample = {
  state(): SampleState;
  /** Plays the history. Resolves in any case: a failure is a state. */
  fill(time: SampleTime): Promise<void>;
  /** Empties the server. Rejects where the bot does not do its part. */
  empty(): Promise<void>;
  /** What there is, is what came of the sample data the last time. */
  restore(before: SampleState): void;
};

type Told = {
  /** It is going to be filled, and nothing may come in between. */
  readonly isComing: boolean;
  /** Told of each new state. */
  readonly onChange: () => void;
};

const BEFORE_FIRST_TURN: SampleState = { kind: "filling", done: 0, of: 1 };

export function createSample(
  standIn: StandIn,
  outbox: ReadOutbox | null,
  { isComing, onChange }: Told,
): Sample {
  let state: SampleState = isComing ? BEFORE_FIRST_TURN : null;
  const become = (next: SampleState): void => {
    state = next;
    onChange();
  };
  return {
    state: () => state,
    async fill(time) {
      become(BEFORE_FIRST_TURN);
      const onProgress = (done: number, of: number): void => become({ kind: "filling", done, of });
      try {
        await fillSample(standIn, { ...time, outbox, onProgress });
        become({ kind: "there" });
      } catch (error) {
        standIn.clock.set(time.until);
        const why = error instanceof Error ? error.message : String(error);
        become({ kind: "failed", why: why.replace(/\.$/, "") }); // it stands in a sentence
      }
    },
    restore: (before) => become(afterStop(before)),
    async empty() {
      const before = state;
      become({ kind: "emptying" });
      try {
        await emptyWorld(standIn);
        become({ kind: "emptied" });
      } catch (error) {
        become(before);
        throw error;
      }
    },
  };
}

/** What was going on when the program ended does not go on. */
function afterStop(before: SampleState): SampleState {
  // What is left of it can be emptied again.
  if (before?.kind === "emptying") return { kind: "there" };
  if (before?.kind !== "filling") return before;
  return { kind: "failed", why: "Waymark was stopped in the middle of it" };
}

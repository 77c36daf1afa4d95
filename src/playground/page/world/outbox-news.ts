import type { Outbox } from "../../control/protocol.ts";
import type { Viewer } from "../viewer.ts";

/** What the bot has to post, as far as the page knows; shared by all that show some of it. */
export type OutboxNews = {
  /** Undefined before it was told; null where the bot runs elsewhere. */
  known(): Outbox | null | undefined;
  /** The zone by which "Monday 09:00" is meant; null before it was told. */
  zone(): string | null;
  /** Something has happened: it may be another by now. It is asked for within a second. */
  stir(): void;
  /** Asks now. For who waits for it; call it as often as it may have changed. */
  refresh(): void;
  /** A second has passed. */
  tick(): void;
};

/** The outbox is no part of the state, which is told at each message: it takes the bot's database. `onNews` is told when it is another. */
export function createOutboxNews(viewer: Pick<Viewer, "act">, onNews: () => void): OutboxNews {
  let outbox: Outbox | null | undefined;
  let shown = "";
  let asking = false;
  let stirred = false;
  const ask = async (): Promise<void> => {
    if (asking) return;
    [asking, stirred] = [true, false];
    const answer = await viewer.act({ do: "outbox" });
    asking = false;
    if (answer.kind !== "outbox") return;
    const text = JSON.stringify(answer.outbox);
    if (text === shown) return;
    [shown, outbox] = [text, answer.outbox];
    onNews();
  };
  const refresh = (): void => void ask();
  return {
    known: () => outbox,
    zone() {
      if (outbox === undefined) return null;
      if (outbox === null) return "UTC";
      return outbox.channel === null ? null : outbox.zone; // before /setup there is only a guess
    },
    stir() {
      if (outbox === undefined) refresh();
      stirred = true;
    },
    refresh,
    tick: () => void (stirred && ask()),
  };
}

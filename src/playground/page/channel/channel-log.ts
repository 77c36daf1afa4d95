import type { State } from "../../control/protocol.ts";
import { refreshMoments } from "../markdown/view.ts";
import { byId } from "../parts/dom.ts";
import type { Viewer } from "../viewer.ts";
import { redraw } from "./redraw.ts";
import type { Drawn } from "./redraw.ts";
import { rowsOf } from "./rows.ts";
import { walkByArrows } from "./walk.ts";

export type ChannelLog = {
  /** Shows a new state: what did not change stays as it is, with its focus and its open lists. */
  update(state: State): void;
  /** Rewrites "in 5 minutes" and the like. */
  tick(): void;
};

const NEAR_END_PX = 80;
/** So close to the upper end, what is above is asked for: who scrolls then seldom meets that end. */
const NEAR_TOP_PX = 800;

/** The messages of a channel. It stays at the end while one is there, and where one reads otherwise. */
export function createChannelLog(viewer: Viewer): ChannelLog {
  const [log, content, list, newer] = [byId("log"), byId("log-content"), byId("rows"), byId("newer")];
  const drawn: Drawn = new Map();
  let place = "";
  let atEnd = true;
  let last: string | undefined;
  let asking = false;

  const toEnd = (): void => {
    log.scrollTop = log.scrollHeight;
    newer.hidden = true;
  };
  const markRead = (state: State): void => {
    const unread = state.channels.find(({ id }) => id === state.channel)?.unread;
    if (unread && atEnd && document.visibilityState === "visible") void viewer.act({ do: "read" });
  };
  const askForOlder = (state: State): void => {
    if (asking || !state.older || log.scrollTop > NEAR_TOP_PX) return;
    asking = true;
    void viewer.act({ do: "older" }).then(() => (asking = false));
  };
  log.addEventListener("scroll", () => {
    atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_END_PX;
    if (atEnd) newer.hidden = true;
    if (place === "") return;
    markRead(viewer.state());
    askForOlder(viewer.state());
  });
  document.addEventListener("visibilitychange", () => place !== "" && markRead(viewer.state()));
  newer.addEventListener("click", toEnd);
  // A picture that arrives, a keyboard that opens or a composer that grows changes the height.
  const keepEnd = new ResizeObserver(() => atEnd && toEnd());
  keepEnd.observe(content);
  keepEnd.observe(log);
  walkByArrows(log);

  return {
    update(state) {
      const elsewhere = place !== `${state.member}/${state.channel}`;
      place = `${state.member}/${state.channel}`;
      if (elsewhere) {
        drawn.clear();
        list.replaceChildren();
      }
      // A whole channel at once is not news to be read aloud.
      log.ariaBusy = elsewhere ? "true" : null;
      keepingPlace(log, list, () => redraw(list, rowsOf(state, viewer), drawn));
      log.ariaBusy = null;
      const before = last;
      last = state.messages.at(-1)?.id;
      if (elsewhere || atEnd) {
        atEnd = true;
        toEnd();
      } else if (last !== before) newer.hidden = false;
      markRead(state);
      askForOlder(state);
    },
    tick: () => refreshMoments(list, viewer.now()),
  };
}

/** Keeps what one reads where it is, whatever is put in above it. At its very top a browser does not do so by itself. */
function keepingPlace(log: HTMLElement, list: HTMLElement, change: () => void): void {
  const top = log.getBoundingClientRect().top;
  const anchor = Array.from(list.children).find((row) => row.getBoundingClientRect().bottom > top);
  const before = anchor?.getBoundingClientRect().top;
  change();
  if (!anchor?.isConnected || before === undefined) return;
  const moved = anchor.getBoundingClientRect().top - before;
  if (moved !== 0) log.scrollTop += moved;
}

import type { State } from "../../control/protocol.ts";
import { refreshMoments } from "../markdown/view.ts";
import { byId } from "../parts/dom.ts";
import type { Viewer } from "../viewer.ts";
import { keepAtEnd, keepingPlace } from "./keep-place.ts";
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

/** So close to the upper end, what is above is asked for: who scrolls then seldom meets that end. */
const NEAR_TOP_PX = 800;

/** The messages of a channel. It stays at the end while one is there, and where one reads otherwise. */
export function createChannelLog(viewer: Viewer): ChannelLog {
  const [log, list, newer] = [byId("log"), byId("rows"), byId("newer")];
  const drawn: Drawn = new Map();
  const end = keepAtEnd(log, [byId("log-content"), log]);
  let place = "";
  let last: string | undefined;
  let asking = false;

  const markRead = (state: State): void => {
    const unread = state.channels.find(({ id }) => id === state.channel)?.unread;
    if (unread && end.isThere() && document.visibilityState === "visible") void viewer.act({ do: "read" });
  };
  const askForOlder = (state: State): void => {
    if (asking || !state.older || log.scrollTop > NEAR_TOP_PX) return;
    asking = true;
    void viewer.act({ do: "older" }).then(() => (asking = false));
  };
  log.addEventListener("scroll", () => {
    if (end.isThere()) newer.hidden = true;
    if (place === "") return;
    markRead(viewer.state());
    askForOlder(viewer.state());
  });
  document.addEventListener("visibilitychange", () => place !== "" && markRead(viewer.state()));
  newer.addEventListener("click", () => {
    end.go();
    newer.hidden = true;
  });
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
      const show = (): void => redraw(list, rowsOf(state, viewer), drawn);
      const before = last;
      last = state.messages.at(-1)?.id;
      if (elsewhere || end.isThere()) {
        show();
        end.go();
        newer.hidden = true;
      } else {
        keepingPlace(log, list, show);
        if (last !== before) newer.hidden = false;
      }
      log.ariaBusy = null;
      markRead(state);
      askForOlder(state);
    },
    tick: () => refreshMoments(list, viewer.now()),
  };
}

import type { State } from "../../control/protocol.ts";
import { refreshMoments } from "../markdown/view.ts";
import { refreshNames } from "../message/message-name.ts";
import { byId } from "../parts/dom.ts";
import { isLater } from "../ids.ts";
import { focusMessageBox, isFocusLost } from "../parts/focus.ts";
import type { Viewer } from "../viewer.ts";
import { createHush } from "./hush.ts";
import { keepAtEnd, keepingPlace } from "./keep-place.ts";
import { redraw } from "./redraw.ts";
import type { Drawn } from "./redraw.ts";
import { rowsOf } from "./rows.ts";
import { createStretch } from "./stretch.ts";
import { walkByArrows } from "./walk.ts";

export type ChannelLog = {
  /** Shows a new state: what did not change stays as it is, with its focus and its open lists. */
  update(state: State): void;
  /** Goes to a message of the channel, and the focus with it. False where the page does not know it. */
  reveal(messageId: string): boolean;
  /** Shows a message of the channel from its beginning; the focus stays. False where the page does not know it. */
  show(messageId: string): boolean;
  /** Goes to the end, and stays there while more comes. */
  follow(): void;
  /** Rewrites "in 5 minutes" and the like. */
  tick(): void;
};

/** So close to an end of what is drawn, more is drawn there: who scrolls then seldom meets that end. */
const NEAR_PX = 1_200;

/**
 * The messages of a channel. It stays at the end while one is there, and where one reads otherwise. Of thousands of messages only those
 * around the eyes are drawn.
 */
export function createChannelLog(viewer: Viewer): ChannelLog {
  const [log, list, newer] = [byId("log"), byId("rows"), byId("newer")];
  const drawn: Drawn = new Map();
  const stretch = createStretch();
  const end = keepAtEnd(log, [byId("log-content"), log], () => stretch.isLast());
  let place = "";
  let last: string | undefined;
  let asking = false;
  const hush = createHush(log);

  /** `aloud`: what is put in is to be read aloud. */
  const draw = (state: State, aloud = false): void => {
    const { from, to } = stretch.of(state.messages);
    const touched = redraw(list, rowsOf(state, { from, to }, viewer), drawn);
    if (touched && !aloud) hush();
  };
  const drawKeepingPlace = (state: State, aloud = false): void =>
    keepingPlace(log, list, () => draw(state, aloud));
  const toEnd = (state: State, aloud = false): void => {
    stretch.follow();
    draw(state, aloud);
    end.go();
    newer.hidden = true;
  };
  const markRead = (state: State): void => {
    const unread = state.channels.find(({ id }) => id === state.channel)?.unread;
    if (unread && end.isThere() && document.visibilityState === "visible") void viewer.act({ do: "read" });
  };
  const extend = (state: State): void => {
    if (log.scrollTop < NEAR_PX) {
      if (stretch.up(state.messages)) drawKeepingPlace(state);
      else if (state.older) askForOlder();
    } else if (log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_PX) {
      if (stretch.down(state.messages)) drawKeepingPlace(state);
    }
  };
  const askForOlder = (): void => {
    if (asking) return;
    asking = true;
    void viewer.act({ do: "older" }).then(({ kind }) => {
      asking = false;
      // Somebody who scrolls fast is at the upper end of these too by now.
      return kind === "done" && extend(viewer.state());
    });
  };
  const scrollTo = (messageId: string, block?: "start"): HTMLElement | null => {
    const state = viewer.state();
    if (!stretch.around(state.messages, messageId)) return null;
    draw(state);
    const row = drawn.get(messageId)?.element ?? null;
    // What is longer than the room for it is read from its beginning.
    const fits = row !== null && row.offsetHeight < log.clientHeight;
    row?.scrollIntoView({ block: block ?? (fits ? "center" : "start") });
    end.moved();
    return row;
  };
  log.addEventListener("scroll", () => {
    if (place === "") return;
    const state = viewer.state();
    if (end.isThere()) newer.hidden = true;
    else stretch.hold(state.messages);
    markRead(state);
    extend(state);
  });
  document.addEventListener("visibilitychange", () => place !== "" && markRead(viewer.state()));
  newer.addEventListener("click", () => toEnd(viewer.state()));
  walkByArrows(log);

  return {
    update(state) {
      const elsewhere = place !== `${state.member}/${state.channel}`;
      place = `${state.member}/${state.channel}`;
      const hadFocus = list.contains(document.activeElement);
      if (elsewhere) {
        drawn.clear();
        list.replaceChildren();
      }
      const [before, newest] = [last, state.messages.at(-1)];
      last = newest?.id;
      const isNews = isNewer(last, before);
      const aloud = !elsewhere && (isNews || hasChanged(state, drawn));
      // An ephemeral message is the answer to what one did, wherever that was pressed.
      if (elsewhere || end.isThere() || (isNews && newest?.ephemeral === true)) toEnd(state, aloud);
      else {
        drawKeepingPlace(state, aloud);
        if (isNews) newer.hidden = false;
      }
      // A mention of another channel was pressed.
      if (hadFocus && isFocusLost()) focusMessageBox();
      markRead(state);
    },
    reveal(messageId) {
      const row = scrollTo(messageId);
      row?.focus({ preventScroll: true });
      return row !== null;
    },
    show: (messageId) => scrollTo(messageId, "start") !== null,
    follow: () => toEnd(viewer.state()),
    tick() {
      const now = viewer.now();
      refreshMoments(list, now);
      refreshNames(list, now);
    },
  };
}

/** Whether one of the messages that are shown says something else now, as one does whose bot has thought. */
function hasChanged({ messages }: State, drawn: Drawn): boolean {
  return messages.some((message) => (drawn.get(message.id)?.parts[0] ?? message) !== message);
}

/** Whether an id is of a later message than another: one that was taken away leaves an earlier one behind. */
function isNewer(id: string | undefined, than: string | undefined): boolean {
  return id !== undefined && (than === undefined || isLater(id, than));
}

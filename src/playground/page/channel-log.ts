import type { ShownMessage, State } from "../protocol.ts";
import { byId, el } from "./dom.ts";
import { refreshMoments } from "./markdown-view.ts";
import { messageView } from "./message.ts";
import { formatDay } from "./moment.ts";
import type { Viewer } from "./viewer.ts";

export type ChannelLog = {
  /** Shows a new state: what did not change stays as it is, with its focus and its open lists. */
  update(state: State): void;
  /** Rewrites "in 5 minutes" and the like. */
  tick(): void;
};

const GROUP_MS = 7 * 60_000;
const NEAR_END_PX = 80;

/** What is shown of one message or line; `key` changes when it has to be drawn anew. */
type Row = { readonly id: string; readonly key: string; draw(): HTMLElement };

/** The messages of a channel. It stays at the end while one is there, and where one reads otherwise. */
export function createChannelLog(viewer: Viewer): ChannelLog {
  const [log, content, list, newer] = [byId("log"), byId("log-content"), byId("rows"), byId("newer")];
  const drawn = new Map<string, { readonly key: string; readonly element: HTMLElement }>();
  let place = "";
  let atEnd = true;

  const toEnd = (): void => {
    log.scrollTop = log.scrollHeight;
    newer.hidden = true;
  };
  log.addEventListener("scroll", () => {
    atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_END_PX;
    if (atEnd) newer.hidden = true;
  });
  newer.addEventListener("click", toEnd);
  // A picture that arrives, a keyboard that opens or a composer that grows changes the height.
  const keepEnd = new ResizeObserver(() => atEnd && toEnd());
  keepEnd.observe(content);
  keepEnd.observe(log);

  return {
    update(state) {
      const elsewhere = place !== `${state.member}/${state.channel}`;
      place = `${state.member}/${state.channel}`;
      if (elsewhere) drawn.clear();
      const before = drawn.size;
      // A whole channel at once is not news to be read aloud.
      log.ariaBusy = elsewhere ? "true" : null;
      redraw(list, rowsOf(state, viewer), drawn);
      log.ariaBusy = null;
      if (elsewhere || atEnd) toEnd();
      else if (drawn.size > before) newer.hidden = false;
    },
    tick: () => refreshMoments(list, viewer.now()),
  };
}

function rowsOf(state: State, viewer: Viewer): Row[] {
  const names = JSON.stringify([state.member, state.people, state.roles, state.channels]);
  const rows: Row[] = [];
  let last: ShownMessage | null = null;
  let lastDay = "";
  for (const message of state.messages) {
    const day = formatDay(message.at);
    if (day !== lastDay) rows.push({ id: `day of ${message.id}`, key: day, draw: () => dayView(day) });
    const grouped = last !== null && day === lastDay && follows(message, last);
    const repliedTo = state.messages.find(({ id }) => id === message.replyTo);
    rows.push({
      id: message.id,
      key: JSON.stringify([message, grouped, repliedTo?.content, repliedTo?.embeds[0]?.title, names]),
      draw: () => messageView(message, { grouped, repliedTo }, viewer),
    });
    [last, lastDay] = [message, day];
  }
  return rows;
}

function follows(message: ShownMessage, last: ShownMessage): boolean {
  return (
    message.author.id === last.author.id &&
    message.ephemeral === last.ephemeral &&
    message.header === null &&
    message.replyTo === null &&
    message.at - last.at < GROUP_MS
  );
}

function dayView(day: string): HTMLElement {
  return el(
    "div",
    { class: "day", attrs: { role: "separator", "aria-label": day } },
    el("span", { text: day }),
  );
}

type Drawn = Map<string, { readonly key: string; readonly element: HTMLElement }>;

/** Makes the list show these rows, touching only those that changed. */
function redraw(list: HTMLElement, rows: readonly Row[], drawn: Drawn): void {
  const kept = new Set(rows.map(({ id }) => id));
  for (const id of drawn.keys()) if (!kept.has(id)) drawn.delete(id);
  const elements = rows.map((row) => {
    const old = drawn.get(row.id);
    if (old?.key === row.key) return old.element;
    const element = row.draw();
    if (old) replaceKeepingFocus(old.element, element);
    drawn.set(row.id, { key: row.key, element });
    return element;
  });
  const wanted = new Set<Element>(elements);
  for (const child of Array.from(list.children)) if (!wanted.has(child)) child.remove();
  for (const [index, element] of elements.entries()) {
    if (list.children[index] !== element) list.insertBefore(element, list.children[index] ?? null);
  }
}

/** Who clicked a button by keyboard finds the focus on it again in the changed message, or at least on that message. */
function replaceKeepingFocus(old: HTMLElement, element: HTMLElement): void {
  const focused = document.activeElement;
  const held = focused instanceof HTMLElement && old.contains(focused) ? focused : null;
  old.replaceWith(element);
  if (!held) return;
  const { customId } = held.dataset;
  const again = customId
    ? element.querySelector<HTMLElement>(`[data-custom-id="${CSS.escape(customId)}"]`)
    : null;
  const target = again && !again.matches(":disabled") ? again : element;
  target.focus({ preventScroll: true });
}

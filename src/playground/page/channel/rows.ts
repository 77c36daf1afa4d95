import { isLater } from "../ids.ts";
import type { ShownMessage, State } from "../../control/protocol.ts";
import { formatDay } from "../markdown/moment.ts";
import { messageView } from "../message/message.ts";
import { el } from "../parts/dom.ts";
import type { Viewer } from "../viewer.ts";

/** What is shown of one message or line. It has to be drawn anew when one of `parts` is another. */
export type Row = { readonly id: string; readonly parts: readonly unknown[]; draw(): HTMLElement };

const GROUP_MS = 7 * 60_000;

/** The rows of a stretch of the channel: messages, the lines between days, and the one above what is new. */
export function rowsOf(
  state: State,
  { from, to }: { readonly from: number; readonly to: number },
  viewer: Viewer,
): Row[] {
  const { messages, readUpTo, member } = state;
  const names = namesIn(state);
  const firstNew = readUpTo === null ? null : messages.find((one) => isNew(one, readUpTo, member));
  const rows: Row[] = [];
  let last = messages[from - 1] ?? null;
  let lastDay = last ? formatDay(last.at) : "";
  for (const message of messages.slice(from, to)) {
    const day = formatDay(message.at);
    const newDay = day !== lastDay;
    if (newDay) rows.push({ id: `day of ${message.id}`, parts: [day], draw: () => lineView(day, "day") });
    if (message === firstNew)
      rows.push({ id: "new", parts: [message.id], draw: () => lineView("New", "day new") });
    const grouped = last !== null && !newDay && message !== firstNew && follows(message, last);
    const { replyTo } = message;
    const repliedTo = replyTo === null ? undefined : messages.find(({ id }) => id === replyTo);
    rows.push({
      id: message.id,
      parts: [message, grouped, repliedTo, showsNames(message) ? names : ""],
      draw: () => messageView(message, { grouped, repliedTo }, viewer),
    });
    [last, lastDay] = [message, day];
  }
  return rows;
}

function isNew({ id, author, ephemeral }: ShownMessage, readUpTo: string, member: string): boolean {
  return isLater(id, readUpTo) && author.id !== member && !ephemeral;
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

function lineView(text: string, className: string): HTMLElement {
  return el(
    "div",
    { class: className, attrs: { role: "separator", "aria-label": text } },
    el("span", { text }),
  );
}

const withNames = new WeakMap<ShownMessage, boolean>();

/** Whether a message shows names that it does not carry itself: in mentions, or to be picked from. */
function showsNames(message: ShownMessage): boolean {
  const known = withNames.get(message);
  if (known !== undefined) return known;
  const { content, embeds, components } = message;
  const shows = /<[#@]|"type":[5-8],/.test(JSON.stringify([content, embeds, components]));
  withNames.set(message, shows);
  return shows;
}

/** The names that a mention may show. Reading marks and the like change the frame, and not these. */
function namesIn({ member, people, roles, channels }: State): string {
  return JSON.stringify([member, people, roles, channels.map(({ id, name }) => [id, name])]);
}

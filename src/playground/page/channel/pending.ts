import type { Act, ShownMessage, State } from "../../control/protocol.ts";
import { avatarView } from "../parts/avatar.ts";
import { el } from "../parts/dom.ts";
import { redrawKeepingFocus } from "../parts/focus.ts";
import { privateNote } from "../message/message.ts";
import { nameOf } from "../viewer.ts";
import type { Viewer } from "../viewer.ts";

/** The use of a command, by its name or on a message. */
export type CommandAct = Extract<Act, { do: "command" | "on-message" }>;
export type Pending = {
  send(act: CommandAct): void;
  /**
   * Takes away what belongs to another member or channel or to one that was emptied, what the bot has begun to answer, and failures that would
   * stand below later messages.
   */
  update(state: State): void;
};

/** What is posted so much later than a failure does not belong above it: the failure goes, and at once when one writes on oneself. */
const FRESH_MS = 60_000;
/** Before this, an answer is so quick that a line which says "sending" would only flicker. */
const QUIET_MS = 400;

type Sent = {
  readonly command: string;
  readonly known: ReadonlySet<string>;
  readonly row: HTMLElement;
  /** When it was found to have failed, in the world's time; null: it is on its way. */
  failedAt: number | null;
};

/** Commands on their way, below the messages: that they are being sent, and that one was not answered. */
export function createPending(container: HTMLElement, viewer: Viewer): Pending {
  const sent = new Set<Sent>();
  let place = "";
  const drop = (one: Sent): void => {
    redrawKeepingFocus(container, () => one.row.remove());
    sent.delete(one);
  };
  const send = async (act: CommandAct): Promise<void> => {
    // It stands below all messages, where the next answer is to come.
    for (const one of sent) if (one.failedAt !== null) drop(one);
    const slash = act.do === "command";
    const command = slash ? act.path : act.command;
    const from = placeOf(viewer.state());
    const known = new Set(viewer.state().messages.map(({ id }) => id));
    const one: Sent = {
      command,
      known,
      row: rowView(slash ? `/${command}` : command, viewer),
      failedAt: null,
    };
    sent.add(one);
    setTimeout(() => sent.has(one) && container.append(one.row), QUIET_MS);
    const answer = await viewer.act(act);
    drop(one);
    if (answer.kind === "failed" && placeOf(viewer.state()) === from) {
      sent.add(one);
      one.failedAt = viewer.now();
      fail(one, answer.why, () => drop(one));
      container.append(one.row);
      one.row.scrollIntoView({ block: "nearest" });
    }
    viewer.open(answer);
  };
  return {
    send: (act) => void send(act),
    update(state) {
      const elsewhere = place !== placeOf(state);
      place = placeOf(state);
      for (const one of sent) if (elsewhere || isEmptied(one, state) || isOver(one, state)) drop(one);
    },
  };
}

const placeOf = ({ member, channel }: State) => `${member}/${channel}`;

/** Whether all that stood above it is gone. */
function isEmptied({ known }: Sent, { messages }: State): boolean {
  return known.size > 0 && !messages.some(({ id }) => known.has(id));
}

/**
 * Whether the bot has begun to answer: from then on its message is what shows how it goes. And of one that failed, whether the channel has
 * gone on since.
 */
function isOver({ known, command, failedAt }: Sent, { messages, member }: State): boolean {
  if (failedAt !== null) {
    const isLater = ({ id, at, author }: ShownMessage): boolean =>
      !known.has(id) && at > failedAt + (author.id === member ? 0 : FRESH_MS);
    return messages.some(isLater);
  }
  return messages.some(
    ({ id, header }) => !known.has(id) && header?.user.id === member && header.command === command,
  );
}

function rowView(words: string, viewer: Viewer): HTMLElement {
  const { member, botName, botId } = viewer.state();
  const name = nameOf(viewer.state(), member) ?? "You";
  const used = el(
    "span",
    {},
    el("strong", { text: name }),
    " used ",
    el("span", { class: "mention", text: words }),
  );
  const body = el("div", { class: "body" }, el("p", { class: "thinking", text: "Sending command…" }));
  return el(
    "article",
    { class: "message pending" },
    el("div", { class: "reply-line" }, avatarView(member, name), used),
    avatarView(botId, botName),
    el(
      "header",
      { class: "author-line" },
      el("span", { class: "author", text: botName }),
      el("span", { class: "app-tag", text: "APP" }),
    ),
    body,
  );
}

function fail({ row }: Sent, why: string, dismiss: () => void): void {
  row.classList.replace("pending", "ephemeral");
  row
    .querySelector(".body")
    ?.replaceChildren(
      el("p", { class: "failure", text: why, attrs: { role: "alert" } }),
      privateNote(dismiss),
    );
}

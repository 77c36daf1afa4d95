import type { Rendering, ShownMessage } from "../../control/protocol.ts";
import { messageView } from "../message/message.ts";
import { el } from "../parts/dom.ts";
import type { Viewer } from "../viewer.ts";

const LOOKS = [
  { name: "Light", scheme: "light", width: "desk" },
  { name: "Dark", scheme: "dark", width: "desk" },
  { name: "Light, phone", scheme: "light", width: "phone" },
  { name: "Dark, phone", scheme: "dark", width: "phone" },
] as const;

/** One rendering in all its looks: light and dark, as wide as on a desk and as on a phone. */
export function rowView(rendering: Rendering, viewer: Viewer): HTMLElement {
  const looks = LOOKS.map(({ name, scheme, width }, index) => {
    const view = messageView(messageOf(rendering, viewer), { grouped: false, repliedTo: undefined }, viewer);
    const frame = el("div", { class: "preview-look" }, view);
    frame.style.colorScheme = scheme;
    // One of the four is enough to be read aloud; none of them can be used.
    if (index === 0) switchOff(frame);
    else frame.inert = true;
    return el("figure", { class: `preview-${width}` }, el("figcaption", { text: name }), frame);
  });
  return el("section", {}, el("h3", { text: rendering.name }), el("div", { class: "preview-row" }, ...looks));
}

/** Its buttons stay as they look, and are passed over by Tab; links can be tried. */
function switchOff(frame: HTMLElement): void {
  frame.addEventListener("click", stop, { capture: true });
  for (const control of frame.querySelectorAll<HTMLElement>('button, input, [tabindex="0"]'))
    control.tabIndex = -1;
}

function stop(event: Event): void {
  if (event.target instanceof Element && event.target.closest("a")) return;
  event.preventDefault();
  event.stopPropagation();
}

function messageOf({ message }: Rendering, viewer: Viewer): ShownMessage {
  const { botId, botName, channel } = viewer.state();
  return {
    id: "0",
    channelId: channel,
    author: { id: botId, name: botName, bot: true },
    at: viewer.now(),
    editedAt: null,
    ephemeral: false,
    loading: false,
    content: "",
    embeds: [],
    components: [],
    attachments: [],
    flags: 0,
    thread: null,
    header: null,
    replyTo: null,
    pings: { users: [], roles: [], everyone: false },
    ...message,
  };
}

import type { Authoring, Rendering, ShownMessage } from "../../control/protocol.ts";
import { messageView } from "../message/message.ts";
import { el } from "../parts/dom.ts";
import { icon } from "../parts/icons.ts";
import type { Viewer } from "../viewer.ts";

export type Preview = {
  open(topic: string): void;
  /** The roadmap was saved: what is open is drawn anew. */
  update(authoring: Authoring | null): void;
};

const LOOKS = [
  { name: "Light", scheme: "light", width: 560 },
  { name: "Dark", scheme: "dark", width: 560 },
  { name: "Light, phone", scheme: "light", width: 360 },
  { name: "Dark, phone", scheme: "dark", width: 360 },
] as const;

/** All renderings of a topic in front of the page, each in light and dark, as wide as on a desk and as on a phone. */
export function createPreview(viewer: Viewer): Preview {
  let at: { readonly topic: string; readonly room: HTMLElement } | null = null;
  let saved = 0;
  const draw = async (): Promise<void> => {
    if (!at) return;
    const { topic, room } = at;
    const answer = await viewer.act({ do: "preview", topic });
    if (answer.kind === "preview")
      room.replaceChildren(...answer.renderings.map((one) => rowView(one, viewer)));
  };
  return {
    open(topic) {
      const { authoring } = viewer.state();
      const select = el(
        "select",
        { attrs: { "aria-label": "Topic" } },
        ...(authoring?.topics ?? []).map(({ id, title }) =>
          el("option", { text: title, attrs: { value: id } }),
        ),
      );
      select.value = topic;
      const close = el(
        "button",
        { class: "icon-button", attrs: { type: "button", "aria-label": "Close the preview" } },
        icon("close"),
      );
      const room = el("div", {
        class: "preview-room",
        attrs: { tabindex: 0, role: "region", "aria-label": "Renderings" },
      });
      const dialog = el(
        "dialog",
        { class: "preview", attrs: { "aria-label": "Preview" } },
        el("header", {}, select, close),
        room,
      );
      close.addEventListener("click", () => dialog.close());
      dialog.addEventListener("close", () => {
        dialog.remove();
        at = null;
      });
      const show = (): void => {
        at = { topic: select.value, room };
        void draw();
      };
      select.addEventListener("change", show);
      document.body.append(dialog);
      dialog.showModal();
      show();
    },
    update(authoring) {
      if (authoring && authoring.saved !== saved) {
        ({ saved } = authoring);
        void draw();
      }
    },
  };
}

function rowView(rendering: Rendering, viewer: Viewer): HTMLElement {
  const looks = LOOKS.map(({ name, scheme, width }, index) => {
    const view = messageView(messageOf(rendering, viewer), { grouped: false, repliedTo: undefined }, viewer);
    const frame = el("div", { class: "preview-look" }, view);
    frame.style.colorScheme = scheme;
    frame.style.width = `${width}px`;
    // One of the four is enough to be read aloud; none of them can be used.
    if (index === 0) frame.addEventListener("click", stop, { capture: true });
    else frame.inert = true;
    return el("figure", {}, el("figcaption", { text: name }), frame);
  });
  return el("section", {}, el("h3", { text: rendering.name }), el("div", { class: "preview-row" }, ...looks));
}

function stop(event: Event): void {
  if (event.target instanceof Element && event.target.closest("a")) return; // links can be tried
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

import type { Authoring } from "../../control/protocol.ts";
import { el } from "../parts/dom.ts";
import { icon } from "../parts/icons.ts";
import type { Viewer } from "../viewer.ts";
import { rowView } from "./preview-look.ts";

export type Preview = {
  open(topic: string): void;
  /** The roadmap was saved: what is open is drawn anew. */
  update(authoring: Authoring | null): void;
};
/** Where to go from the preview: back to a topic, by its id, or on to the mistakes. */
export type Ways = { readonly back: (topic: string) => void; readonly toMistakes: () => void };

type Topics = Authoring["topics"];

/** All renderings of a topic in front of the page. */
export function createPreview(viewer: Viewer, ways: Ways): Preview {
  let shown: ReturnType<typeof createDialog> | null = null;
  let saved = 0;
  return {
    open(topic) {
      const { authoring } = viewer.state();
      const dialog = createDialog(viewer, ways, () => (shown = null));
      shown = dialog;
      dialog.open(authoring, topic);
    },
    update(authoring) {
      if (!authoring || authoring.saved === saved) return;
      ({ saved } = authoring);
      shown?.update(authoring);
    },
  };
}

function createDialog(viewer: Viewer, { back, toMistakes }: Ways, onClose: () => void) {
  const select = createTopicSelect();
  const close = el(
    "button",
    { class: "icon-button", attrs: { type: "button", "aria-label": "Close the preview" } },
    icon("close"),
  );
  const mistakes = el("button", { class: "link", attrs: { type: "button" } });
  const news = el("p", { class: "preview-news failure", attrs: { role: "status" } });
  const attrs = { tabindex: 0, role: "region", "aria-label": "Renderings" };
  const room = el("div", { class: "preview-room", attrs });
  const dialog = el(
    "dialog",
    { class: "preview", attrs: { "aria-label": "Preview" } },
    el("header", {}, select.element, close),
    news,
    room,
  );
  let after = (): void => back(select.topic());
  close.addEventListener("click", () => dialog.close());
  mistakes.addEventListener("click", () => {
    after = toMistakes;
    dialog.close();
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    onClose();
    after();
  });
  const draw = async (): Promise<void> => {
    const topic = select.topic();
    const answer = await viewer.act({ do: "preview", topic });
    if (answer.kind !== "preview" || topic !== select.topic()) return;
    const rows = answer.renderings.map((one) => rowView(one, viewer));
    room.replaceChildren(...(rows.length > 0 ? rows : [el("p", { class: "preview-gone", text: GONE })]));
  };
  const update = (authoring: Authoring | null): void => {
    const count = authoring?.problems.length ?? 0;
    mistakes.textContent = `${count === 1 ? "1 mistake" : `${count} mistakes`}; this is the last good one`;
    news.replaceChildren(...(count > 0 ? [mistakes] : []));
    select.fill(authoring?.topics ?? []);
    void draw();
  };
  select.element.addEventListener("change", () => void draw());
  return {
    open(authoring: Authoring | null, topic: string) {
      select.fill(authoring?.topics ?? [], topic);
      document.body.append(dialog);
      dialog.showModal();
      update(authoring);
    },
    update,
  };
}

const GONE = "This topic is no longer in the roadmap. Choose another one above.";

/** The topics to choose from. One that is shown and goes from the roadmap stays, and says so, until another is chosen. */
function createTopicSelect() {
  const element = el("select", { attrs: { "aria-label": "Topic" } });
  let key = "";
  let known: Topics = [];
  return {
    element,
    topic: () => element.value,
    fill(topics: Topics, topic = element.value) {
      const next = JSON.stringify(topics);
      if (next === key) return;
      key = next;
      const former = known.find(({ id }) => id === topic);
      const gone = former && !topics.some(({ id }) => id === topic) ? [former] : [];
      known = [...gone, ...topics];
      const option = (id: string, text: string) => el("option", { text, attrs: { value: id } });
      element.replaceChildren(
        ...gone.map(({ id, title }) => option(id, `${title} (gone)`)),
        ...topics.map(({ id, title }) => option(id, title)),
      );
      element.value = topic;
    },
  };
}

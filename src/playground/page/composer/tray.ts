import { byId, el } from "../parts/dom.ts";
import { icon } from "../parts/icons.ts";
import { chooseFiles, upload } from "../parts/upload.ts";
import type { Viewer } from "../viewer.ts";

/** Files that were taken out of the tray to be sent. */
export type Taken = {
  readonly ids: readonly string[];
  /** Back into the tray: the message did not go. */
  readonly putBack: () => void;
};
/** The files that go with the next message. */
export type Tray = {
  readonly isEmpty: () => boolean;
  /** All that were put in, once they have arrived; the tray is empty afterwards. */
  take(): Promise<Taken>;
  put(files: readonly File[]): void;
};
type Held = { readonly id: string; readonly element: HTMLElement };

const MOST = 10; // Discord's limit

export function createTray(viewer: Viewer, tell: (problem: string) => void): Tray {
  const button = byId("attach");
  const list = byId("tray");
  button.append(icon("plus"));
  let files: readonly Held[] = [];
  /** On their way to the stand-in. */
  const arriving = new Set<Promise<void>>();
  const show = (): void => {
    list.replaceChildren(...files.map(({ element }) => element));
    list.hidden = files.length === 0;
  };
  const hold = (...more: readonly Held[]): void => {
    files = [...files, ...more].slice(0, MOST);
    show();
  };
  const add = async (file: File): Promise<void> => {
    const answer = await upload(file, viewer);
    if ("why" in answer) return tell(`${file.name}: ${answer.why}`);
    const { id } = answer;
    const remove = el("button", {
      class: "tray-remove",
      text: "✕",
      attrs: { type: "button", "aria-label": `Take ${file.name} away` },
      on: {
        click: () => {
          files = files.filter((one) => one.id !== id);
          show();
          button.focus();
        },
      },
    });
    hold({ id, element: el("li", {}, icon("file"), el("span", { text: file.name }), remove) });
  };
  const put = (chosen: readonly File[]): void => {
    const room = MOST - files.length - arriving.size;
    if (chosen.length > room) tell(`A message takes up to ${MOST} files.`);
    for (const file of chosen.slice(0, room)) {
      const arrival = add(file).finally(() => arriving.delete(arrival));
      arriving.add(arrival);
    }
  };
  button.addEventListener("click", () => chooseFiles(true, put));
  return {
    isEmpty: () => files.length + arriving.size === 0,
    put,
    async take() {
      await Promise.all(arriving);
      const taken = files;
      files = [];
      show();
      return { ids: taken.map(({ id }) => id), putBack: () => hold(...taken) };
    },
  };
}

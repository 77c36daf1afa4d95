import { byId, el } from "../parts/dom.ts";
import { icon } from "../parts/icons.ts";
import { chooseFiles, upload } from "../parts/upload.ts";
import type { Viewer } from "../viewer.ts";

/** The files that go with the next message. */
export type Tray = {
  readonly isEmpty: () => boolean;
  /** Their ids; the tray is empty afterwards. */
  take(): string[];
  put(files: readonly File[]): void;
};

const MOST = 10; // Discord's limit

export function createTray(viewer: Viewer, tell: (problem: string) => void): Tray {
  const button = byId("attach");
  const list = byId("tray");
  button.append(icon("plus"));
  let files: { readonly id: string; readonly element: HTMLElement }[] = [];
  const show = (): void => {
    list.replaceChildren(...files.map(({ element }) => element));
    list.hidden = files.length === 0;
  };
  const add = async (file: File): Promise<void> => {
    if (files.length >= MOST) return tell(`A message takes up to ${MOST} files.`);
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
    files = [...files, { id, element: el("li", {}, icon("file"), el("span", { text: file.name }), remove) }];
    show();
  };
  const put = (chosen: readonly File[]): void => {
    for (const file of chosen) void add(file);
  };
  button.addEventListener("click", () => chooseFiles(true, put));
  return {
    isEmpty: () => files.length === 0,
    put,
    take() {
      const ids = files.map(({ id }) => id);
      files = [];
      show();
      return ids;
    },
  };
}

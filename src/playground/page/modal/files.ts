import type { APIFileUploadComponent } from "discord.js";
import { el } from "../parts/dom.ts";
import { chooseFiles, upload } from "../parts/upload.ts";
import type { Viewer } from "../viewer.ts";
import type { Input, Names } from "./fields.ts";

/** Files of the person's machine. They are brought over as soon as they are chosen. */
export function fileUpload(component: APIFileUploadComponent, names: Names, viewer: Viewer): Input {
  const max = component.max_values ?? 1;
  const min = component.min_values ?? 1;
  const shown = el("span", { text: "No file chosen", attrs: { role: "status" } });
  const attrs = { type: "button", id: names.id, "aria-describedby": names.describedBy };
  const button = el("button", {
    class: "button button-2",
    text: max > 1 ? "Choose files" : "Choose a file",
    attrs,
  });
  let ids: string[] = [];
  const take = async (files: readonly File[]): Promise<void> => {
    const answers = await Promise.all(files.slice(0, max).map((file) => upload(file, viewer)));
    ids = answers.flatMap((answer) => ("id" in answer ? [answer.id] : []));
    const failed = answers.find((answer) => "why" in answer);
    shown.textContent = failed
      ? failed.why
      : files
          .slice(0, max)
          .map(({ name }) => name)
          .join(", ");
    element.dispatchEvent(new Event("input", { bubbles: true }));
  };
  button.addEventListener("click", () => chooseFiles(max > 1, (files) => void take(files)));
  const element = el("div", { class: "file-field" }, button, shown);
  return {
    customId: component.custom_id,
    element,
    group: false,
    value: () => ids,
    problem() {
      if (ids.length === 0 && component.required === false) return null;
      if (ids.length >= min) return null;
      return min === 1 ? "A file is needed." : `At least ${min} files are needed.`;
    },
    focus: () => button.focus(),
  };
}

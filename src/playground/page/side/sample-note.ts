import type { State } from "../../control/protocol.ts";
import { byId, el } from "../parts/dom.ts";
import type { Viewer } from "../viewer.ts";

/** Says that what one sees is sample data, and takes it away by a click. */
export function showSample({ sample, channels, channel }: State, viewer: Viewer): void {
  const note = byId("sample");
  // Among the direct messages it would speak of them.
  const isServer = channels.find(({ id }) => id === channel)?.kind !== "direct";
  const isOver = sample === null || sample.kind === "emptied";
  note.hidden = isOver || !isServer;
  if (isOver) return note.replaceChildren();
  const empty = el("button", {
    class: "link",
    text: "Empty it",
    attrs: { type: "button" },
    on: { click: () => void emptyIt(note, viewer) },
  });
  switch (sample.kind) {
    case "filling":
      return note.replaceChildren(
        el("progress", {
          attrs: { max: sample.of, value: sample.done, "aria-label": "Sample history" },
        }),
        "The bot's last three weeks are being played…",
      );
    case "there":
      return note.replaceChildren(
        "Sample data: three weeks of a study group, made with the bot's own commands. ",
        empty,
        " to begin with nothing: what you did goes, too.",
      );
    case "emptying":
      return note.replaceChildren("The server is being emptied…");
    case "failed":
      return note.replaceChildren(`The sample history broke off: ${sample.why}. `, empty);
  }
}

/** What has become of it stands in the channel, which the channels may lie over. */
async function emptyIt(note: HTMLElement, viewer: Viewer): Promise<void> {
  const answer = await viewer.act({ do: "empty" });
  if (answer.kind === "failed")
    note.append(el("p", { class: "failure", text: answer.why, attrs: { role: "alert" } }));
  else viewer.goTo(viewer.state().channel);
}

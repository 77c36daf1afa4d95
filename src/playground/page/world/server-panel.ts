import type { State } from "../../control/protocol.ts";
import { linkView } from "../markdown/view.ts";
import { copyRow } from "../parts/copy.ts";
import { el, freshId } from "../parts/dom.ts";
import type { Viewer } from "../viewer.ts";
import type { Doing, Panel } from "./panel.ts";

const PORTAL = "https://discord.com/developers/applications";
const ENV = "DISCORD_TOKEN=paste-the-token-here";
const START = "npm ci && node_modules/.bin/node --env-file=.env src/start.js";

/** From here to a server of one's own, in three steps; and away with the sample data. */
export function createServerPanel(viewer: Viewer, act: Doing): Panel {
  const invite = createInvite();
  const empty = el("button", {
    class: "button small",
    text: "Empty this server",
    attrs: { type: "button" },
    // What has become of it stands in the channel.
    on: {
      click: () => void act({ do: "empty" }).then((isDone) => isDone && viewer.goTo(viewer.state().channel)),
    },
  });
  const steps = el(
    "ol",
    { class: "steps" },
    step(
      "Make an application",
      el(
        "p",
        {},
        "In the ",
        linkView(PORTAL, [new Text("developer portal")]),
        ": New Application. Under Bot, press Reset Token and copy it. No privileged intent is needed.",
      ),
    ),
    step("Invite it", invite.element),
    step(
      "Start it with the token",
      el("p", { text: "Put this into a file named .env:" }),
      copyRow(ENV, "the .env file"),
      el("p", { text: "and start:" }),
      copyRow(START, "the start command"),
    ),
  );
  return {
    title: "Your server",
    element: el(
      "div",
      { class: "panel-part" },
      el("section", {}, el("h3", { text: "Use it on your server" }), steps),
      el(
        "section",
        {},
        el("h3", { text: "Begin here with nothing" }),
        el("p", {
          text: "Each member has the bot delete what it knows of them, the bot leaves the server and is invited again.",
        }),
        empty,
      ),
    ),
    update(state: State) {
      invite.update(state.permissions);
      empty.disabled = state.sample?.kind === "filling" || state.sample?.kind === "emptying";
    },
  };
}

function step(title: string, ...parts: readonly HTMLElement[]): HTMLElement {
  return el("li", {}, el("h4", { text: title }), ...parts);
}

/** The invitation, with the id of one's own application in it. */
function createInvite() {
  const id = freshId("application");
  const input = el("input", {
    attrs: {
      id,
      type: "text",
      inputmode: "numeric",
      autocomplete: "off",
      placeholder: "1234567890123456789",
    },
  });
  const row = copyRow("", "the invite link");
  const link = el("a", {
    text: "Open the invitation",
    attrs: { target: "_blank", rel: "noopener noreferrer" },
  });
  let permissions = "0";
  const show = (): void => {
    const typed = input.value.trim();
    const known = /^\d{17,20}$/.test(typed);
    const address = new URL("https://discord.com/oauth2/authorize");
    address.searchParams.set("client_id", known ? typed : "APPLICATION_ID");
    address.searchParams.set("scope", "bot applications.commands");
    address.searchParams.set("permissions", permissions);
    row.set(address.href);
    link.hidden = !known;
    link.href = address.href;
  };
  input.addEventListener("input", show);
  return {
    element: el(
      "div",
      { class: "step-body" },
      el("label", {
        class: "field-label",
        text: "Application ID (under General Information)",
        attrs: { for: id },
      }),
      input,
      row,
      link,
      el("p", {
        class: "switch-about",
        text: "It asks for: View Channel, Send Messages, Send Messages in Threads, Create Public Threads, Embed Links, Attach Files, Read Message History, Create Events. Never Administrator.",
      }),
    ),
    update(next: string): void {
      permissions = next;
      show();
    },
  };
}

import type { Answer, State } from "../protocol.ts";
import { createChannelLog } from "./channel-log.ts";
import { createComposer } from "./composer.ts";
import { byId } from "./dom.ts";
import { openModal } from "./modal.ts";
import { createPending } from "./pending.ts";
import { createSide } from "./side.ts";
import { connect } from "./socket.ts";
import { showWelcome } from "./welcome.ts";
import { createWorldPanel } from "./world-panel.ts";
import type { Viewer } from "./viewer.ts";

const TICK_MS = 15_000;
const CLOCK_TICK_MS = 1_000;
const MEMORY = "waymark.look";

let state: State | null = null;
/** How far the stand-in's time is from this browser's. */
let ahead = 0;

const viewer: Viewer = {
  state() {
    if (!state) throw new Error("nothing has been shown yet");
    return state;
  },
  now: () => Date.now() + ahead,
  act: (act) => connection.act(act),
  open: (answer: Answer) => answer.kind === "modal" && openModal(answer.modal, viewer),
  send: (path, options) => pending.send(path, options),
  compose: (path) => composer.compose(path),
  goTo: (channel) => connection.look(state?.member ?? null, channel),
};

const log = createChannelLog(viewer);
const pending = createPending(byId("pending"), viewer);
const composer = createComposer(viewer);
const side = createSide(viewer, (member) => connection.look(member, state?.channel ?? null));
const world = createWorldPanel(viewer);

const connection = connect({
  first: remembered(),
  onState(next) {
    state = next;
    ahead = next.now - Date.now();
    sessionStorage.setItem(MEMORY, JSON.stringify({ member: next.member, channel: next.channel }));
    side.update(next);
    world.update(next);
    showWelcome(next, viewer);
    log.update(next);
    log.tick(); // the time may have been moved
    pending.update(next);
    composer.update(next);
  },
  onOnline(online) {
    const banner = byId("banner");
    banner.textContent = online ? "" : "Reconnecting…";
    banner.hidden = online;
  },
});
setInterval(() => state && log.tick(), TICK_MS);
setInterval(() => state && world.tick(), CLOCK_TICK_MS);

/** Who this tab was before it was loaded again. A new tab begins as nobody, so that two tabs can be two people. */
function remembered(): { member: string | null; channel: string | null } {
  try {
    const { member, channel } = JSON.parse(sessionStorage.getItem(MEMORY) ?? "{}") as Record<string, unknown>;
    return {
      member: typeof member === "string" ? member : null,
      channel: typeof channel === "string" ? channel : null,
    };
  } catch {
    return { member: null, channel: null };
  }
}

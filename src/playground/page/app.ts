import type { Act, Answer } from "../control/protocol.ts";
import { createChannelLog } from "./channel/channel-log.ts";
import { createPending } from "./channel/pending.ts";
import { showWelcome } from "./channel/welcome.ts";
import { createComposer } from "./composer/composer.ts";
import { openModal } from "./modal/modal.ts";
import { byId } from "./parts/dom.ts";
import { icon } from "./parts/icons.ts";
import { showConnection } from "./lost.ts";
import { createDrawers } from "./side/drawers.ts";
import { createVisits } from "./history.ts";
import { createSide } from "./side/side.ts";
import { connect } from "./socket.ts";
import { createStore } from "./store.ts";
import { labelOf } from "./tour/step.ts";
import { createTour } from "./tour/tour.ts";
import type { Viewer } from "./viewer.ts";
import { createBar } from "./world/bar.ts";
import { createOutboxNews } from "./world/outbox-news.ts";

const TICK_MS = 1_000;
const MEMORY = "waymark.look";

const store = createStore();
/** How far the stand-in's time is from this browser's. */
let ahead = 0;
/** A message to go to, once its channel is shown. */
let sought: Sought | null = null;
type Sought = { readonly channel: string; readonly message: string };

const viewer: Viewer = {
  state() {
    const state = store.state();
    if (!state) throw new Error("nothing has been shown yet");
    return state;
  },
  now: () => Date.now() + ahead,
  async act(act) {
    if (bringsNews(act)) log.follow();
    const label = labelOf(act, store.state()?.messages ?? []); // before the message changes by it
    const answer = await connection.act(act);
    tour.saw(act, label, answer);
    return answer;
  },
  open: (answer: Answer) => answer.kind === "modal" && openModal(answer.modal, viewer),
  send: (act) => pending.send(act),
  compose: (command) => composer.compose(command),
  reveal: (messageId) => log.reveal(messageId),
  show: (messageId) => log.show(messageId),
  goToDirect: () => void openDirect(),
  become: (member) => connection.look(member, store.state()?.channel ?? null),
  goTo(channel, message = null) {
    drawers.close();
    bar.giveWay();
    sought = message === null ? null : { channel, message };
    if (message !== null && store.state()?.channel === channel) return found();
    connection.look(store.state()?.member ?? null, channel);
  },
};

/** Shows what is sought, where its channel is shown. */
function found(): void {
  if (sought === null || sought.channel !== store.state()?.channel) return;
  const goal = sought;
  sought = null;
  void seek(goal);
}

/** Goes to a message of the channel that is shown, be it one that has to be fetched first. */
async function seek({ channel, message }: Sought): Promise<void> {
  while (store.state()?.channel === channel && !log.reveal(message)) {
    const isThere = store.state()?.older === true && (await connection.act({ do: "older" })).kind === "done";
    if (!isThere) return composer.tell("That message is not here any more.");
  }
}

async function openDirect(): Promise<void> {
  const answer = await viewer.act({ do: "direct" });
  if (answer.kind === "place") viewer.goTo(answer.channel);
}

byId("send").append(icon("send"));
const drawers = createDrawers();
const log = createChannelLog(viewer);
const pending = createPending(byId("pending"), viewer);
const composer = createComposer(viewer);
const side = createSide(viewer, (member) => viewer.become(member));
const outbox = createOutboxNews(viewer, () => {
  bar.tick();
  tour.onOutbox();
});
const tour = createTour(viewer, outbox, () => bar.open("Your server"));
const bar = createBar(viewer, outbox, () => tour.restart());

const visits = createVisits((channel) => viewer.goTo(channel));

const connection = connect({
  first: remembered(),
  onUpdate(update, anew) {
    const next = store.take(update, anew);
    if (update.frame.now !== undefined) ahead = next.now - Date.now();
    sessionStorage.setItem(MEMORY, JSON.stringify({ member: next.member, channel: next.channel }));
    visits.at(next.channel);
    side.update(next);
    outbox.stir();
    bar.update(next);
    tour.update(next);
    showWelcome(next, viewer);
    log.update(next);
    if (update.frame.now !== undefined) log.tick(); // the time may have been moved
    pending.update(next);
    composer.update(next);
    found();
  },
  onOnline(online) {
    showConnection(online);
    if (online || !store.state()) return; // how all of it is comes with the first news
    side.lost(viewer.state());
    bar.lost(viewer.state());
  },
});
setInterval(() => {
  if (!store.state() || document.visibilityState === "hidden") return;
  log.tick();
  outbox.tick();
  tour.tick();
  bar.tick();
}, TICK_MS);

/** Whether what comes of it stands below all messages, and is to be seen. */
function bringsNews({ do: what }: Act): boolean {
  return what === "command" || what === "say" || what === "move-clock" || what === "move-to";
}

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

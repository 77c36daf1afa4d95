import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import type { RawData, WebSocket } from "ws";
import type { Outcome, ShownModal } from "./actor.ts";
import { movedTo } from "./move-clock.ts";
import { pageState } from "./page-state.ts";
import type { Look } from "./page-state.ts";
import { createPower } from "./power.ts";
import type { BotSwitch, Power } from "./power.ts";
import { fromPage } from "./protocol.ts";
import type { Act, Answer, FromPage, FromServer } from "./protocol.ts";
import type { StandIn } from "./stand-in.ts";

export type Control = {
  /** Takes over a connection that was found to come from the page itself. */
  accept(req: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): void;
};

const MAX_MESSAGE_BYTES = 256 * 1024;
/** Changes that come this close together are shown at once. */
const GATHER_MS = 25;
const MAX_OPEN_MODALS = 500;

/** The page's live connections: pushes what each member sees, and does what they do. Without a `bot` there is nothing to switch. */
export function createControl(standIn: StandIn, bot: BotSwitch | null = null): Control {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES });
  const modals = new Map<string, ShownModal>();
  const views = new Set<View>();
  const refresh = (): void => views.forEach((view) => view.refreshSoon());
  const power = bot && createPower(bot, refresh);
  const desk: Desk = { standIn, modals, power, moves: 0 };
  const onMove = (): void => {
    desk.moves += 1;
    refresh();
  };
  const stopListening = [standIn.on("change", refresh), standIn.clock.onMove(onMove)];
  return {
    accept(req, socket, head) {
      sockets.handleUpgrade(req, socket, head, (connection) => {
        const view = createView(desk, connection);
        views.add(view);
        connection.on("close", () => {
          views.delete(view);
          view.stop();
        });
      });
    },
    close() {
      for (const stop of stopListening) stop();
      for (const view of views) view.stop();
      for (const connection of sockets.clients) connection.terminate();
      sockets.close();
    },
  };
}

type Where = { readonly member: string; readonly channel: string };
type ActMessage = Extract<FromPage, { kind: "act" }>;
/** What all open pages share. */
type Desk = {
  readonly standIn: StandIn;
  readonly modals: Map<string, ShownModal>;
  readonly power: Power | null;
  /** How often the time was moved. */
  moves: number;
};
type View = { refreshSoon(): void; stop(): void };

/** One open page. */
function createView(desk: Desk, connection: WebSocket): View {
  let look: Look | null = null;
  let shown = "";
  let timer: NodeJS.Timeout | undefined;

  const send = (message: FromServer): void => connection.send(JSON.stringify(message));
  const refresh = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const state = look && pageState(desk.standIn, look, desk.power?.state() ?? null);
    if (!state) return;
    look = { member: state.member, channel: state.channel };
    // The time alone is no news unless it was moved: the page has a clock.
    const text = JSON.stringify({ ...state, now: desk.moves });
    if (text !== shown) send(state);
    shown = text;
  };
  const act = async (message: ActMessage, where: Where): Promise<void> => {
    const answer = await perform(desk, where, message.act);
    refresh(); // what the act changed is there before the act is said to be over
    send({ kind: "answer", id: message.id, answer });
  };
  const receive = (data: RawData): void => {
    const message = readMessage(data);
    if (message === null) return connection.close(1008, "not a message of this page");
    if (message.kind === "look") {
      look = { member: message.member, channel: message.channel };
      shown = "";
      return refresh();
    }
    if (look?.member && look.channel) {
      const { member, channel } = look;
      void act(message, { member, channel });
    }
  };
  connection.on("message", receive);
  connection.on("error", () => connection.terminate());
  return {
    refreshSoon: () => {
      timer ??= setTimeout(refresh, GATHER_MS).unref();
    },
    stop: () => {
      clearTimeout(timer);
      look = null;
    },
  };
}

function readMessage(data: RawData) {
  try {
    const text = Buffer.isBuffer(data) ? data.toString("utf8") : "";
    return fromPage.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null; // not JSON
  }
}

/** Does it as that member. What their client would not let them do is a failure with its reason, and so is a fault of the stand-in. */
async function perform(desk: Desk, { member, channel }: Where, act: Act): Promise<Answer> {
  const { standIn, modals, power } = desk;
  const actor = standIn.as(member, channel);
  const over = (outcome: Outcome): Answer => answerOf(outcome, modals);
  try {
    switch (act.do) {
      case "command":
        return over(await actor.command(act.path, act.options));
      case "complete": {
        const choices = await actor.complete(act.path, act.option, act.typed, act.others);
        return { kind: "choices", choices };
      }
      case "click":
        return over(await actor.click({ id: act.message }, act.customId));
      case "select":
        return over(await actor.select({ id: act.message }, act.customId, act.values));
      case "submit": {
        const modal = modals.get(act.modal);
        if (!modal) return { kind: "failed", why: "This form is too old. Open it again." };
        return over(await actor.submit(modal, act.fields));
      }
      case "say":
        actor.say(act.text);
        return { kind: "done" };
      case "dismiss":
        actor.dismiss({ id: act.message });
        return { kind: "done" };
      case "move-clock":
        standIn.clock.set(movedTo(standIn.clock.now(), act.by));
        return { kind: "done" };
      case "power":
        if (!power) return { kind: "failed", why: "The bot runs elsewhere. Stop and start it there." };
        await power.set(act.on);
        return { kind: "done" };
    }
  } catch (error) {
    return { kind: "failed", why: error instanceof Error ? error.message : String(error) };
  }
}

function answerOf(outcome: Outcome, modals: Map<string, ShownModal>): Answer {
  if (outcome.kind === "failed") return outcome;
  if (outcome.kind === "message") {
    return { kind: "message", message: outcome.message.id, ephemeral: outcome.ephemeral };
  }
  modals.set(outcome.modal.interactionId, outcome.modal);
  const oldest = modals.keys().next().value;
  if (modals.size > MAX_OPEN_MODALS && oldest !== undefined) modals.delete(oldest);
  return { kind: "modal", modal: outcome.modal };
}

import type { RawData, WebSocket } from "ws";
import { createMessageWindow } from "./page-messages.ts";
import { pageState } from "./page-state.ts";
import type { Look } from "./page-state.ts";
import { perform } from "./perform.ts";
import type { Desk, Where } from "./perform.ts";
import { actBeyond, fromPage } from "./protocol.ts";
import type { Answer, Frame, FromPage, FromServer } from "./protocol.ts";

export type View = { refreshSoon(): void; stop(): void };

/** Changes that come this close together are shown at once. */
const GATHER_MS = 25;

type ActMessage = Extract<FromPage, { kind: "act" }>;

/** One open page: is told what changed of what it shows, and says what its person does. */
export function createView(desk: Desk, connection: WebSocket): View {
  const { standIn, reads, power } = desk;
  const window = createMessageWindow(standIn, desk.versions);
  const frame = createFrameNews();
  let look: Look | null = null;
  let readUpTo: string | null = null;
  let timer: NodeJS.Timeout | undefined;

  const send = (message: FromServer): void => connection.send(JSON.stringify(message));
  const refresh = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const beside = {
      power: power?.state() ?? null,
      playing: desk.play.speed(),
      troubles: desk.troubles.active(),
      sample: desk.sample.state(),
      authoring: desk.author?.state() ?? null,
      reads,
    };
    const state = look && pageState(standIn, look, beside);
    if (!state) return;
    look = { member: state.member, channel: state.channel };
    const { older, ...news } = window.read(state.member, state.channel);
    if (news.fresh) readUpTo = reads.seenUpTo(state.member, state.channel);
    // The time alone is no news unless it was moved: the page has a clock.
    const changed = frame.read({ ...state, older, readUpTo }, desk.moves);
    if (news.fresh || news.changed.length + news.removed.length > 0 || Object.keys(changed).length > 0)
      send({ kind: "update", frame: changed, ...news });
  };
  const act = async (message: ActMessage, where: Where): Promise<void> => {
    const answer = message.act.do === "older" ? widened() : await perform(desk, where, message.act);
    refresh(); // what the act changed is there before the act is said to be over
    send({ kind: "answer", id: message.id, answer });
  };
  const widened = (): Answer => {
    window.widen();
    return { kind: "done" };
  };
  const receive = (data: RawData): void => {
    const message = readMessage(data);
    if (message === null) return connection.close(1008, "not a message of this page");
    if (message.kind === "unreadable") {
      const why = "The playground does not take that. It may be too long.";
      return send({ kind: "answer", id: message.id, answer: { kind: "failed", why } });
    }
    if (message.kind === "look") {
      look = { member: message.member, channel: message.channel };
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

/** Tells which parts of the frame are other than before. */
function createFrameNews() {
  const sent = new Map<string, string>();
  return {
    read(frame: Frame, moves: number): Partial<Frame> {
      const entries = Object.entries(frame).filter(([name, value]) => {
        const text = name === "now" ? String(moves) : JSON.stringify(value);
        if (sent.get(name) === text) return false;
        sent.set(name, text);
        return true;
      });
      return Object.fromEntries(entries) as Partial<Frame>;
    },
  };
}

type Unreadable = { readonly kind: "unreadable"; readonly id: number };

/** Null where it is nothing that a page of ours says; an act that breaks a limit is only refused. */
function readMessage(data: RawData): FromPage | Unreadable | null {
  try {
    const said: unknown = JSON.parse(Buffer.isBuffer(data) ? data.toString("utf8") : "");
    const message = fromPage.safeParse(said).data;
    if (message) return message;
    const id = actBeyond.safeParse(said).data?.id;
    return id === undefined ? null : { kind: "unreadable", id };
  } catch {
    return null; // not JSON
  }
}

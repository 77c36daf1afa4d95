import type { Act, Answer, FromPage, FromServer, Update } from "../control/protocol.ts";
import { LOST } from "./lost.ts";

export type Connection = {
  /** Sends one act. Resolves with what came of it; while there is no connection, with a failure that says so. */
  act(act: Act): Promise<Answer>;
  /** Changes who looks, and where. */
  look(member: string | null, channel: string | null): void;
};

type Listeners = {
  /** `anew`: the first of a connection, which holds everything. */
  readonly onUpdate: (update: Update, anew: boolean) => void;
  /** Told when the connection breaks, and when it is back. */
  readonly onOnline: (online: boolean) => void;
  /** Where to begin. */
  readonly first: { readonly member: string | null; readonly channel: string | null };
};

const RETRY_MS = [250, 500, 1_000, 2_000, 4_000] as const;
const UNSENT: Answer = { kind: "failed", why: LOST };

/** Connects to the server that the page came from, and again whenever that breaks. */
export function connect({ onUpdate, onOnline, first }: Listeners): Connection {
  let looking = first;
  let lastAct = 0;
  let anew = true;
  const waiting = new Map<number, (answer: Answer) => void>();
  const line = openLine({
    onOpen() {
      anew = true;
      line.send({ kind: "look", ...looking });
      onOnline(true);
    },
    onMessage(message) {
      if (message.kind === "answer") {
        waiting.get(message.id)?.(message.answer);
        waiting.delete(message.id);
      } else {
        const { member = looking.member, channel = looking.channel } = message.frame;
        looking = { member, channel };
        onUpdate(message, anew);
        anew = false;
      }
    },
    onClose() {
      onOnline(false);
      for (const settle of waiting.values()) settle(UNSENT);
      waiting.clear();
    },
  });
  return {
    act(act) {
      lastAct += 1;
      const id = lastAct;
      return new Promise((resolve) => {
        waiting.set(id, resolve);
        if (line.send({ kind: "act", id, act })) return;
        waiting.delete(id);
        resolve(UNSENT);
      });
    },
    look(member, channel) {
      looking = { member, channel };
      line.send({ kind: "look", member, channel });
    },
  };
}
type Line = {
  /** False while there is no connection. */
  send(message: FromPage): boolean;
};
type LineListeners = {
  readonly onOpen: () => void;
  readonly onMessage: (message: FromServer) => void;
  readonly onClose: () => void;
};

/** A WebSocket that is opened again, ever more patiently, until it holds. */
function openLine({ onOpen, onMessage, onClose }: LineListeners): Line {
  const url = `${location.protocol === "https:" ? "wss:" : "ws:"}//${location.host}/control`;
  let socket: WebSocket;
  let failures = 0;
  const open = (): void => {
    socket = new WebSocket(url);
    socket.addEventListener("message", ({ data }) => onMessage(JSON.parse(String(data)) as FromServer));
    socket.addEventListener("open", () => {
      failures = 0;
      onOpen();
    });
    socket.addEventListener("close", () => {
      onClose();
      setTimeout(open, RETRY_MS[Math.min(failures, RETRY_MS.length - 1)]);
      failures += 1;
    });
  };
  open();
  return {
    send(message) {
      if (socket.readyState !== WebSocket.OPEN) return false;
      socket.send(JSON.stringify(message));
      return true;
    },
  };
}

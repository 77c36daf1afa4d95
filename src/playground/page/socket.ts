import type { Act, Answer, FromPage, FromServer, State } from "../protocol.ts";

export type Connection = {
  /** Sends one act. Resolves with what came of it; while there is no connection, with a failure that says so. */
  act(act: Act): Promise<Answer>;
  /** Changes who looks, and where. */
  look(member: string | null, channel: string | null): void;
};

type Listeners = {
  readonly onState: (state: State) => void;
  /** Told when the connection breaks, and when it is back. */
  readonly onOnline: (online: boolean) => void;
  /** Where to begin. */
  readonly first: { readonly member: string | null; readonly channel: string | null };
};

const RETRY_MS = [250, 500, 1_000, 2_000, 4_000] as const;
const LOST: Answer = { kind: "failed", why: "The connection to the playground was lost. Try again." };

/** Connects to the server that the page came from, and again whenever that breaks. */
export function connect({ onState, onOnline, first }: Listeners): Connection {
  let socket: WebSocket | null = null;
  let looking = first;
  let failures = 0;
  let lastAct = 0;
  const waiting = new Map<number, (answer: Answer) => void>();

  const send = (message: FromPage): boolean => {
    if (socket?.readyState !== WebSocket.OPEN) return false;
    socket.send(JSON.stringify(message));
    return true;
  };
  const receive = (event: MessageEvent): void => {
    const message = JSON.parse(String(event.data)) as FromServer;
    if (message.kind === "answer") {
      waiting.get(message.id)?.(message.answer);
      waiting.delete(message.id);
      return;
    }
    looking = { member: message.member, channel: message.channel };
    onState(message);
  };
  const open = (): void => {
    socket = new WebSocket(`${location.protocol === "https:" ? "wss:" : "ws:"}//${location.host}/control`);
    socket.addEventListener("message", receive);
    socket.addEventListener("open", () => {
      failures = 0;
      send({ kind: "look", ...looking });
      onOnline(true);
    });
    socket.addEventListener("close", () => {
      onOnline(false);
      for (const settle of waiting.values()) settle(LOST);
      waiting.clear();
      setTimeout(open, RETRY_MS[Math.min(failures, RETRY_MS.length - 1)]);
      failures += 1;
    });
  };
  open();

  return {
    act(act) {
      lastAct += 1;
      const id = lastAct;
      return new Promise((resolve) => {
        waiting.set(id, resolve);
        if (send({ kind: "act", id, act })) return;
        waiting.delete(id);
        resolve(LOST);
      });
    },
    look(member, channel) {
      looking = { member, channel };
      send({ kind: "look", member, channel });
    },
  };
}

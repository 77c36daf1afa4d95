import type { RawData, WebSocket } from "ws";
import type { Clock } from "../clock.ts";
import type { FaultBook } from "../fault-book.ts";
import type { Session } from "./session.ts";

/** One socket of a client, and what the gateway knows of it. */
export type Connection = {
  session: Session | null;
  /** True once we have closed it: what still comes in is not heard. */
  closing: boolean;
  /** Real milliseconds of what the client sent within the last minute. */
  received: number[];
  /** Calls off the check for heartbeats. */
  stopHeartbeatCheck: () => void;
  sendFrame(frame: string): void;
  send(op: number, data?: unknown): void;
  close(code: number, reason: string): void;
  /** Cuts the line without a word. */
  terminate(): void;
  onMessage(listener: (data: string) => void): void;
  onClose(listener: (code: number) => void): void;
};

/** Wraps a socket so that frames keep their order on a slow network. */
export function createConnection(socket: WebSocket, clock: Clock, faults: FaultBook): Connection {
  const outwards = createLine(clock, faults);
  const inwards = createLine(clock, faults);
  const sendFrame = (frame: string): void =>
    outwards(() => {
      if (socket.readyState === socket.OPEN) socket.send(frame);
    });
  socket.on("error", () => socket.terminate());
  return {
    session: null,
    closing: false,
    received: [],
    stopHeartbeatCheck: () => {},
    sendFrame,
    send: (op, data = null) => sendFrame(JSON.stringify({ op, d: data, s: null, t: null })),
    close: (code, reason) => outwards(() => socket.close(code, reason)),
    terminate: () => socket.terminate(),
    onMessage: (listener) => void socket.on("message", (data) => inwards(() => listener(textOf(data)))),
    onClose: (listener) => void socket.on("close", (code) => listener(code)),
  };
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString("utf8");
  return Buffer.from(data as ArrayBuffer).toString("utf8");
}

/** Runs what it is given at once, or in order after the delay of a slow network. */
function createLine(clock: Clock, faults: FaultBook): (what: () => void) => void {
  let freeAt = 0;
  let waiting = 0;
  return (what) => {
    const delay = faults.delayMs();
    if (delay === 0 && waiting === 0) {
      what();
      return;
    }
    const due = Math.max(freeAt, clock.elapsed() + delay);
    freeAt = due;
    waiting += 1;
    clock.after(due - clock.elapsed(), () => {
      waiting -= 1;
      what();
    });
  };
}

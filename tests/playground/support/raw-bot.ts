import { once } from "node:events";
import { WebSocket } from "ws";
import type { Json, Served } from "./served.ts";

export type Frame = {
  readonly op: number;
  readonly t: string | null;
  readonly s: number | null;
  readonly d: Json;
};

/** A gateway client without a library, so that a test can break its rules. */
export type RawSocket = {
  readonly send: (op: number, d: unknown) => void;
  readonly sendText: (text: string) => void;
  /** The next frame that fits, of those not yet asked for. */
  readonly next: (fits: (frame: Frame) => boolean) => Promise<Frame>;
  readonly event: (name: string) => Promise<Frame>;
  readonly frames: readonly Frame[];
  /** Resolves with the code when the server closes. */
  readonly closed: Promise<number>;
  readonly close: (code?: number) => void;
  readonly terminate: () => void;
};

export async function openSocket(served: Served, query = "?v=10&encoding=json"): Promise<RawSocket> {
  const socket = new WebSocket(`${served.url.replace("http", "ws")}/gateway${query}`);
  const frames: Frame[] = [];
  const unread: Frame[] = [];
  const waiting = new Set<() => void>();
  socket.on("message", (data: Buffer) => {
    const frame = JSON.parse(data.toString("utf8")) as Frame;
    frames.push(frame);
    unread.push(frame);
    for (const wake of waiting) wake();
  });
  const closed = new Promise<number>((resolve) => void socket.on("close", resolve));
  socket.on("error", () => {});
  await once(socket, "open");
  const next = async (fits: (frame: Frame) => boolean): Promise<Frame> => {
    for (;;) {
      const index = unread.findIndex(fits);
      if (index >= 0) return unread.splice(index, 1)[0] as Frame;
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          waiting.delete(wake);
          resolve();
        };
        waiting.add(wake);
      });
    }
  };
  return {
    send: (op, d) => socket.send(JSON.stringify({ op, d })),
    sendText: (text) => socket.send(text),
    next,
    event: (name) => next((frame) => frame.t === name),
    frames,
    closed,
    close: (code) => socket.close(code),
    terminate: () => socket.terminate(),
  };
}

type Identify = {
  readonly token?: string;
  readonly intents?: number;
  readonly shard?: readonly [number, number];
};

export function identifyData(served: Served, given: Identify = {}): object {
  const properties = { os: "linux", browser: "test", device: "test" };
  return { token: served.standIn.token, intents: 1, properties, ...given };
}

/** A socket that has identified and is ready. */
export async function openSession(
  served: Served,
  given: Identify = {},
): Promise<RawSocket & { readonly ready: Json }> {
  const socket = await openSocket(served);
  socket.send(2, identifyData(served, given));
  const ready = await socket.event("READY");
  return { ...socket, ready: ready.d };
}

/** A bot that answers every interaction with what `answer` says; null: not at all. */
export async function answeringBot(
  served: Served,
  answer: (interaction: Json) => Json,
): Promise<RawSocket & { readonly interactions: Json[]; readonly replies: Json[] }> {
  const socket = await openSession(served);
  const interactions: Json[] = [];
  const replies: Json[] = [];
  const work = async (): Promise<void> => {
    for (;;) {
      const { d } = await socket.event("INTERACTION_CREATE");
      interactions.push(d);
      const body: Json = await answer(d);
      if (body === null) continue;
      replies.push(
        await served.api("POST", `/interactions/${d.id}/${d.token}/callback`, body, { token: null }),
      );
    }
  };
  void work().catch(() => {});
  return { ...socket, interactions, replies };
}

/** Discord sent nothing more: shown by a heartbeat's acknowledgement, which comes after what came before. */
export async function settled(socket: RawSocket): Promise<void> {
  socket.send(1, null);
  await socket.next((frame) => frame.op === 11);
}

/** The events heard so far. */
export const names = (socket: RawSocket): string[] => socket.frames.flatMap((frame) => frame.t ?? []);

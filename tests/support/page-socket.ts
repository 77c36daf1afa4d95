import { once } from "node:events";
import { expect } from "vitest";
import { WebSocket } from "ws";
import type {
  Act,
  Answer,
  Frame,
  FromPage,
  FromServer,
  ShownMessage,
} from "../../src/playground/control/protocol.ts";
import { compareIds } from "../../src/playground/snowflake.ts";

/** A page of the playground without a browser: what it is told of the world, and what its person does. */
export type PageSocket = Disposable & {
  readonly frame: () => Partial<Frame>;
  /** What it shows of the channel, oldest first. */
  readonly messages: () => readonly ShownMessage[];
  readonly act: (act: Act) => Promise<Answer>;
  /** Resolves when the sample's playing is over, well or not. */
  readonly untilPlayed: () => Promise<void>;
};

const PATIENCE = { timeout: 60_000 };

/** Opens the page at an address, as whom the server chooses, in this channel or where the server chooses. */
export async function openPageSocket(address: string, channel: string | null = null): Promise<PageSocket> {
  const url = new URL("/control", address);
  url.protocol = "ws:";
  const socket = new WebSocket(url, { origin: new URL(address).origin });
  const frame: { -readonly [K in keyof Frame]?: Frame[K] } = {};
  const messages = new Map<string, ShownMessage>();
  const answers = new Map<number, Answer>();
  let acts = 0;
  socket.on("message", (data: Buffer) => {
    const message = JSON.parse(data.toString("utf8")) as FromServer;
    if (message.kind === "answer") return answers.set(message.id, message.answer);
    Object.assign(frame, message.frame);
    if (message.fresh) messages.clear();
    for (const one of message.changed) messages.set(one.id, one);
    for (const id of message.removed) messages.delete(id);
  });
  socket.on("error", () => {}); // the program may be killed
  const send = (message: FromPage) => socket.send(JSON.stringify(message));
  await once(socket, "open");
  send({ kind: "look", member: null, channel });
  await expect.poll(() => frame.server, PATIENCE).toBeDefined();
  return {
    frame: () => frame,
    messages: () => [...messages.values()].toSorted((a, b) => compareIds(a.id, b.id)),
    async act(act) {
      const id = (acts += 1);
      send({ kind: "act", id, act });
      await expect.poll(() => answers.get(id), PATIENCE).toBeDefined();
      return answers.get(id)!;
    },
    untilPlayed: async () => {
      await expect.poll(() => frame.sample?.kind, PATIENCE).toMatch(/there|failed/);
    },
    [Symbol.dispose]: () => socket.terminate(),
  };
}

import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { z } from "zod";
import type { StandIn } from "../stand-in.ts";
import type { AuthorDesk } from "./authoring.ts";
import { createVersions } from "./page-messages.ts";
import type { ReadOutbox } from "./outbox.ts";
import type { Desk } from "./perform.ts";
import { createPlayClock } from "./play-clock.ts";
import { createPower } from "./power.ts";
import type { BotSwitch } from "./power.ts";
import { createReads } from "./reads.ts";
import type { SampleTime } from "./sample/fill.ts";
import { createSample } from "./sample/sample.ts";
import { keptSample } from "./sample/state.ts";
import type { SampleState } from "./sample/state.ts";
import { createTroubles } from "./troubles.ts";
import { createView } from "./view.ts";
import type { View } from "./view.ts";

export type Control = {
  /** Takes over a connection that was found to come from the page itself. */
  accept(req: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Fills the server with sample data. */
  playSample(time: SampleTime): Promise<void>;
  /** Stops the bot and starts it again; one that was switched off stays off. */
  restartBot(): Promise<void>;
  keep(): Kept;
  restore(read: unknown): boolean;
  close(): void;
};

/** What outlives a page, with its stand-in. */
export type Kept = {
  readonly world: ReturnType<StandIn["keep"]>;
  /** What became of the sample data it began with. */
  readonly sample: SampleState;
};

/** What is behind the stand-in, where it runs in the same program. */
export type Behind = {
  /** What the page's switch stops and starts. */
  readonly bot?: BotSwitch;
  readonly outbox?: ReadOutbox;
  readonly author?: AuthorDesk;
  /** Sample data is going to be played: until then it counts as being played already. */
  readonly sampleComes?: boolean;
};

const kept = z.object({ world: z.unknown(), sample: keptSample });
const MAX_MESSAGE_BYTES = 256 * 1024;

/** The page's live connections: pushes what each member sees, and does what they do. */
export function createControl(
  standIn: StandIn,
  { bot, outbox, author, sampleComes = false }: Behind = {},
): Control {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES });
  const views = new Set<View>();
  const refresh = (): void => views.forEach((view) => view.refreshSoon());
  const desk: Desk = {
    standIn,
    refresh,
    modals: new Map(),
    power: bot ? createPower(bot, standIn.clock, refresh) : null,
    play: createPlayClock(standIn.clock),
    troubles: createTroubles(standIn, refresh),
    sample: createSample(standIn, outbox ?? null, { isComing: sampleComes, onChange: refresh }),
    outbox: outbox ?? null,
    author: author ?? null,
    reads: createReads(standIn),
    versions: createVersions(standIn),
    moves: 0,
  };
  const onMove = (): void => {
    desk.moves += 1;
    refresh();
  };
  const endings = [
    standIn.on("change", refresh),
    standIn.clock.onMove(onMove),
    () => desk.versions.close(),
    author?.onChange(refresh),
  ];
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
    async playSample(time) {
      await desk.sample.fill(time);
      // For who looks for the first time, all of it was there before.
      desk.reads.markAll();
      refresh();
    },
    restartBot: async () => desk.power?.restart(),
    keep: () => ({ world: standIn.keep(), sample: desk.sample.state() }),
    restore(read) {
      const { world, sample } = kept.parse(read);
      if (!standIn.restore(world)) return false;
      desk.sample.restore(sample);
      desk.reads.markAll();
      return true;
    },
    close() {
      desk.power?.close();
      desk.play.set(null);
      desk.troubles.close();
      for (const end of endings) end?.();
      for (const view of views) view.stop();
      for (const connection of sockets.clients) connection.terminate();
      sockets.close();
    },
  };
}

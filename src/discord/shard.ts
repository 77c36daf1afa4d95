import { WebSocketShard, WebSocketShardEvents } from "@discordjs/ws";
import type { FetchingStrategyOptions } from "@discordjs/ws";
import type { GatewayDispatchPayload, GatewaySendPayload } from "discord-api-types/v10";
import type { Sessions } from "./sessions.ts";
import { within } from "./within.ts";

/** One shard's connection. It connects again by itself until it is closed. */
export type Shard = {
  /** Resolves when it works for the first time, or is closed. Rejects where it cannot. */
  readonly opened: Promise<void>;
  readonly send: (payload: GatewaySendPayload) => Promise<void>;
  /** Closes in such a way that whoever has the shard next can resume. Never throws. */
  readonly close: () => Promise<void>;
};

export type ShardParts = {
  readonly id: number;
  readonly options: FetchingStrategyOptions;
  readonly sessions: Sessions;
  /** Resolves when Discord will take an IDENTIFY of this shard. Rejects when the signal says that none is wanted. */
  readonly waitForIdentify: (shard: number, signal: AbortSignal) => Promise<void>;
  readonly onWorking: () => void;
  readonly onClosed: (code: number) => void;
  readonly onError: (error: unknown) => void;
  readonly onEvent: (event: GatewayDispatchPayload) => void;
};

// Any code but 1000 and 1001, which would end the session.
const RESUMABLE = 4200;
// A server that does not answer the closing must not hold up ours.
const CLOSE_TIMEOUT_MS = 2_000;

export function openShard({ id, options, sessions, waitForIdentify, ...on }: ShardParts): Shard {
  const closing = Promise.withResolvers<void>();
  let closed = false;
  const shard = new WebSocketShard(
    {
      options,
      // What the library still has under way when it is closed asks for a session before it connects, and waits here for ever.
      retrieveSessionInfo: (of) => (closed ? new Promise(() => {}) : sessions.retrieve(of)),
      // While it closes, it forgets the session, which the next is to resume.
      updateSessionInfo: (of, session) => {
        if (session || !closed) sessions.update(of, session);
      },
      waitForIdentify,
    },
    id,
  );
  shard.on(WebSocketShardEvents.Ready, on.onWorking);
  shard.on(WebSocketShardEvents.Resumed, on.onWorking);
  shard.on(WebSocketShardEvents.Closed, ({ code }) => on.onClosed(code));
  shard.on(WebSocketShardEvents.Error, ({ error }) => on.onError(error));
  shard.on(WebSocketShardEvents.Dispatch, ({ data }) => on.onEvent(data));
  const opened = Promise.race([shard.connect(), closing.promise]);
  opened.catch(() => undefined);
  return {
    opened,
    send: (payload) => shard.send(payload),
    close: async () => {
      closed = true;
      closing.resolve();
      await within(CLOSE_TIMEOUT_MS, shard.destroy({ code: RESUMABLE, reason: "Restarting" }));
    },
  };
}

import type { ActiveTrouble, Trouble } from "./protocol.ts";
import type { StandIn } from "../stand-in.ts";
import { PERMISSION } from "../world/permissions.ts";
import { mustHave } from "../world/state.ts";

export type Troubles = {
  /** Those that are going on. */
  active(): readonly ActiveTrouble[];
  /** Begins one, or ends it. `channel`: where the person who asks is; a permission is revoked there. */
  set(trouble: Trouble, on: boolean, channel: string): void;
  close(): void;
};

const POSTING = /^POST \/channels\/\d+\/(messages|threads)/;
const HOUR_MS = 3_600_000;

/** What can go wrong with Discord, on request. `onChange` is told when one begins or ends. */
export function createTroubles(standIn: StandIn, onChange: () => void): Troubles {
  const { faults } = standIn;
  const active = new Map<Trouble, { readonly channel: string | null; readonly stop: () => void }>();
  const begin: Readonly<Record<Trouble, (channel: string) => () => void>> = {
    // One way, at most 0.7 s: with the 1.5 s after which the bot defers, an answer comes within the 3 that Discord waits.
    slow: () => faults.slow(550, 150),
    limited: () => faults.always({ route: POSTING, kind: "429-user", retryAfter: 2 }),
    lost: () => faults.always({ route: POSTING, kind: "reset-after" }),
    down: () => goDown(standIn, () => end("down")),
    revoked: (channel) => revoke(standIn, channel),
  };
  const end = (trouble: Trouble): void => {
    const ended = active.get(trouble);
    active.delete(trouble);
    ended?.stop();
    onChange();
  };
  return {
    active: () => [...active].map(([trouble, { channel }]) => ({ trouble, channel })),
    set(trouble, on, channel) {
      if (!on) return end(trouble);
      if (active.has(trouble)) return;
      const where = trouble === "revoked" ? placeOf(standIn, channel) : null;
      active.set(trouble, { channel: where, stop: begin[trouble](where ?? channel) });
      onChange();
    },
    close() {
      for (const { stop } of active.values()) stop();
      active.clear();
    },
  };
}

/** Nothing answers for an hour of the world's time; `onOver` is told when it is over. */
function goDown({ faults, clock }: StandIn, onOver: () => void): () => void {
  const until = clock.now() + HOUR_MS;
  const check = (): void => {
    if (clock.now() >= until) onOver();
  };
  const stops = [
    faults.always({ kind: "5xx-before", status: 503 }),
    faults.refuseSockets(),
    clock.onMove(check),
    clock.after(HOUR_MS, check),
  ];
  faults.dropSocket();
  return () => {
    for (const stop of stops) stop();
  };
}

/** Where a permission can be revoked: the channel one is in, or that of the thread. */
function placeOf({ world }: StandIn, channelId: string): string {
  const here = world.channels.get(channelId);
  const channel = here?.thread ? world.channels.get(here.parentId ?? "") : here;
  if (!channel || channel.guildId === null)
    throw new Error("Go to a channel of the server first: the permission is revoked there.");
  return channel.id;
}

/** The bot may no longer write in this channel: what an admin does who takes the permission away. */
function revoke({ world }: StandIn, channelId: string): () => void {
  const channel = mustHave(world.channels, channelId, "channel");
  const before = channel.overwrites.get(world.botId);
  const deny = (before?.deny ?? 0n) | PERMISSION.sendMessages | PERMISSION.sendInThreads;
  world.setOverwrite(channel.id, { id: world.botId, type: 1, allow: 0n, deny });
  return () => {
    if (!world.channels.has(channel.id)) return;
    world.setOverwrite(channel.id, before ?? { id: world.botId, type: 1, allow: 0n, deny: 0n });
  };
}

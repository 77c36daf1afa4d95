import type {
  GatewayGuildCreateDispatchData,
  GatewayGuildDeleteDispatchData,
  GatewayReadyDispatchData,
} from "discord-api-types/v10";
import type { Logger } from "pino";
import { mint } from "../domain/ids.ts";
import type { GuildId } from "../domain/ids.ts";
import { welcomeChannel } from "./welcome-channel.ts";
import { within } from "./within.ts";

export type Joined = { readonly id: GuildId; readonly locale: string };

/** Where the guilds of the bot are kept. */
export type GuildStore = {
  /** Notes guilds; tells which of them were not there before. */
  readonly add: (guilds: readonly Joined[]) => Promise<ReadonlySet<GuildId>>;
  /** The bot was removed from them: deletes what belongs to them. */
  readonly remove: (guilds: readonly GuildId[]) => Promise<void>;
  readonly list: () => Promise<readonly GuildId[]>;
};

export type GuildsParts = {
  readonly store: GuildStore;
  readonly welcome: (guild: GuildId, channel: string, joinedAt: string) => Promise<void>;
  readonly log: Logger;
  /** Whether the guilds in the store are this bot's, so that one that Discord does not list was left. */
  readonly ownsStore: boolean;
  readonly now?: () => Temporal.Instant;
  readonly settleMs?: number;
  readonly retryMs?: number;
};

/** The bot's coming and going in guilds, as the gateway tells it. */
export type Guilds = {
  /** A new session: Discord lists every guild of the shard, and then sends each. */
  readonly ready: (data: GatewayReadyDispatchData, isOfShard: (guild: string) => boolean) => void;
  readonly created: (guild: GatewayGuildCreateDispatchData) => void;
  readonly deleted: (guild: GatewayGuildDeleteDispatchData) => void;
  /** Resolves when everything so far is in the store and welcomed, or could not be, or after so many milliseconds. */
  readonly settled: (ms: number) => Promise<void>;
};

type Step =
  | {
      readonly kind: "add";
      readonly guild: Joined;
      readonly welcomeIn: string | null;
      readonly joinedAt: string;
    }
  | { readonly kind: "remove"; readonly guild: GuildId }
  | {
      readonly kind: "sweep";
      readonly listed: ReadonlySet<string>;
      readonly isOfShard: (guild: string) => boolean;
    };

// At a start a guild a millisecond may come: gather them.
const SETTLE_MS = 250;
const BATCH = 500;
const ATTEMPTS = 3;
const RETRY_MS = 3_000;
const DEFAULT_LOCALE = "en-US";
// Joined while the bot was down: still worth a welcome. Longer ago, as with an empty database: not.
const RECENT = Temporal.Duration.from({ hours: 24 });

/** Keeps the store's guilds in step with Discord, off the path of interactions and in order. */
export function createGuilds(parts: GuildsParts): Guilds {
  const { now = () => Temporal.Now.instant(), settleMs = SETTLE_MS } = parts;
  const listed = new Set<string>();
  const steps: Step[] = [];
  let bot = "";
  let work: Promise<void> | null = null;

  const enqueue = (step: Step): void => {
    steps.push(step);
    work ??= pause(settleMs).then(drain);
  };
  const drain = async (): Promise<void> => {
    for (let batch = takeBatch(steps); batch.length > 0; batch = takeBatch(steps)) {
      await attempt(parts, batch);
    }
    work = null;
  };
  const isRecent = (joinedAt: string): boolean =>
    Temporal.Instant.compare(Temporal.Instant.from(joinedAt), now().subtract(RECENT)) > 0;

  return {
    ready: ({ user, guilds }, isOfShard) => {
      bot = user?.id ?? "";
      // No list says nothing of the guilds; an empty one, that there are none.
      if (!guilds) return;
      const ids = new Set(guilds.map(({ id }) => id));
      for (const id of ids) listed.add(id);
      if (parts.ownsStore) enqueue({ kind: "sweep", listed: ids, isOfShard });
    },
    created: (guild) => {
      // Only these few fields are kept of a payload that may have megabytes.
      const { id, preferred_locale: locale, joined_at: joinedAt, unavailable } = guild;
      if (unavailable) return;
      const wasListed = listed.delete(id);
      const greet = joinedAt === undefined ? !wasListed : !wasListed || isRecent(joinedAt);
      enqueue({
        kind: "add",
        guild: { id: mint<GuildId>(id), locale: locale ?? DEFAULT_LOCALE },
        welcomeIn: greet ? welcomeChannel(guild, bot) : null,
        joinedAt: joinedAt ?? "",
      });
    },
    deleted: ({ id, unavailable }) => {
      // An outage: the guild comes back, and nothing of it may be touched.
      if (unavailable) return;
      listed.delete(id);
      enqueue({ kind: "remove", guild: mint<GuildId>(id) });
    },
    settled: (ms) => within(ms, work ?? Promise.resolve()),
  };
}

/** Makes a repeated welcome the same message, but for one after the bot was removed and came back. At most 25 characters. */
export function welcomeNonce(guild: GuildId, joinedAt: string): string {
  const joined = Math.floor(Date.parse(joinedAt) / 1000) || 0;
  return `w${BigInt(guild).toString(36)}-${joined.toString(36)}`;
}

/** The longest run of steps of one kind, so that a start with 2,500 guilds takes a handful of statements. */
function takeBatch(steps: Step[]): Step[] {
  const kind = steps[0]?.kind;
  const end = steps.findIndex((step) => step.kind !== kind);
  return steps.splice(0, Math.min(end === -1 ? steps.length : end, BATCH));
}

async function perform({ store, welcome, log }: GuildsParts, batch: readonly Step[]): Promise<void> {
  const added = batch.filter((step) => step.kind === "add");
  if (added.length > 0) {
    const fresh = await store.add([...new Map(added.map(({ guild }) => [guild.id, guild])).values()]);
    for (const { guild, welcomeIn, joinedAt } of added) {
      if (welcomeIn === null || !fresh.has(guild.id)) continue;
      await welcome(guild.id, welcomeIn, joinedAt).catch((error: unknown) =>
        log.warn({ guild: guild.id, err: error }, "the welcome could not be posted"),
      );
    }
  }
  const removed = batch.filter((step) => step.kind === "remove");
  if (removed.length > 0) await store.remove(removed.map(({ guild }) => guild));
  for (const { listed, isOfShard } of batch.filter((step) => step.kind === "sweep")) {
    const gone = (await store.list()).filter((id) => isOfShard(id) && !listed.has(id));
    if (gone.length > 0) {
      log.info({ guilds: gone.length }, "removed from servers while the bot was down");
      await store.remove(gone);
    }
  }
}

/** What fails for good comes right at the next start, when Discord lists its guilds again. */
async function attempt(parts: GuildsParts, batch: readonly Step[]): Promise<void> {
  const { log, retryMs = RETRY_MS } = parts;
  for (let number = 1; number <= ATTEMPTS; number += 1) {
    try {
      return await perform(parts, batch);
    } catch (error) {
      log.error({ err: error, attempt: number }, "guilds could not be noted");
      if (number < ATTEMPTS) await pause(retryMs);
    }
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

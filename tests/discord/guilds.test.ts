import type {
  GatewayGuildCreateDispatchData,
  GatewayGuildDeleteDispatchData,
  GatewayReadyDispatchData,
} from "discord-api-types/v10";
import { describe, expect, test } from "vitest";
import { createGuilds, welcomeNonce } from "../../src/discord/guilds.ts";
import type { GuildsParts, Joined } from "../../src/discord/guilds.ts";
import { mint } from "../../src/domain/ids.ts";
import type { GuildId } from "../../src/domain/ids.ts";
import { createTestLog } from "../support/bot.ts";

const NOW = Temporal.Instant.from("2026-11-20T12:00:00Z");
const id = (number: number): GuildId => mint<GuildId>(String(100_000_000_000_000_000n + BigInt(number)));

/** A store in memory, and a record of what was asked of it. */
function createPlace(known: readonly GuildId[] = [], parts: Partial<GuildsParts> = {}) {
  const stored = new Set(known);
  const steps: string[] = [];
  const welcomed: string[] = [];
  const testLog = createTestLog();
  const guilds = createGuilds({
    store: {
      add: async (joined: readonly Joined[]) => {
        steps.push(`add ${joined.length}`);
        const fresh = joined.map(({ id }) => id).filter((one) => !stored.has(one));
        for (const one of fresh) stored.add(one);
        return new Set(fresh);
      },
      remove: async (gone) => {
        steps.push(`remove ${gone.length}`);
        for (const one of gone) stored.delete(one);
      },
      list: async () => [...stored],
    },
    welcome: async (guild, channel) => void welcomed.push(`${guild} ${channel}`),
    log: testLog.log,
    ownsStore: true,
    now: () => NOW,
    settleMs: 0,
    retryMs: 0,
    ...parts,
  });
  const settled = () => guilds.settled(5_000);
  return { guilds, stored, steps, welcomed, settled, testLog };
}

const ready = (guilds: readonly GuildId[]) =>
  ({
    user: { id: "9" },
    guilds: guilds.map((one) => ({ id: one, unavailable: true })),
  }) as unknown as GatewayReadyDispatchData;
const payload = (guild: GuildId, more: object = {}) =>
  ({
    id: guild,
    preferred_locale: "de",
    joined_at: "2024-01-01T00:00:00Z",
    channels: [{ id: "500", type: 0 }],
    ...more,
  }) as unknown as GatewayGuildCreateDispatchData;
const removal = (guild: GuildId, more: object = { unavailable: false }) =>
  ({ id: guild, ...more }) as GatewayGuildDeleteDispatchData;
const all = (): boolean => true;

test("2,500 guilds at a start are a handful of statements and no welcome", async () => {
  const { guilds, steps, welcomed, stored, settled } = createPlace();
  const ids = Array.from({ length: 2_500 }, (_, number) => id(number));
  guilds.ready(ready(ids), all);
  for (const one of ids) guilds.created(payload(one));
  await settled();
  expect(steps).toEqual(["add 500", "add 500", "add 500", "add 500", "add 500"]);
  expect([stored.size, welcomed.length]).toEqual([2_500, 0]);
});

describe("a welcome is said", () => {
  test("in a guild that adds the bot, once", async () => {
    const { guilds, welcomed, settled } = createPlace();
    guilds.ready(ready([]), all);
    guilds.created(payload(id(1)));
    await settled();
    guilds.created(payload(id(1)));
    await settled();
    expect(welcomed).toEqual([`${id(1)} 500`]);
  });

  test("in one that added it while it was down, but not long after", async () => {
    const { guilds, welcomed, settled } = createPlace();
    guilds.ready(ready([id(1), id(2), id(3)]), all);
    guilds.created(payload(id(1), { joined_at: "2026-11-20T03:00:00.000000+00:00" }));
    guilds.created(payload(id(2), { joined_at: "2026-11-18T03:00:00.000000+00:00" }));
    guilds.created(payload(id(3), { joined_at: undefined }));
    await settled();
    expect(welcomed).toEqual([`${id(1)} 500`]);
  });

  test("again where it was removed and is back", async () => {
    const { guilds, welcomed, settled } = createPlace([id(1)]);
    guilds.deleted(removal(id(1)));
    guilds.created(payload(id(1)));
    await settled();
    expect(welcomed).toHaveLength(1);
  });

  test("nowhere that has no channel for it, nor of a payload with the id alone", async () => {
    const { guilds, welcomed, stored, settled } = createPlace();
    guilds.created(payload(id(1), { channels: [] }));
    guilds.created({ id: id(2) } as unknown as GatewayGuildCreateDispatchData);
    await settled();
    expect(welcomed).toEqual([]);
    expect(stored.size).toBe(2);
  });

  test("or not, where it cannot be posted; the guild is noted all the same", async () => {
    const welcome = () => Promise.reject(new Error("Missing Permissions"));
    const { guilds, stored, settled, testLog } = createPlace([], { welcome });
    guilds.created(payload(id(1)));
    await settled();
    expect([...stored]).toEqual([id(1)]);
    expect(testLog.lines).toMatchObject([{ level: "warn" }]);
  });
});

describe("a guild is forgotten", () => {
  test("when it removes the bot, and not in an outage", async () => {
    const { guilds, stored, settled } = createPlace([id(1), id(2), id(3)]);
    guilds.deleted({ id: id(1), unavailable: true });
    guilds.deleted(removal(id(2)));
    // Discord leaves the field out where it was a removal.
    guilds.deleted(removal(id(3), {}));
    await settled();
    expect([...stored]).toEqual([id(1)]);
  });

  test("when it removed the bot while that was down; one in an outage is listed", async () => {
    const { guilds, stored, settled } = createPlace([id(1), id(2)]);
    guilds.ready(ready([id(2)]), all);
    await settled();
    expect([...stored]).toEqual([id(2)]);
  });

  test("by its own shard alone", async () => {
    const { guilds, stored, settled } = createPlace([id(1), id(2)]);
    guilds.ready(ready([]), (guild) => guild === id(1));
    await settled();
    expect([...stored]).toEqual([id(2)]);
  });

  test("not at the first start of another bot on the same database", async () => {
    const { guilds, stored, settled } = createPlace([id(1)], { ownsStore: false });
    guilds.ready(ready([]), all);
    await settled();
    expect([...stored]).toEqual([id(1)]);
  });
});

test("coming and going is noted in order", async () => {
  const { guilds, stored, steps, settled } = createPlace();
  guilds.created(payload(id(1)));
  guilds.created(payload(id(1)));
  guilds.deleted(removal(id(1)));
  guilds.created(payload(id(2)));
  await settled();
  expect(steps).toEqual(["add 1", "remove 1", "add 1"]);
  expect([...stored]).toEqual([id(2)]);
});

test("a store that is away for a moment is asked again", async () => {
  let failures = 2;
  const stored: GuildId[] = [];
  const { guilds, settled, testLog } = createPlace([], {
    store: {
      add: async (joined) => {
        if (failures-- > 0) throw new Error("away");
        stored.push(...joined.map(({ id }) => id));
        return new Set();
      },
      remove: async () => {},
      list: async () => [],
    },
  });
  guilds.created(payload(id(1)));
  await settled();
  expect(stored).toEqual([id(1)]);
  expect(testLog.lines).toHaveLength(2);
});

test("a welcome's nonce fits, and is another one after a return", () => {
  const largest = mint<GuildId>("18446744073709551615");
  const nonce = welcomeNonce(largest, "2199-12-31T23:59:59Z");
  expect(nonce.length).toBeLessThanOrEqual(25);
  expect(welcomeNonce(largest, "2199-12-31T23:59:58Z")).not.toBe(nonce);
  expect(welcomeNonce(largest, "")).toMatch(/^w\w+-0$/);
});

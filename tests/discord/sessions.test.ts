import type { SessionInfo } from "@discordjs/ws";
import { expect, test, vi } from "vitest";
import { createSessions } from "../../src/discord/sessions.ts";
import type { SessionStore } from "../../src/discord/sessions.ts";
import { createTestLog } from "../support/bot.ts";

const session = (sequence: number, sessionId = "one", shardCount = 1): SessionInfo => ({
  shardId: 0,
  shardCount,
  sessionId,
  sequence,
  resumeURL: "wss://gateway.example",
});

/** A store that keeps what it is told, and how often. */
function createStore(stored: SessionInfo | null = null) {
  const saved: (SessionInfo | null)[] = [];
  const store: SessionStore = {
    load: async () => stored,
    save: async (_, info) => void saved.push(info),
  };
  return { store, saved };
}
const { log } = createTestLog();
const NEVER = 1_000_000;

test("a new session is stored at once, its sequence from time to time", async () => {
  const { store, saved } = createStore();
  const sessions = createSessions(store, log, NEVER);
  sessions.update(0, session(1));
  await vi.waitFor(() => expect(saved).toEqual([session(1)]));
  for (let sequence = 2; sequence <= 500; sequence += 1) sessions.update(0, session(sequence));
  expect(sessions.retrieve(0)).toEqual(session(500));
  await sessions.flush();
  expect(saved.at(-1)).toEqual(session(500));
  expect(saved).toHaveLength(2);
});

test("nothing new is not stored again", async () => {
  const { store, saved } = createStore();
  const sessions = createSessions(store, log, NEVER);
  sessions.update(0, session(1));
  await sessions.flush();
  await sessions.flush();
  expect(saved).toHaveLength(1);
});

test("a stored session is taken up, but not that of another number of shards", async () => {
  const { store } = createStore(session(7));
  const sessions = createSessions(store, log, NEVER);
  await sessions.load(0, 1);
  expect(sessions.retrieve(0)).toEqual(session(7));
  const others = createSessions(store, log, NEVER);
  await others.load(0, 2);
  expect(others.retrieve(0)).toBeNull();
});

test("a session that Discord ended is forgotten", async () => {
  const { store, saved } = createStore();
  const sessions = createSessions(store, log, NEVER);
  sessions.update(0, session(1));
  sessions.update(0, null);
  await sessions.flush();
  expect([sessions.retrieve(0), saved.at(-1)]).toEqual([null, null]);
});

test("while the network is away a session is kept, though not for ever", () => {
  const sessions = createSessions(createStore().store, log, NEVER);
  sessions.update(0, session(1));
  const fail = (): void => {
    sessions.closed(0, 1006);
    sessions.update(0, null);
  };
  for (let attempt = 0; attempt < 20; attempt += 1) fail();
  expect(sessions.retrieve(0)).toEqual(session(1));
  sessions.opened(0);
  for (let attempt = 0; attempt < 20; attempt += 1) fail();
  expect(sessions.retrieve(0)).toEqual(session(1));
  fail();
  expect(sessions.retrieve(0)).toBeNull();
});

test("of a shard that is dropped nothing is written any more", async () => {
  const { store, saved } = createStore();
  const sessions = createSessions(store, log, NEVER);
  sessions.update(0, session(1));
  await sessions.flush();
  sessions.update(0, session(2));
  sessions.drop(0);
  await sessions.flush();
  expect([sessions.retrieve(0), saved]).toEqual([null, [session(1)]]);
});

test("a store that fails is asked again, and the log says so", async () => {
  const { store, saved } = createStore();
  const { log: noted, lines } = createTestLog();
  let broken = true;
  const sessions = createSessions(
    {
      ...store,
      save: (shard, info) => (broken ? Promise.reject(new Error("away")) : store.save(shard, info)),
    },
    noted,
    NEVER,
  );
  sessions.update(0, session(1));
  await sessions.flush();
  expect(lines).toContainEqual(expect.objectContaining({ level: "warn", shard: 0 }));
  broken = false;
  await sessions.flush();
  expect(saved).toEqual([session(1)]);
});

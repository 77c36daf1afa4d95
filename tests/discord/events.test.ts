import { GatewayDispatchEvents } from "discord-api-types/v10";
import type { GatewayDispatchPayload } from "discord-api-types/v10";
import { expect, test } from "vitest";
import { takeEvents } from "../../src/discord/events.ts";
import { createTestLog } from "../support/bot.ts";

type Receivers = Parameters<typeof takeEvents>[0];

/** What becomes of a READY that holds `data` and no guilds. */
function afterReady(data: object) {
  const applications: string[] = [];
  const lists: unknown[] = [];
  const { log, lines } = createTestLog();
  const receivers = {
    registrar: { register: (id: string) => void applications.push(id) },
    guilds: { ready: ({ guilds }: { guilds: unknown }) => void lists.push(guilds) },
  } as unknown as Receivers;
  const ready = { op: 0, s: 1, t: GatewayDispatchEvents.Ready, d: { guilds: [], ...data } };
  takeEvents(receivers, log)(ready as unknown as GatewayDispatchPayload, 0);
  return { applications, lists, lines };
}

test("a session's start registers the commands and lists the servers", () => {
  const { applications, lists } = afterReady({ user: { id: "2" }, application: { id: "1" } });
  expect({ applications, lists }).toEqual({ applications: ["1"], lists: [[]] });
});

test("a session's start that says nothing of the application does the same, for the bot's own id", () => {
  const { applications, lists, lines } = afterReady({ user: { id: "2" } });
  expect({ applications, lists, lines }).toEqual({ applications: ["2"], lists: [[]], lines: [] });
});

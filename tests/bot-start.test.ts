import { expect, test } from "vitest";
import { startError } from "../src/bot-start.ts";
import { DISCORD_API } from "../src/config.ts";

test("where nobody set an address, a machine without a network is not told to set one", () => {
  const fault = Object.assign(new Error("getaddrinfo ENOTFOUND discord.com"), { code: "ENOTFOUND" });
  const told = startError(fault, { token: "a.fake.token", apiUrl: DISCORD_API, shardCount: null });
  expect(String(told)).toBe(
    `StartError: Discord cannot be reached (ENOTFOUND): ${DISCORD_API}; see whether this machine reaches the internet`,
  );
});

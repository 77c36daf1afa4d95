import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import process from "node:process";
import { expect, test } from "vitest";
import { createStandIn, serveStandIn } from "../src/playground/stand-in.ts";
import { createTestDatabase } from "./support/database.ts";

// Windows knows no SIGTERM, and no exec either: there the second half of the script runs.
test.skipIf(process.platform === "win32")(
  "npm start passes SIGTERM on to the bot, waits for it and ends with 0",
  { timeout: 90_000 },
  async () => {
    await using database = await createTestDatabase();
    const standIn = createStandIn();
    const served = await serveStandIn(standIn, { host: "127.0.0.1", port: 0 });
    const npm = spawn("npm", ["start"], {
      cwd: join(import.meta.dirname, ".."),
      env: {
        PATH: process.env["PATH"],
        HOME: process.env["HOME"],
        PORT: "0",
        DISCORD_TOKEN: standIn.token,
        DISCORD_API_URL: served.apiUrl,
        DATABASE_URL: database.url,
      },
      stdio: ["ignore", "pipe", "ignore"],
      detached: true,
    });
    try {
      const ended = once(npm, "exit");
      let said = "";
      for await (const chunk of npm.stdout) {
        said += String(chunk);
        if (/^Waymark is ready/m.test(said)) break;
      }
      npm.kill("SIGTERM");
      expect(await ended).toEqual([0, null]);
      // Closed by the bot, in a way that the next process can resume: no shell in between has cut it off or left it behind.
      expect(standIn.log.gateway.at(-1)).toMatchObject({ event: "closed by client", code: 4200 });
    } finally {
      endGroup(npm.pid);
      await served.close();
    }
  },
);

function endGroup(leader: number | undefined): void {
  try {
    if (leader !== undefined) process.kill(-leader, "SIGKILL");
  } catch {
    // Nobody is left in it: so it should be.
  }
}

import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import type { ChildProcess } from "node:child_process";
import { WebSocket } from "ws";
import { startProgram, startStandInProcess, stop } from "./processes.ts";
import { shortened } from "./statistics.ts";
import type { Bench } from "./main.ts";

const TOKEN = "waymark.stand-in.not-a-real-token";
const GUILDS = 2_500;

type Usage = { readonly rssMiB: number; readonly heapBytes: number };

/** Memory of the bot's process with one guild and with 2,500: resident, and the live heap after a collection. */
export const memory: Bench = {
  name: "memory at 2,500 guilds",
  async run({ createDatabase }) {
    const few = await measure(1, await createDatabase());
    const many = await measure(GUILDS, await createDatabase());
    const perGuild = (many.heapBytes - few.heapBytes) / (GUILDS - 1) / 1024;
    return {
      raw: { few, many },
      rows: [
        {
          what: "resident, 2,500 guilds",
          ours: `${shortened(many.rssMiB)} MiB`,
          comparator: `${shortened(few.rssMiB)} MiB (one guild)`,
          ratio: shortened(many.rssMiB / few.rssMiB),
          bar: "at most 150 MB",
        },
        {
          what: "live heap for each guild",
          ours: `${shortened(perGuild)} KiB`,
          comparator: "53 KiB (discord.js Client, noted before)",
          ratio: shortened(perGuild / 53),
          bar: "at most 3 KiB",
        },
      ],
    };
  },
};

async function measure(guilds: number, databaseUrl: string): Promise<Usage> {
  const standIn = await startStandInProcess(guilds);
  const env = { DISCORD_TOKEN: TOKEN, DISCORD_API_URL: standIn.apiUrl, DATABASE_URL: databaseUrl };
  try {
    // Twice, since the inspector that shows the live heap takes memory of its own.
    const rssMiB = await using(startProgram("src/start.js", env), async (bot) => {
      await standIn.untilOnline();
      await standIn.introduce("roadmap next");
      await standIn.run("roadmap next", 200);
      return residentMiB(bot.pid ?? 0);
    });
    const heapBytes = await using(
      startProgram("src/start.js", env, ["--inspect=127.0.0.1:0"]),
      async (bot) => {
        const inspector = await inspectorOf(bot);
        await standIn.untilOnline();
        await standIn.run("roadmap next", 200);
        return liveHeap(inspector);
      },
    );
    return { rssMiB, heapBytes };
  } finally {
    await standIn.stop();
  }
}

async function using<T>(bot: ChildProcess, look: (bot: ChildProcess) => Promise<T>): Promise<T> {
  try {
    return await look(bot);
  } finally {
    await stop(bot);
  }
}

/** The inspector's address, which Node writes to standard error at the start. */
async function inspectorOf(child: ChildProcess): Promise<string> {
  if (!child.stderr) throw new Error("standard error is not piped");
  for await (const line of createInterface({ input: child.stderr })) {
    const address = /ws:\/\/\S+/.exec(line)?.[0];
    if (address) {
      child.stderr.resume();
      return address;
    }
  }
  throw new Error("the bot ended before it said where its inspector is");
}

function residentMiB(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kilobytes) / 1024;
}

async function liveHeap(address: string): Promise<number> {
  const socket = new WebSocket(address);
  await new Promise((opened) => socket.once("open", opened));
  const ask = (id: number, method: string) =>
    new Promise<{ usedSize: number }>((answered) => {
      socket.on("message", (data: Buffer) => {
        const message = JSON.parse(data.toString()) as { id?: number; result: { usedSize: number } };
        if (message.id === id) answered(message.result);
      });
      socket.send(JSON.stringify({ id, method }));
    });
  await ask(1, "HeapProfiler.enable");
  await ask(2, "HeapProfiler.collectGarbage");
  const { usedSize } = await ask(3, "Runtime.getHeapUsage");
  socket.close();
  return usedSize;
}

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { RESTPutAPIApplicationCommandsJSONBody } from "discord-api-types/v10";
import type { Browser, Page } from "playwright-core";
import { behindDoor, createPage } from "../../../src/playground/page-server.ts";
import type { Behind } from "../../../src/playground/control/control.ts";
import type { SampleTime } from "../../../src/playground/control/sample/fill.ts";
import { createStandIn } from "../../../src/playground/stand-in.ts";
import type { StandIn, StandInOptions } from "../../../src/playground/stand-in.ts";
import { startScriptedBot } from "../../support/scripted-bot.ts";
import { sampleCommands, sampleScript } from "./sample-bot.ts";

export type Playground = AsyncDisposable & {
  readonly standIn: StandIn;
  readonly url: string;
  /** Starts the sample bot; it ends with the playground. */
  startBot(commands?: RESTPutAPIApplicationCommandsJSONBody): Promise<void>;
  /** Cuts the page's connections, as a server that goes away does, and takes no new ones until `restore`. */
  cut(): void;
  restore(): void;
  /** Stops the bot that is behind the page, and starts it again. */
  restartBot(): Promise<void>;
  /** Fills the server with sample data. */
  playSample(time: SampleTime): Promise<void>;
};

/** The stand-in and its page on a port of their own, as the bot's server has them; `behind`: see createPage. */
export async function servePlayground(
  behind: Behind = {},
  options: StandInOptions = {},
): Promise<Playground> {
  const all = new AsyncDisposableStack();
  const standIn = createStandIn({
    rateLimits: false,
    identifyIntervalMs: 0,
    nonceMs: Infinity,
    ...options,
  });
  const page = createPage(standIn, behind);
  let open = true;
  const discord = behindDoor(standIn);
  const server = createServer((req, res) => {
    if (!discord.handle(req, res) && !page.handle(req, res)) res.writeHead(404).end();
  });
  const pageSockets = new Set<{ destroy(): void }>();
  server.on("upgrade", (req, socket, head) => {
    if (discord.upgrade(req, socket, head)) return;
    pageSockets.add(socket);
    socket.on("close", () => pageSockets.delete(socket));
    if (!open || !page.upgrade(req, socket, head)) socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  standIn.baseUrl = url;
  all.defer(async () => {
    page.close();
    await standIn.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return {
    standIn,
    url,
    async startBot(commands = sampleCommands) {
      const bot = await startScriptedBot(
        { apiUrl: `${url}/api`, token: standIn.token },
        commands,
        sampleScript,
      );
      all.defer(() => bot.close());
    },
    cut() {
      open = false;
      for (const socket of pageSockets) socket.destroy();
    },
    restore: () => (open = true),
    restartBot: () => page.restartBot(),
    playSample: (time) => page.playSample(time),
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}

/** Long, since a machine that runs all tests at once is slow; a test that passes never waits so long. */
const PATIENCE_MS = 20_000;
/** For a test in the browser. */
export const BROWSER_TEST = { timeout: 60_000 };

export type Tab = {
  readonly page: Page;
  /** What the browser complained of, and what it asked of other hosts. Both stay empty. */
  readonly complaints: readonly string[];
};
export type TabOptions = {
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
  readonly touch?: boolean;
  readonly locale?: string;
  /** With the guided first minute, as who comes for the first time has it. */
  readonly tour?: boolean;
};

/** Opens the page in a browser of its own, as a new visitor. */
export async function openTab(browser: Browser, url: string, options: TabOptions = {}): Promise<Tab> {
  const { width = 1280, height = 800, dark = false, touch = false, tour = false } = options;
  const { locale = "en-GB" } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: dark ? "dark" : "light",
    hasTouch: touch,
    locale,
    timezoneId: "Europe/Berlin",
    reducedMotion: "reduce",
    acceptDownloads: true,
  });
  if (!tour) await context.addInitScript(() => localStorage.setItem("waymark.tour", "99"));
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => {
    if (new URL(request.url()).host !== new URL(url).host) complaints.push(`asked ${request.url()}`);
  });
  await page.goto(url);
  return { page, complaints };
}

/** Types a line into the composer and sends it, as somebody at a keyboard does. */
export async function send(page: Page, line: string): Promise<void> {
  await page.locator("#composer-input").fill(line);
  await page.keyboard.press("Enter");
}

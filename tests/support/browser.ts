import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
import type { Browser } from "playwright-core";

const PLACES = [
  process.env["CHROMIUM"],
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** Where a Chromium is on this machine; null where there is none. `CHROMIUM` names one elsewhere. */
export const chromiumPath: string | null = PLACES.find((path) => path && existsSync(path)) ?? null;

/** For `describe.skipIf`: true where there is no browser, which is said aloud, so that nobody takes skipped for passed. */
export function withoutBrowser(): boolean {
  if (chromiumPath !== null) return false;
  process.stderr.write(
    "The browser tests are skipped: there is no Chromium here. apt-get install chromium\n",
  );
  return true;
}

/** Starts Chromium. It asks nothing of the network by itself. */
export function launchBrowser(): Promise<Browser> {
  if (chromiumPath === null) throw new Error("there is no Chromium here: apt-get install chromium");
  return chromium.launch({
    executablePath: chromiumPath,
    headless: true,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

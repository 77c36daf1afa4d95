import { mkdir } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { Routes } from "discord-api-types/v10";
import { newMessage } from "../../src/discord/respond.ts";
import { launchBrowser } from "../support/browser.ts";
import { realRoadmap } from "../support/real-roadmap.ts";
import { startScriptedBot } from "../support/scripted-bot.ts";
import { SEED } from "../../src/playground/world/seed.ts";
import { openTab, servePlayground } from "../playground/page/playground.ts";
import { groupsOf, plainPost, weeksOf } from "./weeks.ts";

// Posts every week of the roadmap into the playground's channel and takes a picture of each, for somebody to look at:
//   npm run roadmap:pictures -- --to /tmp/weeks --group aws --width 390 --topic spark
// `group` is what its members chose: none, all, or an option such as aws. Without `topic` it is all weeks.

const { values } = parseArgs({
  options: {
    to: { type: "string" },
    group: { type: "string", default: "none" },
    width: { type: "string", default: "1280" },
    topic: { type: "string" },
    dark: { type: "boolean", default: false },
  },
});
if (values.to === undefined) throw new Error("say where the pictures go, such as --to /tmp/weeks");

const roadmap = await realRoadmap();
const group = groupsOf(roadmap).find(({ name }) => name === values.group);
if (!group)
  throw new Error(
    `no group ${values.group}; there are ${groupsOf(roadmap)
      .map(({ name }) => name)
      .join(", ")}`,
  );
const weeks = weeksOf(roadmap).filter(({ topic }) => values.topic === undefined || topic.id === values.topic);

await mkdir(values.to, { recursive: true });
await using place = await servePlayground();
const { standIn, url } = place;
const bot = await startScriptedBot({ apiUrl: `${url}/api`, token: standIn.token }, [], () => null);
const browser = await launchBrowser();
try {
  const { page, complaints } = await openTab(browser, url, {
    width: Number(values.width),
    height: 4000, // so that the longest post is all in view

    dark: values.dark,
  });
  await page.locator("#composer-input").waitFor();
  for (const [i, week] of weeks.entries()) {
    const { body } = newMessage(plainPost(roadmap, week, group.choices));
    await bot.rest.post(Routes.channelMessages(SEED.study), { body });
    const message = page.locator(".message").nth(i);
    await message.waitFor();
    const name = `${String(i + 1).padStart(2, "0")}-${week.topic.id}-week-${week.week}-${group.name}.png`;
    await message.screenshot({ path: path.join(values.to, name) });
    console.log(name);
  }
  if (complaints.length > 0) throw new Error(`the page complained: ${complaints.join("; ")}`);
} finally {
  await browser.close();
  await bot.close();
}

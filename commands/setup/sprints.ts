import type { App } from "../../src/app.ts";
import type { Click, RouteHandler } from "../../src/discord/command.ts";
import { MAX_LIMIT } from "../../src/domain/sprint-start.ts";
import { keepGuild } from "../../src/store/guilds.ts";
import { lockGuilds } from "../../src/store/locks.ts";
import { loadSprintSettings, saveSprintSettings } from "../../src/store/sprint-settings.ts";
import type { SprintSettings } from "../../src/store/sprint-settings.ts";
import { countLive } from "../../src/store/sprints.ts";
import { groupSprintsText } from "../../src/text/group-sprints.ts";
import { savedText } from "../../src/text/remarks.ts";
import type { Message } from "../../src/text/reply.ts";
import { updated } from "../reading.ts";
import type { Use } from "../reading.ts";
import { panelText } from "./panel.ts";

async function page(call: Use, app: App, news: string | null = null): Promise<Message> {
  const { guild, now } = call;
  if (guild === null) return panelText(call, app);
  const settings = await loadSprintSettings(app.db, guild);
  return groupSprintsText({ ...settings, live: await countLive(app.db, guild, now) }, app.mention, news);
}

/** Changes what the server allows; null leaves it as it is. */
async function change(
  click: Click,
  app: App,
  changed: (settings: SprintSettings) => SprintSettings | null,
): Promise<Message> {
  const { guild, member, now } = click;
  if (guild === null) return panelText(click, app);
  const isSaved = await app.db.transaction(async (tx) => {
    await lockGuilds(tx, [guild]);
    const after = changed(await loadSprintSettings(tx, guild));
    if (after === null) return false;
    await keepGuild(tx, { id: guild, locale: member.locale }, now);
    await saveSprintSettings(tx, guild, after);
    return true;
  });
  return page(click, app, isSaved ? savedText() : null);
}

const role: RouteHandler = async (click, app) => {
  const picked = click.rolePicked;
  return updated(
    await change(click, app, (settings) => {
      if (picked === null) return click.values.length > 0 ? null : { ...settings, role: null };
      // @everyone has the server's own id.
      return { ...settings, role: picked.id === click.guild ? null : picked.id };
    }),
  );
};

const limit: RouteHandler = async (click, app) => {
  const wanted = Number(click.values[0]);
  const isRight = Number.isInteger(wanted) && wanted >= 1 && wanted <= MAX_LIMIT;
  return updated(await change(click, app, (settings) => (isRight ? { ...settings, limit: wanted } : null)));
};

/** The part of /setup that is about sprints. */
export const sprintSetupRoutes: Readonly<Record<string, RouteHandler>> = {
  sprints: async (click, app) => updated(await page(click, app)),
  "sprint-role": role,
  "sprint-everybody": async (click, app) =>
    updated(await change(click, app, (settings) => ({ ...settings, role: null }))),
  "sprint-limit": limit,
};

import type { RouteHandler } from "../../src/discord/command.ts";
import { readWeekPayload } from "../../src/domain/week-prompt.ts";
import { loadGuildSettings } from "../../src/store/guild-settings.ts";
import { findByTag } from "../../src/store/outbox-lookups.ts";
import { joinWeek } from "../../src/store/week-joins.ts";
import { loadWeekGroup } from "../../src/store/week-prompt.ts";
import { weekGoneText, weekText } from "../../src/text/week.ts";
import { privately } from "../reading.ts";
import { noteCaller } from "../writing.ts";

/** "I'm in" under a weekly prompt: the card shows who is in to everybody. A second click changes nothing. */
const weekIn: RouteHandler = async (click, app) => {
  const occurrence = await findByTag(app.db, click.args[0] ?? "");
  const payload = readWeekPayload(occurrence?.payload);
  const { guild } = click;
  if (occurrence?.kind !== "week" || payload === null || guild === null || occurrence.guild !== guild) {
    return privately(weekGoneText());
  }
  await app.db.transaction(async (tx) => {
    await noteCaller(tx, click);
    await joinWeek(tx, occurrence.id, click.member.id, click.now);
  });
  const group = await loadWeekGroup(app.db, occurrence, guild);
  const pingRole = (await loadGuildSettings(app.db, guild))?.pingRole ?? null;
  const message = weekText(app.roadmap, { ...payload, ...group, tag: occurrence.tag, pingRole });
  return message === null ? privately(weekGoneText()) : { kind: "shared-update", message };
};

export const weekRoutes = { "week-in": weekIn };

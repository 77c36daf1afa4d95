import type { RouteHandler } from "../../src/discord/command.ts";
import { resolveTopic } from "../../src/domain/topic-moves.ts";
import { notice } from "../../src/text/embed.ts";
import { refusalText } from "../../src/text/refusal.ts";
import { chosenText, goneText } from "../../src/text/remarks.ts";
import { choiceText } from "../../src/text/settings.ts";
import { byShortKey } from "../../src/text/short-key.ts";
import { topicPageText } from "../../src/text/topic-card.ts";
import { privately, updated } from "../reading.ts";
import { changeProfile } from "../writing.ts";

/** A choice is made on the page of a topic that depends on it. */
const choose: RouteHandler = async (click, app) => {
  const [typed = "", key = ""] = click.args;
  const found = resolveTopic(app.roadmap, typed);
  if (!found.ok) return privately(refusalText(found.refusal, app.mention));
  const choice = byShortKey(app.roadmap.choices, key);
  const option = choice?.options.find(({ id }) => id === click.values[0]);
  if (!choice || !option) return privately(notice([goneText(app.mention)]));
  const reader = await changeProfile(click, app, (profile) => ({
    ...profile,
    choices: new Map([...profile.choices, [choice.id, option.id]]),
  }));
  const lines = [chosenText(choiceText(choice, option.id), app.mention)];
  return updated(topicPageText(reader, found.topic, { lines, undo: null }));
};

export const chooseRoutes = { choose };

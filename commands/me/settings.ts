import type { App } from "../../src/app.ts";
import type { Click, RouteHandler } from "../../src/discord/command.ts";
import type { Profile } from "../../src/domain/profile.ts";
import { canonicalZone } from "../../src/domain/zones.ts";
import { loadMember } from "../../src/store/members.ts";
import { customId } from "../../src/text/custom-id.ts";
import { zoneUnknownText } from "../../src/text/me.ts";
import { ANSWER } from "../../src/text/modal.ts";
import { savedText } from "../../src/text/remarks.ts";
import type { Reply } from "../../src/text/reply.ts";
import { zoneModal } from "../../src/text/setup.ts";
import { byShortKey } from "../../src/text/short-key.ts";
import { firstProfile, updated } from "../reading.ts";
import { changeProfile } from "../writing.ts";
import { readZone } from "../zone.ts";
import { panelText } from "./panel.ts";

const MAX_HOURS = 168; // a week has no more

/** Changes one setting and shows the panel with it. */
async function set(click: Click, app: App, change: (profile: Profile) => Profile, page = 0): Promise<Reply> {
  await changeProfile(click, app, change);
  return updated(await panelText(click, app, page, savedText()));
}

const panel: RouteHandler = async (click, app) =>
  updated(await panelText(click, app, Number(click.args[0]) || 0));

const zone: RouteHandler = async (click, app) => {
  const { profile } = await loadMember(app.db, click.member.id);
  const { zone } = profile ?? firstProfile(click, app);
  return { kind: "modal", modal: zoneModal(customId("me", "zone-typed"), zone) };
};

const zoneTyped: RouteHandler = async (click, app) => {
  const typed = click.fields.get(ANSWER) ?? "";
  const { zone, nearest } = readZone(typed);
  if (zone === null) return updated(zoneUnknownText(typed, nearest, click.now));
  return set(click, app, (profile) => ({ ...profile, zone }));
};

const zonePick: RouteHandler = async (click, app) => {
  const zone = canonicalZone(click.values[0] ?? "");
  return set(click, app, (profile) => (zone === null ? profile : { ...profile, zone }));
};

const hours: RouteHandler = async (click, app) => {
  const hours = Number(click.values[0]);
  const right = Number.isInteger(hours) && hours > 0 && hours <= MAX_HOURS;
  return set(click, app, (profile) => (right ? { ...profile, hoursPerWeek: hours } : profile));
};

/** The button says what it will do, so that a second click does not turn it back. */
const visible: RouteHandler = async (click, app) =>
  set(click, app, (profile) => ({ ...profile, visible: click.args[0] === "on" }));

const choice: RouteHandler = async (click, app) => {
  const [key = "", page] = click.args;
  const choice = byShortKey(app.roadmap.choices, key);
  const option = choice?.options.find(({ id }) => id === click.values[0]);
  const change = (profile: Profile): Profile => {
    if (choice === null) return profile;
    const choices = new Map(profile.choices);
    if (option === undefined) choices.delete(choice.id);
    else choices.set(choice.id, option.id);
    return { ...profile, choices };
  };
  return set(click, app, change, Number(page) || 0);
};

export const settingRoutes = {
  panel,
  zone,
  "zone-typed": zoneTyped,
  "zone-pick": zonePick,
  hours,
  visible,
  choice,
};

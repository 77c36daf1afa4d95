import type { App } from "../../src/app.ts";
import type { Click, RouteHandler } from "../../src/discord/command.ts";
import type { OptionId } from "../../src/domain/ids.ts";
import { canonicalZone, zoneGuess } from "../../src/domain/zones.ts";
import { customId } from "../../src/text/custom-id.ts";
import { ANSWER } from "../../src/text/modal.ts";
import type { Message } from "../../src/text/reply.ts";
import {
  askedChoices,
  draftArgs,
  readDraft,
  setupSavedText,
  setupText,
  zoneModal,
} from "../../src/text/setup.ts";
import type { Draft } from "../../src/text/setup.ts";
import { updated } from "../reading.ts";
import type { Use } from "../reading.ts";
import { changeProfile } from "../writing.ts";
import { readZone } from "../zone.ts";
import { nextMessage } from "./next-message.ts";

/** The questions before the first answer, filled in with a guess. */
export function firstQuestions(call: Use, app: App): Message {
  return setupText(app.roadmap, guess(call, app), call.now);
}

function guess({ member }: Use, { roadmap }: App): Draft {
  return {
    zone: zoneGuess(member.locale),
    hoursPerWeek: roadmap.hoursPerWeek,
    visible: true,
    picks: askedChoices(roadmap).map(() => null),
  };
}

/** The draft in a click; the guess where it holds none that can be read. */
function draftOf(click: Click, app: App, args: readonly string[]): Draft {
  const draft = readDraft(app.roadmap, args);
  const zone = canonicalZone(draft?.zone ?? "");
  return draft === null || zone === null ? guess(click, app) : { ...draft, zone };
}

/** One answer is picked: the panel shows it, and carries it on. */
const setup: RouteHandler = async (click, app) => {
  const [field = "", ...args] = click.args;
  const draft = draftOf(click, app, args);
  return updated(setupText(app.roadmap, picked(draft, field, click.values[0] ?? "", app), click.now));
};

function picked(draft: Draft, field: string, value: string, { roadmap }: App): Draft {
  switch (field) {
    case "zone":
      return { ...draft, zone: canonicalZone(value) ?? draft.zone };
    case "hours":
      return { ...draft, hoursPerWeek: Number.parseInt(value, 10) || draft.hoursPerWeek };
    case "visible":
      return { ...draft, visible: !draft.visible };
    default: {
      const asked = askedChoices(roadmap);
      const pick = (i: number): OptionId | null =>
        asked[i]?.options.find(({ id }) => id === value)?.id ?? null;
      return { ...draft, picks: draft.picks.map((old, i) => (field === `pick${i}` ? pick(i) : old)) };
    }
  }
}

const openZone: RouteHandler = async (click, app) => {
  const draft = draftOf(click, app, click.args);
  return {
    kind: "modal",
    modal: zoneModal(customId("roadmap", "setup-typed", ...draftArgs(draft)), draft.zone),
  };
};

const typedZone: RouteHandler = async (click, app) => {
  const draft = draftOf(click, app, click.args);
  const typed = click.fields.get(ANSWER) ?? "";
  const { zone, nearest } = readZone(typed);
  if (zone !== null) return updated(setupText(app.roadmap, { ...draft, zone }, click.now));
  return updated(setupText(app.roadmap, draft, click.now, { typed, zones: nearest }));
};

/** All is right: it is kept, and the question that was asked gets its answer. A second click does the same again. */
const save: RouteHandler = async (click, app) => {
  const draft = draftOf(click, app, click.args);
  const reader = await changeProfile(click, app, (profile) => {
    const choices = new Map(profile.choices);
    for (const [i, { id }] of askedChoices(app.roadmap).entries()) {
      const pick = draft.picks[i] ?? null;
      if (pick === null) choices.delete(id);
      else choices.set(id, pick);
    }
    const { zone, hoursPerWeek, visible } = draft;
    return { ...profile, zone, hoursPerWeek, visible, choices };
  });
  return updated(nextMessage(reader, { lines: [setupSavedText(app.mention)], undo: null }));
};

export const setupRoutes = {
  setup,
  "setup-zone": openZone,
  "setup-typed": typedZone,
  "setup-save": save,
};

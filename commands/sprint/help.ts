import type { RouteHandler } from "../../src/discord/command.ts";
import { mint } from "../../src/domain/ids.ts";
import type { MemberId } from "../../src/domain/ids.ts";
import { plan } from "../../src/store/outbox.ts";
import { helpOf } from "../../src/store/sprint-outbox.ts";
import { hasHelped } from "../../src/store/sprint-record.ts";
import { helpingText } from "../../src/text/sprint-refusal.ts";
import { privately } from "../reading.ts";
import { moveInSprint, sprintArg } from "./in-sprint.ts";

/** "I can help": brings whoever clicks together with whoever is blocked, where the sprint talks. */
const help: RouteHandler = async (click, app) => {
  const helper = click.member.id;
  const member = mint<MemberId>(click.args[1] ?? "");
  const checkIn = Number(click.args[2]);
  const moved = await moveInSprint(
    click,
    app,
    sprintArg(click.args),
    async (tx) => {
      const again = await hasHelped(tx, helper, Number.isSafeInteger(checkIn) ? checkIn : 0);
      return { kind: "help", helper, member, checkIn, again };
    },
    {
      about: [member],
      also: async (tx, { state, events }) => {
        for (const { id, at } of events) await plan(tx, [helpOf(state.sprint, { event: id, member, at })]);
      },
    },
  );
  if (!moved.ok) return privately(moved.message);
  const { thread, card, sprint } = moved.state;
  return privately(helpingText(thread ?? card?.channel ?? sprint.channel));
};

export const helpRoutes = { help };

import type { ShownMessage, State } from "../../control/protocol.ts";
import type { Viewer } from "../viewer.ts";
import { offers, uses } from "./step.ts";
import type { Deed, Step } from "./step.ts";

const WHAT = "A few people, one topic, until a date.";
const JOIN = /^join\b/i;
/** Who is in a sprint is offered this wherever they are told so. */
const PLAN = /^(?:my|change my) plan/i;

/** Joins a sprint of this channel, or starts one where there is none. */
export const sprintStep: Step = {
  shown: ({ state }) =>
    joinable(state)
      ? {
          title: "Join a sprint",
          text: `${WHAT} Press Join on a sprint in this channel, or start one with /sprint start.`,
          help: { label: "Find one", run: find },
        }
      : {
          title: "Start a sprint",
          text: `${WHAT} Type /sprint start and say how long; the others press Join on its card.`,
          help: { label: "Start one", run: start },
        },
  asksAfterwards: true,
  isDone,
};

/** Who has joined is asked for a plan. Whom the bot asks how long, or tells why not, is in none. */
function isDone({ act, label, answer, message }: Deed): boolean {
  if (answer.kind === "modal") return uses(act, "sprint join") || JOIN.test(label ?? "");
  return offers(message, PLAN);
}

const joinable = ({ messages }: State): ShownMessage | undefined =>
  messages.findLast((message) => !message.ephemeral && offers(message, JOIN));

function find(viewer: Viewer): void {
  const found = joinable(viewer.state());
  if (!found || !viewer.reveal(found.id)) start(viewer);
}

/** With a goal, since the bot asks nothing more then. */
const start = (viewer: Viewer): void => viewer.compose("sprint start goal: One small thing that works");

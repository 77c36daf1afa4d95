import type { Command } from "../src/discord/command.ts";
import { certRoutes, certs } from "./roadmap/certs.ts";
import { chooseRoutes } from "./roadmap/choose.ts";
import { dateRoutes } from "./roadmap/dates.ts";
import { done, doneRoutes } from "./roadmap/done.ts";
import { dueRoutes } from "./roadmap/due.ts";
import { learnRoutes } from "./roadmap/learn.ts";
import { moveRoutes } from "./roadmap/moves.ts";
import { next, nextRoutes } from "./roadmap/next.ts";
import { objectiveRoutes } from "./roadmap/objectives.ts";
import { setupRoutes } from "./roadmap/setup.ts";
import { shareRoutes } from "./roadmap/share.ts";
import { undoRoutes } from "./roadmap/undo.ts";
import { weekRoutes } from "./roadmap/week.ts";
import { view, viewRoutes } from "./roadmap/view.ts";

/** `/roadmap`: the way through the roadmap, one file for each of its parts. */
export const roadmap: Command = {
  name: "roadmap",
  description: "What to learn, and how far you are",
  contexts: "guild and direct message",
  subcommands: { next, view, done, certs },
  routes: {
    ...nextRoutes,
    ...setupRoutes,
    ...moveRoutes,
    ...learnRoutes,
    ...objectiveRoutes,
    ...undoRoutes,
    ...doneRoutes,
    ...dateRoutes,
    ...dueRoutes,
    ...chooseRoutes,
    ...viewRoutes,
    ...certRoutes,
    ...shareRoutes,
    ...weekRoutes,
  },
};

import type { App } from "../../src/app.ts";
import { defineSubcommand } from "../../src/discord/command.ts";
import type { RouteHandler } from "../../src/discord/command.ts";
import { stringOption } from "../../src/discord/option.ts";
import type { Complete } from "../../src/discord/option.ts";
import { rank, sameText, searchable } from "../../src/domain/match.ts";
import type { SprintId } from "../../src/domain/sprint.ts";
import { loadLive } from "../../src/store/sprints.ts";
import type { StoredSprint } from "../../src/store/sprints.ts";
import type { Reply } from "../../src/text/reply.ts";
import { noSprintText, pickSprintText } from "../../src/text/sprint-refusal.ts";
import type { PickFor } from "../../src/text/sprint-refusal.ts";
import { sprintName } from "../../src/text/sprint-words.ts";
import { sprintSuggestions } from "../../src/text/suggestions.ts";
import { privately } from "../reading.ts";
import type { Use } from "../reading.ts";
import { askToEnd } from "./end.ts";
import { manages, sprintArg } from "./in-sprint.ts";
import { joinSprint, leaveSprint } from "./join.ts";
import { showStatus } from "./status.ts";

const ACTS: Readonly<Record<PickFor, (call: Use, app: App, id: SprintId) => Promise<Reply>>> = {
  join: joinSprint,
  status: showStatus,
  leave: leaveSprint,
  end: askToEnd,
};

const DESCRIPTIONS: Readonly<Record<PickFor, string>> = {
  join: "Come into a sprint of this server",
  status: "How your sprints stand; check in from here",
  leave: "Leave a sprint; what you did in it is kept",
  end: "End a sprint that you lead, for everybody",
};

/** A subcommand that does something with one sprint: the one that was typed, the only one there is, or the one that is picked. */
function subcommand(what: PickFor) {
  return defineSubcommand({
    description: DESCRIPTIONS[what],
    options: {
      sprint: stringOption({
        description: "Which sprint, where there are several",
        complete: (typed, call, app) => completeSprint(what, typed, call, app),
      }),
    },
    run: async (call, app) => {
      const candidates = await candidatesFor(what, call, app);
      const found =
        call.options.sprint === undefined ? candidates : matching(app, candidates, call.options.sprint);
      const [only] = found;
      if (only && found.length === 1) return ACTS[what](call, app, only.sprint.id);
      const offered = found.length > 0 ? found : candidates;
      if (offered.length === 0) return privately(noSprintText(what, app.mention));
      return privately(pickSprintText(app.roadmap, offered, what));
    },
  });
}

/** `/sprint join`, `/sprint status`, `/sprint leave` and `/sprint end`. */
export const chosen = {
  join: subcommand("join"),
  status: subcommand("status"),
  leave: subcommand("leave"),
  end: subcommand("end"),
};

/** The live sprints with which the caller can do this; for a look, theirs first. */
async function candidatesFor(
  what: PickFor,
  call: Pick<Use, "guild" | "now" | "member">,
  { db }: App,
): Promise<readonly StoredSprint[]> {
  const { guild, now, member } = call;
  if (guild === null) return [];
  const live = await loadLive(db, guild, now, [member.id]);
  const isIn = ({ members }: StoredSprint) => members.get(member.id)?.active ?? false;
  switch (what) {
    case "join":
      return live.filter((state) => !isIn(state));
    case "leave":
      return live.filter(isIn);
    case "end":
      return live.filter(({ leader }) => leader === member.id || manages(call as Use));
    case "status": {
      const own = live.filter(isIn);
      return own.length > 0 ? own : live;
    }
  }
}

function matching(
  { roadmap }: App,
  candidates: readonly StoredSprint[],
  typed: string,
): readonly StoredSprint[] {
  const byId = candidates.filter(({ sprint }) => String(sprint.id) === typed);
  return byId.length > 0
    ? byId
    : candidates.filter(({ sprint }) => sameText(sprintName(roadmap, sprint), typed));
}

const completeSprint = async (
  what: PickFor,
  ...[typed, call, app]: Parameters<Complete>
): Promise<ReturnType<typeof sprintSuggestions>> => {
  const candidates = await candidatesFor(what, call, app);
  const found = rank(
    searchable(candidates, ({ sprint }) => [sprintName(app.roadmap, sprint), sprint.goal ?? ""]),
    typed,
  );
  return sprintSuggestions(
    app.roadmap,
    found.map(({ sprint }) => sprint),
  );
};

const picked: RouteHandler = async (click, app) => {
  const what = Object.keys(ACTS).find((one): one is PickFor => one === click.args[0]) ?? "status";
  return ACTS[what](click, app, sprintArg(click.values));
};

export const chooseRoutes = { pick: picked };

import type { APIRoleSelectComponent, ComponentType } from "discord.js";
import { MAX_LIMIT } from "../domain/sprint-start.ts";
import { customId } from "./custom-id.ts";
import { ROW } from "./discord-numbers.ts";
import { cardMessage } from "./embed.ts";
import { count, digits } from "./numbers.ts";
import type { Mention } from "./reader.ts";
import type { Message } from "./reply.ts";
import { button, buttonRow, rows, selectRow } from "./rows.ts";
import type { Row } from "./rows.ts";

// oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- the number itself: texts are plain data and import no library
const ROLE_SELECT = 6 as ComponentType.RoleSelect;
const LIMITS = [1, 2, 3, 5, 8, 10, 15, 20, MAX_LIMIT];

/** What a server allows of sprints, as its organisers set it. */
export type SprintRules = { readonly role: string | null; readonly limit: number; readonly live: number };

/** The part of /setup that is about sprints. `news` says what was just changed. */
export function groupSprintsText(
  { role, limit, live }: SprintRules,
  mention: Mention,
  news: string | null = null,
): Message {
  return cardMessage(
    {
      title: "Sprints in this server",
      lead: [
        ...(news === null ? [] : [news]),
        `Members start a sprint with ${mention("sprint start")}, in the channel where they are. Everybody may join.`,
        ...(live >= limit
          ? ["As many are open now as may be: another one has to wait until one of them ends."]
          : []),
      ],
      fields: [
        { name: "Who may start one", value: role === null ? "Everybody" : `<@&${role}>` },
        { name: "Open at once", value: `${digits(live)} now, at most ${digits(limit)}` },
      ],
      footer: "Those who manage the server may always start one, and end any.",
    },
    rows(
      roleRow(role),
      selectRow({
        customId: customId("setup", "sprint-limit"),
        placeholder: "How many at once",
        options: [...new Set([...LIMITS, limit])]
          .toSorted((a, b) => a - b)
          .map((one) => ({
            value: String(one),
            label: `At most ${count(one, "sprint")} at once`,
            picked: one === limit,
          })),
      }),
      buttonRow(
        role !== null && button("Everybody may start one", customId("setup", "sprint-everybody")),
        button("Channel and time", customId("setup", "panel", "schedule")),
      ),
    ),
  );
}

function roleRow(role: string | null): Row[] {
  const select: APIRoleSelectComponent = {
    type: ROLE_SELECT,
    custom_id: customId("setup", "sprint-role"),
    placeholder: "Role that may start sprints",
    min_values: 0,
    ...(role !== null && { default_values: [{ id: role, type: "role" as never }] }),
  };
  return [{ type: ROW, components: [select] }];
}

import { setTimeout as sleep } from "node:timers/promises";
import { SEED } from "../../../src/playground/stand-in.ts";
import type { StandIn } from "../../../src/playground/stand-in.ts";
import { seededRandom } from "../../support/random.ts";
import { openField } from "../field/field.ts";
import { expectThat } from "../scenario.ts";
import type { Scenario } from "../scenario.ts";

const TOPIC = "git";
const PER_ROUND = 30;
const BETWEEN_MS = 100;
const ONLINE_MS = 30_000;
// Short, so that a connection on which heartbeats are no longer answered is found out within seconds.
const HEARTBEAT_MS = 1_500;

const FAULTS: Readonly<Record<string, (standIn: StandIn) => Promise<void>>> = {
  "1006": async ({ faults }) => faults.dropSocket(),
  "op 7": async ({ faults }) => faults.askReconnect(),
  "op 9": async ({ faults }) => {
    faults.loseSessions();
    faults.dropSocket();
  },
  "no heartbeat ack": async ({ faults }) => {
    const answered = faults.withholdAcks();
    await sleep(2 * HEARTBEAT_MS);
    answered();
  },
};

/** What members were told is in the record once, whatever the connection did; and the bot comes back each time. */
export const gatewayDrops: Scenario = {
  name: "F5",
  says: "the gateway drops: without a word, by op 7, by op 9, and by leaving heartbeats unanswered, while members click",
  unit: "drops",
  rounds: { full: 40, short: 4 },
  run: async ({ server, rounds, seed, onProgress }) => {
    const random = seededRandom(seed);
    const names = Object.keys(FAULTS);
    await using field = await openField({
      server,
      standIn: { seed: true, heartbeatIntervalMs: HEARTBEAT_MS },
    });
    const { standIn, fleet, database } = field;
    await field.moveTo(Date.now());
    await fleet.start().ready;
    const told: string[] = [];
    const problems: string[] = [];
    const finish = async (member: string): Promise<void> => {
      const outcome = await standIn.as(member, SEED.study).command("roadmap done", { topic: TOPIC });
      if (outcome.kind !== "message") return;
      if (JSON.stringify(outcome).includes("on our side")) problems.push("an answer told of a fault");
      told.push(member);
    };
    for (let round = 0; round < rounds; round += 1) {
      const at = Math.floor(random() * PER_ROUND);
      const clicks: Promise<void>[] = [];
      for (let number = 0; number < PER_ROUND; number += 1) {
        const member = standIn.world.addUser({ username: `member-${round}-${number}` }).id;
        standIn.world.addMember(SEED.guild, member);
        clicks.push(finish(member));
        if (number === at) clicks.push(FAULTS[names[round % names.length]!]!(standIn));
        await sleep(BETWEEN_MS);
      }
      await Promise.all(clicks);
      await standIn.untilOnline(ONLINE_MS);
      onProgress(round + 1);
    }
    const { rows } = await database.pool.query<{ member: string; times: number }>(
      "select member, count(*)::int as times from events where kind = 'topic.done' group by member",
    );
    const recorded = new Set(rows.map(({ member }) => member));
    const lost = told.filter((member) => !recorded.has(member)).length;
    const doubled = rows.filter(({ times }) => times > 1).length;
    return {
      problems: [
        ...problems,
        ...expectThat(lost === 0, `${lost} were told that it is done, and it is not`),
        ...expectThat(doubled === 0, `${doubled} finished it more than once`),
        ...expectThat(told.length > (rounds * PER_ROUND) / 2, "most were not answered at all"),
        ...fleet.crashes,
      ],
      counts: { drops: rounds, clicks: rounds * PER_ROUND, answered: told.length, recorded: recorded.size },
    };
  },
};

import { afterAll, beforeAll, expect, test } from "vitest";
import { mint } from "../../src/domain/ids.ts";
import type { GuildId } from "../../src/domain/ids.ts";
import { createTestDatabase, emptyDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { seededRandom } from "../support/random.ts";
import { expectDerived } from "./derived.ts";
import { live, newLife } from "./random-lives.ts";

// All of them: WAYMARK_SEQUENCES=10000 npx vitest run tests/store/sequences.test.ts
const SEQUENCES = Number(process.env["WAYMARK_SEQUENCES"] ?? 300);
const SEED = Number(process.env["WAYMARK_SEED"] ?? 1);
const BATCH = 200;
const AT_ONCE = 8;

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

/** What the record says, worked out by SQL alone, against what the tables say; each row that is in one of the two and not in the other. */
const SCORES = `
  with period as (
    select id, guild, member, points, topics, objectives, unnest(array[
      'week:' || to_char(local_date, 'IYYY-"W"IW'), 'month:' || to_char(local_date, 'YYYY-MM'),
      'season:' || to_char(local_date, 'YYYY-"Q"Q'), 'all'
    ]) as period from events where guild is not null
  ), metric as (
    select id, guild, member, period, 'points' as metric, points as value from period
    union all select id, guild, member, period, 'topics', topics from period
    union all select id, guild, member, period, 'objectives', objectives from period
  ), said as (
    select metric.guild, period, metric, metric.member, sum(value)::int as value,
      max(metric.id) filter (where value <> 0) as reached,
      coalesce(bool_and(members.visible and there.present), false) as listed
    from metric join members on members.id = metric.member
    left join guild_members as there on there.guild = metric.guild and there.member = metric.member
    group by metric.guild, period, metric, metric.member having sum(value) <> 0
  )
  (select * from said except table scores) union all (table scores except select * from said)`;
const TOPICS = `
  with live as (
    select distinct on (member, subject) member, split_part(subject, ':', 2) as topic, split_part(kind, '.', 2) as state,
      link, id as event
    from events as event where subject like 'topic:%' and kind <> 'undone'
      and not exists (select 1 from events as undo where undo.undoes = event.id)
    order by member, subject, id desc
  ), told as (select member, topic, state, link, event from topic_progress)
  (select * from live except table told) union all (table told except select * from live)`;

test(
  `derived tables say what the record says, after each of ${SEQUENCES} lives of members who meet in three guilds`,
  async () => {
    const random = seededRandom(SEED);
    for (let start = 0; start < SEQUENCES; start += BATCH) {
      await emptyDatabase(database);
      const guilds = [1, 2, 3].map((nth) => mint<GuildId>(String(start + nth)));
      const lives = Array.from({ length: Math.min(BATCH, SEQUENCES - start) }, (_, nth) =>
        newLife(nth, seededRandom(random() * 2 ** 32), guilds),
      );
      await Promise.all(
        Array.from({ length: AT_ONCE }, async () => {
          for (let life = lives.pop(); life; life = lives.pop()) await live(database.db, life);
        }),
      );
      expect((await database.pool.query(SCORES)).rows).toEqual([]);
      expect((await database.pool.query(TOPICS)).rows).toEqual([]);
      await expectDerived(database.db);
    }
  },
  60_000 + SEQUENCES * 60,
);

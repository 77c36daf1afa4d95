import { copyFile, readFile } from "node:fs/promises";
import path from "node:path";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { pythonPrints, withoutPython } from "../support/python.ts";
import { scratchFolder } from "../support/scratch.ts";
import { exerciseOf, readMaterial, written } from "./material.ts";

const material = readMaterial("realtime");
const all = readFileSync("roadmap/data-engineer/realtime.yaml", "utf8");
const claims = (week: number) => exerciseOf(material, week).works_when;
const says = (week: number, ...texts: readonly (number | string)[]) => {
  for (const text of texts) expect(claims(week)).toContain(typeof text === "number" ? written(text) : text);
};

/** What a week's solution prints. The rules of Flink, Spark and Kafka Streams are played in Python, as none of them is at hand here. */
async function solved<Result>(week: number): Promise<Result> {
  await using folder = await scratchFolder();
  const from = (name: string) => path.join("tests/curriculum/realtime", name);
  await copyFile(from("clicks.py"), path.join(folder.path, "clicks.py"));
  const script = await readFile(from(`week_${week}.py`), "utf8");
  const env = { PYTHONPATH: folder.path };
  return JSON.parse(await pythonPrints(script, { cwd: folder.path, env })) as Result;
}

type ByDelay<Value> = Record<"0" | "2" | "10", Value>;

describe.skipIf(withoutPython())("windows and watermarks", () => {
  test("week 1: a longer delay loses fewer clicks and makes everybody wait", async () => {
    type Found = { all: number; minute_0: number[]; sessions: number[][][] };
    type More = { lost: ByDelay<number>; wait: ByDelay<number>; distinct: ByDelay<[number, number]> };
    const found = await solved<Found & More>(1);
    const { lost, wait, distinct } = found;
    says(1, `${written(found.all)} arrive; ${lost["0"]}, ${lost["2"]} and ${lost["10"]} are lost`);
    says(
      1,
      `Minute 0 has ${found.minute_0.slice(1).join(", ")}`,
      `final ${Object.values(wait).join(", ")} seconds`,
    );
    expect([distinct["2"][0], distinct["10"][0], distinct["0"][0]]).toEqual([1800, 1800, found.all]);
    says(1, `1,800 without repeats, by ${distinct["2"][1]} or ${distinct["10"][1]} ids in memory`);
    expect(found.sessions.map((sessions) => sessions.length)).toEqual([3, 2]);
  });

  test("week 2: a batch judges by an older watermark, which helps the slightly late only", async () => {
    type Rules = Record<"record" | "batch" | "old", ByDelay<number>>;
    type Found = { as_is: Rules; kept_of_late: ByDelay<number[]>; same: boolean };
    type Moved = {
      three_minutes: Record<"record" | "batch", number>;
      with_long_batches: Record<string, number>;
    };
    type Real = {
      distinct: ByDelay<number>;
      dropped_as_repeats: ByDelay<number>;
      came_out: ByDelay<[number, number]>;
    };
    const found = await solved<Found & Moved & Real>(2);
    const { record, batch } = found.three_minutes;
    const long = found.with_long_batches;
    says(
      2,
      `by record ${record} are lost; by batches of a minute ${batch}, of 10 seconds ${long["10"]}, of 5 minutes ${long["300"]}`,
    );
    expect(found.same).toBe(true);
    says(2, `both rules lose ${found.as_is.record["2"]} at 2 minutes, and ${found.as_is.record["10"]} at 10`);
    expect(found.as_is.old).toEqual(found.as_is.batch);
    expect(found.kept_of_late["2"]).toEqual([1724, 1774]);

    const sums = (["2", "10"] as const).map((delay) => written(1845 - found.as_is.record[delay]));
    expect(all).toContain(`add up to ${sums[0]} with 2 minutes and ${sums[1]} with 10`);
    expect(all).toContain(
      `distinct ids to ${written(found.distinct["2"])} and ${written(found.distinct["10"])}`,
    );
    const [short, late] = [found.came_out["2"], found.came_out["10"]];
    expect(all).toContain(
      `minutes 0 to ${short[0]} and 0 to ${late[0]} come out, with ${written(short[1])} and ${written(late[1])}`,
    );
    expect(all).toContain(`drops ${found.dropped_as_repeats["2"]} at 2 minutes`);
  });

  test("week 3: counts saved apart from their place cannot be repaired", async () => {
    type Found = Record<"memory" | "apart" | "together" | "out" | "windows", number>;
    const found = await solved<Found & { equal: boolean; twice: number[] }>(3);
    says(3, `In memory ${found.memory}, apart ${written(found.apart)}, together ${written(found.together)}`);
    says(3, `${found.out} messages go out for ${found.windows} minutes, ${found.twice.join(" and ")} twice`);
    expect(found.equal).toBe(true);
  });

  test("week 4: a late click meets the next campaign, or no window at all", async () => {
    type Found = { arrival: number[]; then: number[]; wrong: number; kept: number; lost: number };
    const found = await solved<Found>(4);
    says(4, `By campaign ${found.arrival.join(", ")}, of which ${found.wrong} are wrong`);
    says(
      4,
      `versioned ${found.then.join(", ")}`,
      `hold ${written(found.kept)} clicks; ${found.lost} came too late`,
    );
  });
});

describe.skipIf(withoutPython())("architectures", () => {
  test("week 6: the border loses sales, half a correction makes a third number", async () => {
    const names = ["truth", "lambda", "missing", "half_fixed", "unfixed", "arrived", "repaired"] as const;
    type Found = Record<(typeof names)[number] | "read_lambda" | "read_kappa", number>;
    const found = await solved<Found>(6);
    says(6, `${written(found.arrived)} have arrived, total ${written(found.truth)}`);
    says(6, `loses ${found.missing} sales and gives ${written(found.lambda)}`);
    says(6, `uncorrected ${written(found.half_fixed)}, both wrong ${written(found.unfixed)}`);
    says(6, `Rows read ${written(found.read_lambda)} and ${written(found.read_kappa)}`);
    expect(found.repaired).toBe(found.truth);
  });

  test("week 7: each key takes the repeats of its own hop away", async () => {
    type Keys = Record<"offset" | "event" | "order", number>;
    const found = await solved<{ hops: number[]; distinct: Keys; oldest: number; without_window: number }>(7);
    const { offset, event, order } = found.distinct;
    says(7, `Rows by hop ${found.hops.map(written).join(", ")}`);
    says(7, `distinct offsets ${written(offset)}, event ids ${written(event)}, orders ${written(order)}`);
    says(7, `${found.oldest} seconds old, ${found.without_window} without`);
  });
});

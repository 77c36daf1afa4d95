import type { PoolClient } from "pg";
import { scratchDatabase } from "../support/scratch.ts";

/** A database of the learner's own, and one session in it. */
export async function session() {
  const database = await scratchDatabase();
  const client = await database.pool.connect();
  // Without it VACUUM finds rows whose commit is not on disk yet, and does not mark their pages as visible to all.
  await client.query("set synchronous_commit = on");
  await client.query("set statement_timeout = '60s'");
  return {
    client,
    [Symbol.asyncDispose]: async () => {
      client.release();
      await database[Symbol.asyncDispose]();
    },
  };
}

/** Runs statements one after the other. */
export async function run(client: PoolClient, statements: readonly string[]) {
  for (const statement of statements) await client.query(statement);
}

/** What a query returns. */
export async function rowsOf<Row extends object>(client: PoolClient, query: string): Promise<Row[]> {
  return (await client.query<Row>(query)).rows;
}

/** How many rows a query returns. */
export async function countOf(client: PoolClient, query: string): Promise<number> {
  const rows = await rowsOf<{ count: number }>(client, `select count(*)::int as count from (${query}) q`);
  return rows[0]?.count ?? -1;
}

/** Rows that one query has and the other lacks, in both directions. */
export async function differences(client: PoolClient, one: string, other: string): Promise<number[]> {
  return [
    await countOf(client, `(${one}) except (${other})`),
    await countOf(client, `(${other}) except (${one})`),
  ];
}

type Node = {
  readonly "Node Type": string;
  readonly "Index Cond"?: string;
  readonly Filter?: string;
  readonly "Rows Removed by Filter"?: number;
  readonly "Heap Fetches"?: number;
  readonly "Plan Rows": number;
  readonly "Actual Rows": number;
  readonly "Shared Hit Blocks": number;
  readonly "Shared Read Blocks": number;
  readonly Plans?: readonly Node[];
};

/** The plan of a query that was run: all its steps, the outermost first, and the blocks it touched. */
export async function planOf(client: PoolClient, query: string) {
  const [row] = await rowsOf<{ "QUERY PLAN": [{ Plan: Node }] }>(
    client,
    `explain (analyze, buffers, format json) ${query}`,
  );
  if (!row) throw new Error("no plan");
  const { Plan: root } = row["QUERY PLAN"][0];
  const all = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(all)];
  const nodes = all(root);
  return {
    nodes,
    types: nodes.map((node) => node["Node Type"]),
    blocks: root["Shared Hit Blocks"] + root["Shared Read Blocks"],
  };
}

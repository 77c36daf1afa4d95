import type { Browser, Page } from "playwright-core";

/** The longest that the page's main thread was busy in one go, in milliseconds: by the clock, and of the processor. */
export type Longest = { readonly wall: number; readonly processor: number };

type TraceEvent = {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly dur?: number;
  /** Of the processor: a busy machine lets a task wait, which is not the page's doing. */
  readonly tdur?: number;
  readonly args: { readonly name?: string };
};

/** Does something, and tells what the browser's own trace says of it. */
export async function longestTask(
  browser: Browser,
  page: Page,
  work: () => Promise<unknown>,
): Promise<Longest> {
  await browser.startTracing(page, { categories: ["toplevel"] });
  await work();
  const trace = (await browser.stopTracing()).toString("utf8");
  const { traceEvents: events } = JSON.parse(trace) as { traceEvents: readonly TraceEvent[] };
  const threadOf = ({ pid, tid }: TraceEvent): string => `${pid}/${tid}`;
  const main = new Set(
    events.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain").map(threadOf),
  );
  const tasks = events.filter(
    (one) => one.ph === "X" && one.name.endsWith("RunTask") && main.has(threadOf(one)),
  );
  if (tasks.length === 0) throw new Error("the trace holds no task of the page");
  const longest = (of: (task: TraceEvent) => number | undefined): number =>
    tasks.reduce((most, task) => Math.max(most, (of(task) ?? 0) / 1_000), 0);
  return { wall: longest(({ dur }) => dur), processor: longest(({ tdur }) => tdur) };
}

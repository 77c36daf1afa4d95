import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

/** What the bot counts. Labels come from our own lists (commands, outcomes, event names), so that there are few. */
export type Metrics = {
  /** `name` is a command's or a route's; `seconds` from the event's arrival to the answer's. */
  readonly interaction: (name: string, outcome: string, seconds: number) => void;
  /** An answer that Discord did not take: late, taken, refused or lost. */
  readonly answerFailed: (why: string) => void;
  readonly gatewayEvent: (type: string) => void;
  readonly shardsReady: (count: number) => void;
  /** Something that was due has found its end: sent, skipped, dead or unknown; `seconds` after it was due. */
  readonly delivered: (kind: string, state: string, seconds: number) => void;
  /** All of it, as Prometheus reads it. */
  readonly text: () => Promise<string>;
  readonly contentType: string;
};

// Around the two limits that matter: a deferral after 1.5 s, and Discord's 3 s.
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 2, 2.5, 3, 5, 15];
const LATENESS = [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 3600];

/** Makes the bot's own metrics; with `process` those of Node's process, too. */
export function createMetrics({ process = false } = {}): Metrics {
  const registry = new Registry();
  const registers = [registry];
  if (process) collectDefaultMetrics({ register: registry });
  const interactions = new Counter({
    name: "waymark_interactions_total",
    help: "Interactions, by command and by what became of the answer",
    labelNames: ["command", "outcome"],
    registers,
  });
  const duration = new Histogram({
    name: "waymark_interaction_seconds",
    help: "From the gateway event to the answer taken by Discord",
    labelNames: ["command"],
    buckets: SECONDS,
    registers,
  });
  const failures = new Counter({
    name: "waymark_answer_failures_total",
    help: "Answers that Discord did not take",
    labelNames: ["why"],
    registers,
  });
  const events = new Counter({
    name: "waymark_gateway_events_total",
    help: "Events that came over the gateway",
    labelNames: ["type"],
    registers,
  });
  const shards = new Gauge({
    name: "waymark_shards_ready",
    help: "Shards with a working connection",
    registers,
  });
  const deliveries = new Counter({
    name: "waymark_deliveries_total",
    help: "What was due, by kind and by how it ended",
    labelNames: ["kind", "state"],
    registers,
  });
  const lateness = new Histogram({
    name: "waymark_delivery_lateness_seconds",
    help: "From the moment at which a post was due to its being written down as sent",
    labelNames: ["kind"],
    buckets: LATENESS,
    registers,
  });
  return {
    interaction: (command, outcome, seconds) => {
      interactions.inc({ command, outcome });
      duration.observe({ command }, seconds);
    },
    answerFailed: (why) => failures.inc({ why }),
    gatewayEvent: (type) => events.inc({ type }),
    shardsReady: (count) => shards.set(count),
    delivered: (kind, state, seconds) => {
      deliveries.inc({ kind, state });
      if (state === "sent") lateness.observe({ kind }, seconds);
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

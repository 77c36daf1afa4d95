import { randomInt } from "node:crypto";
import type { Clock } from "./clock.ts";
import type { Fault, Faults } from "./faults.ts";

/** What the gateway does when a fault is asked for. */
export type GatewayFaults = Pick<
  Faults,
  "dropSocket" | "refuseSockets" | "askReconnect" | "loseSessions" | "withholdAcks" | "outage"
>;

export type FaultBook = Faults & {
  /** The fault that this request meets, used up when it was ordered for a number of times. */
  take(method: string, route: string | null, path: string): Fault | null;
  /** Waits as long as the slow network takes, one way. */
  delay(): Promise<void>;
  /** The same in milliseconds: 0 when nothing is slow. */
  delayMs(): number;
};

type Ordered = { readonly fault: Fault; left: number };

/** Keeps what is ordered to go wrong. `gateway` does what concerns sockets. */
export function createFaultBook(clock: Clock, gateway: () => GatewayFaults): FaultBook {
  let ordered: Ordered[] = [];
  let slow: { readonly delayMs: number; readonly jitterMs: number }[] = [];
  const lifted = new Set<() => void>();
  const order = (fault: Fault, times: number): Ordered => {
    const entry = { fault, left: times };
    ordered.push(entry);
    return entry;
  };
  /** A stop function that `clear` calls too. */
  const stoppable = (stop: () => void): (() => void) => {
    const once = (): void => {
      if (lifted.delete(once)) stop();
    };
    lifted.add(once);
    return once;
  };
  const delayMs = (): number =>
    slow.reduce((sum, one) => {
      const jitter = one.jitterMs > 0 ? randomInt(-one.jitterMs, one.jitterMs + 1) : 0;
      return sum + Math.max(0, one.delayMs + jitter);
    }, 0);
  return {
    next: (fault, times = 1) => void order(fault, times),
    always(fault) {
      const entry = order(fault, Infinity);
      return stoppable(() => (ordered = ordered.filter((one) => one !== entry)));
    },
    slow(delayMs, jitterMs = 0) {
      const entry = { delayMs, jitterMs };
      slow.push(entry);
      return stoppable(() => (slow = slow.filter((one) => one !== entry)));
    },
    dropSocket: (options) => gateway().dropSocket(options),
    refuseSockets: () => stoppable(gateway().refuseSockets()),
    askReconnect: (shard) => gateway().askReconnect(shard),
    loseSessions: (shard) => gateway().loseSessions(shard),
    withholdAcks: () => stoppable(gateway().withholdAcks()),
    outage: (guildId) => stoppable(gateway().outage(guildId)),
    clear() {
      ordered = [];
      for (const stop of lifted) stop();
    },
    take(method, route, path) {
      const entry = ordered.find((one) => one.left > 0 && fits(one.fault, method, route, path));
      if (!entry) return null;
      entry.left -= 1;
      if (entry.left === 0) ordered = ordered.filter((one) => one !== entry);
      return entry.fault;
    },
    delayMs,
    delay() {
      const ms = delayMs();
      if (ms === 0) return Promise.resolve();
      return new Promise((resolve) => void clock.after(ms, resolve));
    },
  };
}

function fits(fault: Fault, method: string, route: string | null, path: string): boolean {
  if (fault.route === undefined) return true;
  const names = [`${method} ${route ?? ""}`, `${method} ${path}`];
  const wanted = fault.route;
  return names.some((name) => (typeof wanted === "string" ? name === wanted : wanted.test(name)));
}

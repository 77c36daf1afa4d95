import type { Clock } from "./clock.ts";
import type { GatewayEntry, Log, RequestEntry } from "./log.ts";

/** The log, and the pen. */
export type LogBook = Log & {
  addRequest(entry: Omit<RequestEntry, "number">): void;
  addGateway(entry: Pick<GatewayEntry, "event" | "shard" | "session" | "code" | "replayed">): void;
  /** Counts an answer toward the ban of the address. */
  countInvalid(): void;
};

const WINDOW = 10 * 60 * 1000;

type Waiter<T> = { readonly fits: (entry: T) => boolean; readonly found: (entry: T) => void };

/** A list that drops its oldest entries, and tells those who wait for one. */
function createShelf<T>(limit: number, clock: Clock) {
  let entries: T[] = [];
  const waiters = new Set<Waiter<T>>();
  return {
    entries: () => entries,
    clear: () => void (entries = []),
    add(entry: T): void {
      entries.push(entry);
      // In one go now and then: dropping one entry at a time would move the whole list each time.
      if (entries.length > limit * 1.1 + 10) entries = entries.slice(-limit);
      for (const waiter of waiters) {
        if (!waiter.fits(entry)) continue;
        waiters.delete(waiter);
        waiter.found(entry);
      }
    },
    wait(fits: (entry: T) => boolean, timeoutMs = 5000): Promise<T> {
      const old = entries.find(fits);
      if (old !== undefined) return Promise.resolve(old);
      const { promise, resolve, reject } = Promise.withResolvers<T>();
      const waiter: Waiter<T> = {
        fits,
        found: (entry) => {
          cancel();
          resolve(entry);
        },
      };
      waiters.add(waiter);
      const cancel = clock.after(timeoutMs, () => {
        waiters.delete(waiter);
        reject(new Error(`nothing of that kind in the log within ${timeoutMs} ms`));
      });
      return promise;
    },
  };
}

export function createLogBook(clock: Clock, limit: number): LogBook {
  const requests = createShelf<RequestEntry>(limit, clock);
  const gateway = createShelf<GatewayEntry>(limit, clock);
  let invalid: number[] = [];
  let number = 0;
  const recentInvalid = (): number[] => (invalid = invalid.filter((at) => at > clock.elapsed() - WINDOW));
  return {
    get requests() {
      return requests.entries();
    },
    get gateway() {
      return gateway.entries();
    },
    of: (route) =>
      requests.entries().filter((one) => !route || `${one.method} ${one.route ?? one.path}` === route),
    refused: () => requests.entries().filter((one) => one.status >= 400),
    invalidRequests: () => recentInvalid().length,
    wait: (fits, timeoutMs) => requests.wait(fits, timeoutMs),
    waitGateway: (fits, timeoutMs) => gateway.wait(fits, timeoutMs),
    clear() {
      requests.clear();
      gateway.clear();
      invalid = [];
    },
    addRequest: (entry) => requests.add({ number: ++number, ...entry }),
    addGateway: (entry) =>
      gateway.add({ number: ++number, at: clock.now(), elapsed: clock.elapsed(), ...entry }),
    countInvalid: () => void invalid.push(clock.elapsed()),
  };
}

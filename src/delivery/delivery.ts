import { schedule } from "node-cron";
import type { Logger } from "pino";
import type { Database } from "../store/database.ts";
import { buryDead } from "../store/presence.ts";
import type { Presence } from "../store/presence.ts";
import { prune, skipExpired, takeOver } from "../store/outbox.ts";
import type { WorldClock } from "./clock.ts";
import { AHEAD_MS, createCourier } from "./courier.ts";
import type { Courier } from "./courier.ts";
import type { Desk } from "./kind.ts";
import { kinds } from "./kinds.ts";
import { createLease } from "./lease.ts";
import { createLedger } from "./ledger.ts";
import { createPace } from "./pace.ts";
import { planners } from "./planners.ts";
import type { Sender } from "./port.ts";

export type Delivery = {
  /** Stops sending, gives back what is not under way, and leaves the lease to the next process. Waits for what is at most so long. */
  readonly stop: (drainMs: number) => Promise<void>;
};

export type DeliveryParts = {
  readonly db: Database;
  readonly desk: Desk;
  readonly sender: Sender;
  readonly clock: WorldClock;
  /** Real milliseconds since an arbitrary start. */
  readonly elapsed: () => number;
  /** This process among all. */
  readonly presence: Presence;
  readonly log: Logger;
  readonly delivered: (kind: string, state: string, seconds: number) => void;
};

const EACH_SECOND = "* * * * * *";
// node-cron drops a tick that the event loop delays by more than this. We want every one.
const ANY_DELAY_MS = 24 * 3_600_000;
const TICKS_BETWEEN_PRUNES = 3_600;
// Long enough for /setup to tell of the last weeks, and for no key to be planned a second time.
export const KEPT: Temporal.DurationLike = { hours: 30 * 24 };

/**
 * Plans and sends what falls due, for as long as this process holds the courier's lease; until then it stands by. node-cron only ticks:
 * what is due, and whose it is to send, is in the database.
 */
export function startDelivery(parts: DeliveryParts): Delivery {
  const { db, desk, clock, elapsed, presence, log } = parts;
  const { owner, losses } = presence;
  const lease = createLease({ db, name: "courier", owner, losses, elapsed });
  const pace = createPace(elapsed);
  const ledger = createLedger({
    db,
    desk,
    kinds,
    clock,
    log,
    onSettled: ({ kind, dueAt, key }, { kind: state }) => {
      log.info({ key, state }, "an occurrence is settled");
      void clock().then(
        (now) => parts.delivered(kind, state, now.since(dueAt).total("seconds")),
        () => {},
      );
    },
  });
  let courier: Courier | null = null;
  let ticks = 0;
  let isStopping = false;

  /** A courier that lost its lease is done: a new one begins by looking at what the last one left. */
  const resign = async (): Promise<void> => {
    const former = courier;
    courier = null;
    if (former) log.warn("another process delivers now, or the database does not say who");
    await former?.stop();
  };
  const begin = async (): Promise<Courier> => {
    await ledger.flush();
    const left = await takeOver(db);
    log.debug({ left }, "this process delivers from now on");
    return createCourier({ db, desk, kinds, sender: parts.sender, pace, lease, ledger, elapsed, log });
  };
  const planAll = async (until: Temporal.Instant): Promise<void> => {
    for (const planner of planners) {
      let fresh = 0;
      do {
        // Planning for tens of thousands of guilds takes longer than a lease does.
        if (!(await lease.renew())) return;
        fresh = await db.transaction((tx) => planner(tx, desk, until));
      } while (fresh > 0);
    }
  };
  const tick = async (): Promise<void> => {
    if (!lease.holds()) await resign();
    if (isStopping) return;
    // Who holds the lease and lives keeps it; a dead one's is taken at the next tick.
    if (!(await lease.renew())) return buryDead(db);
    courier ??= await begin();
    const at = elapsed();
    const now = await clock();
    await ledger.flush();
    await courier.work(now, at);
    await planAll(now.add({ milliseconds: AHEAD_MS }));
    await skipExpired(db, now);
    await courier.work(now, at);
    if (ticks++ % TICKS_BETWEEN_PRUNES === 0) await prune(db, now.subtract(KEPT));
  };

  let ticking: Promise<void> | null = null;
  const tickOnce = (): Promise<void> =>
    (ticking ??= tick()
      .catch((error: unknown) =>
        log.error({ err: error }, "a tick of the delivery failed; the next one tries again"),
      )
      .finally(() => (ticking = null)));
  void tickOnce();
  const cron = schedule(EACH_SECOND, tickOnce, {
    noOverlap: true,
    missedExecutionTolerance: ANY_DELAY_MS,
    suppressMissedWarning: true,
    logger: quietLogger(log),
  });

  return {
    stop: async (drainMs) => {
      isStopping = true;
      await cron.destroy();
      const end = async (): Promise<void> => {
        await ticking;
        await courier?.stop();
        await ledger.flush();
        await lease.release();
      };
      await Promise.race([end(), patience(drainMs)]).catch((error: unknown) =>
        log.warn({ err: error }, "the delivery did not end well; the next process looks at what it left"),
      );
    },
  };
}

/** node-cron's own words are for debugging. */
function quietLogger(log: Logger) {
  const debug = (message: string | Error): void => log.debug({ err: message }, "node-cron");
  return { info: debug, warn: debug, error: debug, debug };
}

function patience(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}

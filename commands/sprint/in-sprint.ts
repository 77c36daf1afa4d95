import type { App } from "../../src/app.ts";
import type { MemberId } from "../../src/domain/ids.ts";
import { decideSprint } from "../../src/domain/sprint-moves.ts";
import type { SprintMove } from "../../src/domain/sprint-moves.ts";
import type { SprintId, SprintRefusal } from "../../src/domain/sprint.ts";
import type { Transaction } from "../../src/store/database.ts";
import { recordSprint } from "../../src/store/sprint-record.ts";
import type { Recorded } from "../../src/store/sprint-record.ts";
import { loadSprint, lockSprint } from "../../src/store/sprints.ts";
import type { StoredSprint } from "../../src/store/sprints.ts";
import { sprintGoneText, sprintRefusalText } from "../../src/text/sprint-refusal.ts";
import type { Message } from "../../src/text/reply.ts";
import type { Use } from "../reading.ts";
import { noteCaller } from "../writing.ts";

const MANAGE_SERVER = 1n << 5n;
const ADMINISTRATOR = 1n << 3n;

/** Whether the caller may manage the server. */
export function manages({ member }: Use): boolean {
  return (member.permissions & (MANAGE_SERVER | ADMINISTRATOR)) !== 0n;
}

/** What came of a move: the sprint as it is afterwards; or what is said instead. */
export type Moved =
  | {
      readonly ok: true;
      readonly state: StoredSprint;
      readonly before: StoredSprint;
      readonly changed: boolean;
    }
  | { readonly ok: false; readonly message: Message; readonly refusal: SprintRefusal | null };

type Extras = {
  /** Members beside the caller whose rows the move reads; "all" where it is about everybody. */
  readonly about?: readonly MemberId[] | "all";
  /** Whether it changes the sprint itself. */
  readonly whole?: boolean;
  /** What else belongs into the same transaction. */
  readonly also?: (tx: Transaction, recorded: Recorded<StoredSprint>) => Promise<void>;
};

/** Lets the caller do something in a sprint of this server: lock, decide, record. A click that comes twice is answered as the first. */
export async function moveInSprint(
  call: Use,
  app: App,
  id: SprintId,
  moveOf: (tx: Transaction, state: StoredSprint) => Promise<SprintMove>,
  { about = [], whole = false, also }: Extras = {},
): Promise<Moved> {
  const { db, roadmap, mention } = app;
  const gone = { ok: false, message: sprintGoneText(mention), refusal: null } as const;
  if (!Number.isSafeInteger(id)) return gone;
  const self = call.member.id;
  return db.transaction(async (tx): Promise<Moved> => {
    const read = about === "all" ? about : [self, ...about];
    const before = await lockSprint(tx, id, whole ? "write" : "share", [self], read);
    if (before === null || before.sprint.guild !== call.guild) return gone;
    const decision = decideSprint(before, await moveOf(tx, before), call.now);
    if (!decision.ok) {
      const message = sprintRefusalText(roadmap, before, decision.refusal, mention);
      return { ok: false, message, refusal: decision.refusal };
    }
    const origin = { interaction: call.id, at: call.now };
    const recorded = await recordSprint(tx, before, decision.actions, origin);
    const changed = recorded !== null && recorded.events.length > 0;
    if (changed) {
      await also?.(tx, recorded);
      // Takes the lock of the guild, which comes last.
      await noteCaller(tx, call);
    }
    return { ok: true, state: recorded?.state ?? before, before, changed };
  });
}

/** A sprint of the caller's server with the caller in it; null where there is none such. */
export async function sprintHere(
  call: Use,
  { db }: App,
  id: SprintId,
  members: readonly MemberId[] | "all" = [call.member.id],
): Promise<StoredSprint | null> {
  const state = Number.isSafeInteger(id) ? await loadSprint(db, id, members) : null;
  return state !== null && state.sprint.guild === call.guild ? state : null;
}

/** The sprint that a custom id names. NaN for what is no number: nothing is found by it. */
export function sprintArg(args: readonly string[]): SprintId {
  return /^\d{1,15}$/.test(args[0] ?? "") ? Number(args[0]) : Number.NaN;
}

/** What goes wrong with a request. "before" is before Discord took it, "after" is when it took effect and only the answer is lost. */
export type FaultKind =
  | "429-user"
  | "429-global"
  | "429-shared"
  | "5xx-before"
  | "5xx-after"
  | "reset-before"
  | "reset-after"
  /** Discord says no, for a reason of its own that the stand-in does not know, such as AutoMod's 200000. */
  | "refusal"
  | "hang-before"
  | "hang-after";

export type Fault = {
  /** Matched against "POST /channels/:channel/messages" and "POST /channels/123/messages"; every request without one. */
  readonly route?: RegExp | string;
  readonly kind: FaultKind;
  /** Status of a 5xx (500 if not said) or a refusal (403 if not said). */
  readonly status?: number;
  /** Discord's error code, of a refusal. */
  readonly code?: number;
  /** Seconds of a 429, 0.05 if not said. */
  readonly retryAfter?: number;
};

export type Faults = {
  /** The next request that fits (or the next `times`) goes wrong. */
  next(fault: Fault, times?: number): void;
  /** Each request that fits goes wrong until the returned function is called. */
  always(fault: Fault): () => void;
  /** Every request and every gateway frame takes so much longer, each way, give or take `jitterMs`. Until the returned function is called. */
  slow(delayMs: number, jitterMs?: number): () => void;
  /** Closes the gateway socket of a shard (of all without one), with a code or, without one, with no word at all. */
  dropSocket(options?: { readonly shard?: number; readonly code?: number }): void;
  /** New gateway sockets are answered with 503 until the returned function is called. */
  refuseSockets(): () => void;
  /** Asks a shard (all without one) to reconnect and resume: op 7. */
  askReconnect(shard?: number): void;
  /** Forgets sessions, so that the next resume is refused. */
  loseSessions(shard?: number): void;
  /** Heartbeats are no longer acknowledged until the returned function is called. */
  withholdAcks(): () => void;
  /** An outage of one guild, until the returned function is called. */
  outage(guildId: string): () => void;
  /** Takes back everything that is still to go wrong. */
  clear(): void;
};

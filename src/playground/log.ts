/** Whom a message would notify, after `allowed_mentions` and permissions were applied. Mentions in embeds notify nobody. */
export type Pings = {
  readonly users: readonly string[];
  readonly roles: readonly string[];
  readonly everyone: boolean;
};

/** One HTTP request, in the order in which the stand-in decided about it. */
export type RequestEntry = {
  readonly number: number;
  /** The world's time when it arrived. */
  readonly at: number;
  /** Real milliseconds when it arrived, for rates. */
  readonly elapsed: number;
  readonly method: string;
  /** `/channels/:channel/messages`; null for a path that Discord does not have. */
  readonly route: string | null;
  /** The path below `/api/v10`, query included. */
  readonly path: string;
  /** The JSON that was sent (of a multipart request its `payload_json`); undefined when there was none. */
  readonly body: unknown;
  /** Names of the files that came with it. */
  readonly files: readonly string[];
  /** Whether a valid bot token came with it. */
  readonly authorised: boolean;
  readonly status: number;
  /** Discord's error code; null when it was accepted. */
  readonly code: number | null;
  /** True when it took effect, whether or not the answer reached the client. */
  readonly accepted: boolean;
  /** What became of the answer: a fault may lose it after the request took effect. */
  readonly answer: "sent" | "reset" | "hung" | "replaced";
  /** The whole answer of a refusal, with its nested `errors`. */
  readonly refusal?: unknown;
  /** Of a message that was made, changed or returned by it. */
  readonly message?: {
    readonly id: string;
    readonly nonce: string | null;
    readonly pings: Pings;
    readonly created: boolean;
  };
  /** Fields that Discord does not know and ignores, as paths such as `data.embeds.0.colour`. A test may want none. */
  readonly unknownFields: readonly string[];
};

/** Something that happened on the gateway. */
export type GatewayEntry = {
  readonly number: number;
  readonly at: number;
  readonly elapsed: number;
  readonly event:
    | "connected"
    | "identified"
    | "resumed"
    | "refused resume"
    | "refused identify"
    | "requested members"
    | "closed by client"
    | "closed by server";
  readonly shard: number | null;
  readonly session: string | null;
  /** The close code, where it was closed. */
  readonly code?: number;
  /** How many missed dispatches a resume was sent again. */
  readonly replayed?: number;
};

export type Log = {
  readonly requests: readonly RequestEntry[];
  readonly gateway: readonly GatewayEntry[];
  /** Requests of a route such as "POST /channels/:channel/messages"; all of them without one. */
  of(route?: string): readonly RequestEntry[];
  /** Those that were refused (status 400 and above), 429 included. */
  refused(): readonly RequestEntry[];
  /** How many answers of 401, 403 and 429 (but for scope `shared`) Discord counted within the last ten minutes. 10,000 ban the address. */
  invalidRequests(): number;
  /** Resolves with the first entry (old or new) that fits; rejects after so many real milliseconds (5,000). */
  wait(fits: (entry: RequestEntry) => boolean, timeoutMs?: number): Promise<RequestEntry>;
  /** The same for the gateway. */
  waitGateway(fits: (entry: GatewayEntry) => boolean, timeoutMs?: number): Promise<GatewayEntry>;
  clear(): void;
};

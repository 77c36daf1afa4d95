/** What a route answers. `accepted` requests took effect; a refusal carries Discord's code. */
export type Answer = {
  readonly status: number;
  readonly body?: unknown;
  /** Discord's error code; null when accepted. */
  readonly code: number | null;
  readonly headers?: Readonly<Record<string, string>>;
};

/** Discord's error codes, with the status and the words that come with each. */
const ERRORS = {
  0: [404, "404: Not Found"],
  10003: [404, "Unknown Channel"],
  10004: [404, "Unknown Guild"],
  10007: [404, "Unknown Member"],
  10008: [404, "Unknown Message"],
  10013: [404, "Unknown User"],
  10015: [404, "Unknown Webhook"],
  10062: [404, "Unknown interaction"],
  10063: [404, "Unknown application command"],
  10070: [404, "Unknown Guild Scheduled Event"],
  20012: [403, "You are not authorized to perform this action on this application"],
  30032: [400, "Maximum number of application commands reached (100)"],
  30034: [400, "Max number of daily application command creates has been reached (200)"],
  30038: [400, "Maximum number of uncompleted guild scheduled events reached (100)"],
  40005: [413, "Request entity too large"],
  40058: [400, "Cannot send messages in a forum channel"],
  40060: [400, "Interaction has already been acknowledged."],
  40067: [400, "A tag is required to create a forum post in this channel"],
  40333: [403, "internal network error"],
  50001: [403, "Missing Access"],
  50003: [403, "Cannot execute action on this channel type"],
  50005: [403, "Cannot edit a message authored by another user"],
  50006: [400, "Cannot send an empty message"],
  50007: [403, "Cannot send messages to this user"],
  50008: [400, "Cannot send messages in a non-text channel"],
  50013: [403, "Missing Permissions"],
  50021: [403, "Cannot execute action on a system message"],
  50024: [400, "Cannot execute action on this channel type"],
  50027: [401, "Invalid Webhook Token"],
  50083: [400, "Thread is archived"],
  50109: [400, "The request body contains invalid JSON."],
  50278: [403, "Cannot send messages to this user due to having no mutual guilds"],
  160004: [400, "A thread has already been created for this message"],
  160005: [403, "Thread is locked"],
  180000: [400, "Cannot update a finished event"],
} as const satisfies Record<number, readonly [status: number, message: string]>;

export type ErrorCode = keyof typeof ERRORS;

/** One thing that is wrong with a body, with Discord's name for it: BASE_TYPE_REQUIRED and the like. */
export type Problem = {
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly message: string;
};

/** The same problems, found in a part of the body that stands at `prefix`. */
export function under(prefix: Problem["path"], problems: readonly Problem[]): Problem[] {
  return problems.map(({ path, code, message }) => ({ path: [...prefix, ...path], code, message }));
}

export function accept(body: unknown, status = 200): Answer {
  return { status, body, code: null };
}

export function noContent(): Answer {
  return { status: 204, code: null };
}

/** A refusal in Discord's words. */
export function refuse(code: ErrorCode): Answer {
  const [status, message] = ERRORS[code];
  return { status, body: { message, code }, code };
}

/** 401: no token, or a wrong one. */
export function unauthorised(): Answer {
  return { status: 401, body: { message: "401: Unauthorized", code: 0 }, code: 0 };
}

/** 50035, with each problem nested under the path of its field as Discord nests them. */
export function invalidForm(problems: readonly Problem[]): Answer {
  const errors: Nested = {};
  for (const problem of problems) {
    let at = errors;
    for (const step of problem.path) at = (at[step] ??= {}) as Nested;
    const list = (at["_errors"] ??= []) as unknown[];
    list.push({ code: problem.code, message: problem.message });
  }
  return { status: 400, body: { message: "Invalid Form Body", code: 50035, errors }, code: 50035 };
}

type Nested = { [step: string]: unknown };

import { StartError } from "./store/start-error.ts";

/** The one line that the operator sees when the bot cannot start or go on. */
export function faultLine(error: unknown): string {
  if (error instanceof StartError) return error.message;
  const [line = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
  // The sentence ends by itself.
  return `Waymark cannot go on: ${line.replace(/[.\s]+$/, "") || "an unknown fault"}. LOG_LEVEL=debug shows where it happened.`;
}

/** A server that could not be opened, in terms of the variables that say where. */
export function listenError(
  error: unknown,
  { host, port }: { readonly host: string; readonly port: number },
): unknown {
  switch ((error as NodeJS.ErrnoException).code ?? "") {
    case "EADDRINUSE":
      return new StartError(
        `PORT: ${port} is in use by another program on this computer; example: PORT=${port + 1}`,
      );
    case "EACCES":
      return new StartError(`PORT: ${port} may not be opened by this user; example: PORT=8080`);
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return new StartError(`HOST: ${host} is no address of this computer; example: HOST=127.0.0.1`);
    default:
      return error;
  }
}

/** A reason not to start that the operator can act on. Its message is the one line they are shown, and holds no secret. */
export class StartError extends Error {
  override readonly name = "StartError";
}

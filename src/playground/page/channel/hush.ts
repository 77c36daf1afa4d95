/**
 * A log is read aloud as it grows. Call the result in the same task as a change that is not news, such as a channel that is opened or older
 * messages above: it is passed over, as the log is marked as busy until the browser has shown it.
 */
export function createHush(log: HTMLElement): () => void {
  let last = 0;
  return () => {
    log.ariaBusy = "true";
    cancelAnimationFrame(last);
    // The first frame has what was changed, and at the second one it is past.
    last = requestAnimationFrame(() => {
      last = requestAnimationFrame(() => (log.ariaBusy = null));
    });
  };
}

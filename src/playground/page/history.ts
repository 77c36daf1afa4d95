export type Visits = {
  /** Told of the channel that is shown, as often as one likes. */
  at(channel: string): void;
};

/** Lets the browser's Back and Forward go through the channels one has looked at, instead of away from the page. */
export function createVisits(goTo: (channel: string) => void): Visits {
  let shown: string | null = null;
  let isReturn = false;
  addEventListener("popstate", ({ state }) => {
    const channel = channelOf(state);
    if (channel === null || channel === shown) return;
    isReturn = true;
    goTo(channel);
  });
  return {
    at(channel) {
      if (channel === shown) return;
      // A channel that is gone by now leads to another one: it takes that place.
      if (shown === null || isReturn) history.replaceState({ channel }, "");
      else history.pushState({ channel }, "");
      shown = channel;
      isReturn = false;
    },
  };
}

function channelOf(state: unknown): string | null {
  const channel = (state as { readonly channel?: unknown } | null)?.channel;
  return typeof channel === "string" ? channel : null;
}

import type { Place } from "../control/protocol.ts";
import type { Viewer } from "./viewer.ts";

/** The message of this server that an address leads to, with its channel; null for any other address. */
export function messagePlace(
  address: string,
  viewer: Viewer,
): { readonly place: Place; readonly message: string } | null {
  const [, channel, message] = /^https:\/\/discord\.com\/channels\/\d+\/(\d+)\/(\d+)$/.exec(address) ?? [];
  const place = viewer.state().channels.find(({ id }) => id === channel);
  return place && message ? { place, message } : null;
}

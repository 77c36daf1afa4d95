/** The token that the stand-in takes unless told otherwise. Plainly no token of Discord's. */
export const FAKE_TOKEN = "waymark.stand-in.not-a-real-token";

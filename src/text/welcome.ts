import type { Message } from "./reply.ts";

/** The first message in a server, once. `mention` makes a command clickable. */
export function welcomeText(mention: (command: string) => string): Message {
  return {
    content: [
      "Hello! I am Waymark, and I help this server learn along one roadmap together.",
      `Type ${mention("roadmap next")} to see what to learn first, and why. Only you see the answer until you share it.`,
      `${mention("help")} lists everything I can do.`,
      `Organisers: ${mention("setup")} brings the week's topic into a channel of yours.`,
    ].join("\n"),
  };
}

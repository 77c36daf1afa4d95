import { PermissionFlagsBits } from "discord-api-types/v10";
import type { GatewayGuildCreateDispatchData } from "discord-api-types/v10";
import { expect, test } from "vitest";
import { welcomeChannel } from "../../src/discord/welcome-channel.ts";

const GUILD = "1";
const BOT = "9";
const { ViewChannel, SendMessages, Administrator } = PermissionFlagsBits;
const BOTH = ViewChannel | SendMessages;

const channel = (id: string, more: object = {}) => ({ id, type: 0, position: Number(id), ...more });
const overwrite = (id: string, allow: bigint, deny: bigint) => ({
  id,
  type: 0,
  allow: String(allow),
  deny: String(deny),
});
const choose = ({
  everyone = BOTH,
  mine = 0n,
  channels,
  ...more
}: {
  everyone?: bigint;
  mine?: bigint;
  channels?: object[];
  system_channel_id?: string | null;
  roles?: object[];
  members?: object[];
}) =>
  welcomeChannel(
    {
      id: GUILD,
      roles: [
        { id: GUILD, permissions: String(everyone) },
        { id: "2", permissions: String(mine) },
        { id: "3", permissions: String(BOTH) },
      ],
      members: [
        { user: { id: BOT }, roles: ["2"] },
        { user: { id: "8" }, roles: ["3"] },
      ],
      channels,
      ...more,
    } as unknown as GatewayGuildCreateDispatchData,
    BOT,
  );

test.each<[string, Parameters<typeof choose>[0], string | null]>([
  ["the system channel", { channels: [channel("10"), channel("11")], system_channel_id: "11" }, "11"],
  ["the topmost without one", { channels: [channel("11"), channel("10")], system_channel_id: null }, "10"],
  [
    "of equal position the older",
    { channels: [channel("11", { position: 0 }), channel("10", { position: 0 })] },
    "10",
  ],
  [
    "no voice channel, forum or category",
    {
      channels: [
        channel("10", { type: 2 }),
        channel("11", { type: 15 }),
        channel("12", { type: 4 }),
        channel("13"),
      ],
    },
    "13",
  ],
  ["none without channels", { channels: [] }, null],
  ["none where the payload has no list", {}, null],
  ["none where nobody may write", { everyone: ViewChannel, channels: [channel("10")] }, null],
  [
    "one that a role of ours opens",
    { everyone: ViewChannel, mine: SendMessages, channels: [channel("10")] },
    "10",
  ],
  [
    "any, as an administrator",
    {
      everyone: 0n,
      mine: Administrator,
      channels: [channel("10", { permission_overwrites: [overwrite(GUILD, 0n, BOTH)] })],
    },
    "10",
  ],
  [
    "not the system channel, where all are denied",
    {
      channels: [
        channel("10"),
        channel("11", { permission_overwrites: [overwrite(GUILD, 0n, SendMessages)] }),
      ],
      system_channel_id: "11",
    },
    "10",
  ],
  [
    "one that is denied to all and allowed to our role",
    {
      channels: [
        channel("10", { permission_overwrites: [overwrite(GUILD, 0n, BOTH), overwrite("2", BOTH, 0n)] }),
      ],
    },
    "10",
  ],
  [
    "none that is denied to us by name",
    {
      channels: [
        channel("10", {
          permission_overwrites: [overwrite("2", BOTH, 0n), overwrite(BOT, 0n, SendMessages)],
        }),
      ],
    },
    null,
  ],
  ["none for what another's role allows", { everyone: 0n, channels: [channel("10")] }, null],
  ["one to try, where nothing is said of roles", { roles: [], channels: [channel("10")] }, "10"],
  [
    "one where the only member named must be us",
    { everyone: 0n, mine: BOTH, members: [{ user: { id: "7" }, roles: ["2"] }], channels: [channel("10")] },
    "10",
  ],
])("a welcome goes to %s", (_, guild, wanted) => {
  expect(choose(guild)).toBe(wanted);
});

import type {
  ApplicationCommandOptionType as OptionTypes,
  ApplicationCommandType as CommandTypes,
  ButtonStyle as ButtonStyles,
  ChannelType as ChannelTypes,
  ComponentType as ComponentTypes,
  TextInputStyle as TextInputStyles,
} from "discord.js";

// The numbers of Discord's API by their names. discord.js has them as enums, which a browser cannot load from here; each value carries its
// enum's type, so that the compiler still narrows by them.

/* oxlint-disable typescript/no-unsafe-enum-assignment -- that is the point */
export const ComponentType = {
  ActionRow: 1 as ComponentTypes.ActionRow,
  Button: 2 as ComponentTypes.Button,
  StringSelect: 3 as ComponentTypes.StringSelect,
  TextInput: 4 as ComponentTypes.TextInput,
  UserSelect: 5 as ComponentTypes.UserSelect,
  RoleSelect: 6 as ComponentTypes.RoleSelect,
  MentionableSelect: 7 as ComponentTypes.MentionableSelect,
  ChannelSelect: 8 as ComponentTypes.ChannelSelect,
  Section: 9 as ComponentTypes.Section,
  TextDisplay: 10 as ComponentTypes.TextDisplay,
  Thumbnail: 11 as ComponentTypes.Thumbnail,
  MediaGallery: 12 as ComponentTypes.MediaGallery,
  File: 13 as ComponentTypes.File,
  Separator: 14 as ComponentTypes.Separator,
  Container: 17 as ComponentTypes.Container,
  Label: 18 as ComponentTypes.Label,
  FileUpload: 19 as ComponentTypes.FileUpload,
  RadioGroup: 21 as ComponentTypes.RadioGroup,
  CheckboxGroup: 22 as ComponentTypes.CheckboxGroup,
  Checkbox: 23 as ComponentTypes.Checkbox,
} as const;

export const ButtonStyle = { Link: 5 as ButtonStyles.Link } as const;
export const TextInputStyle = { Paragraph: 2 as TextInputStyles.Paragraph } as const;
export const CommandType = {
  ChatInput: 1 as CommandTypes.ChatInput,
  Message: 3 as CommandTypes.Message,
} as const;
export const ChannelType = {
  GuildText: 0 as ChannelTypes.GuildText,
  PublicThread: 11 as ChannelTypes.PublicThread,
} as const;

export const OptionType = {
  Subcommand: 1 as OptionTypes.Subcommand,
  SubcommandGroup: 2 as OptionTypes.SubcommandGroup,
  String: 3 as OptionTypes.String,
  Integer: 4 as OptionTypes.Integer,
  Boolean: 5 as OptionTypes.Boolean,
  User: 6 as OptionTypes.User,
  Channel: 7 as OptionTypes.Channel,
  Role: 8 as OptionTypes.Role,
  Mentionable: 9 as OptionTypes.Mentionable,
  Number: 10 as OptionTypes.Number,
  Attachment: 11 as OptionTypes.Attachment,
} as const;

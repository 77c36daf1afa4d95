/** By locale. */
export type Localised = Readonly<Record<string, string>> | null | undefined;

export type ChoiceBody = {
  readonly name: string;
  readonly name_localizations?: Localised;
  readonly value: string | number;
};
export type OptionBody = {
  readonly type: number;
  readonly name: string;
  readonly name_localizations?: Localised;
  readonly description: string;
  readonly description_localizations?: Localised;
  readonly required?: boolean | null;
  readonly autocomplete?: boolean | null;
  readonly choices?: readonly ChoiceBody[] | null;
  readonly options?: readonly OptionBody[] | null;
  readonly min_value?: number | null;
  readonly max_value?: number | null;
  readonly min_length?: number | null;
  readonly max_length?: number | null;
};
export type CommandBody = {
  readonly name: string;
  readonly name_localizations?: Localised;
  readonly description?: string | null;
  readonly description_localizations?: Localised;
  readonly options?: readonly OptionBody[] | null;
  readonly type?: number | null;
  readonly default_member_permissions?: string | number | null;
  readonly contexts?: readonly number[] | null;
  readonly integration_types?: readonly number[] | null;
  readonly nsfw?: boolean | null;
  readonly [field: string]: unknown;
};

export const OPTION = {
  subcommand: 1,
  group: 2,
  string: 3,
  integer: 4,
  boolean: 5,
  user: 6,
  number: 10,
} as const;

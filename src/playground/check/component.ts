/** A component as it came in: the schema has checked its shape. */
export type AnyComponent = {
  readonly type: number;
  readonly id?: number | null;
  readonly custom_id?: string | null;
  readonly components?: readonly AnyComponent[];
  readonly component?: AnyComponent;
  readonly accessory?: AnyComponent;
  readonly [field: string]: unknown;
};
export type Path = readonly (string | number)[];
/** A component, and where it stands. */
export type Placed = { readonly component: AnyComponent; readonly path: Path; readonly top: boolean };

export const COMPONENT = {
  row: 1,
  button: 2,
  stringSelect: 3,
  textInput: 4,
  userSelect: 5,
  roleSelect: 6,
  mentionableSelect: 7,
  channelSelect: 8,
  section: 9,
  textDisplay: 10,
  separator: 14,
  container: 17,
  label: 18,
  fileUpload: 19,
  radioGroup: 21,
  checkboxGroup: 22,
  checkbox: 23,
} as const;

/** All components, nested ones and accessories included, in their order. */
export function flatten(components: readonly AnyComponent[], path: Path, top = true): Placed[] {
  return components.flatMap((component, index) => flattenOne(component, [...path, index], top));
}

function flattenOne(component: AnyComponent, path: Path, top: boolean): Placed[] {
  return [
    { component, path, top },
    ...flatten(component.components ?? [], [...path, "components"], false),
    ...(component.component ? flattenOne(component.component, [...path, "component"], false) : []),
    ...(component.accessory ? flattenOne(component.accessory, [...path, "accessory"], false) : []),
  ];
}

/** What text displays say. */
export function textsOf(placed: readonly Placed[]): string[] {
  return placed
    .filter((one) => one.component.type === COMPONENT.textDisplay)
    .map((one) => String(one.component["content"]));
}

import * as fc from "fast-check";
import type { Choice, Only } from "../../src/domain/roadmap.ts";

/** Mostly bound to nothing, sometimes to an option or some of one of these choices. */
export function only(choices: readonly Choice[]): fc.Arbitrary<Only | null> {
  const bound = choices.map((choice) =>
    fc.subarray([...choice.options], { minLength: 1 }).map((options) => ({
      choice: choice.id,
      options: options.map(({ id }) => id),
    })),
  );
  return fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, ...bound);
}

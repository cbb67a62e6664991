import type { Code } from '../fragments.ts';

/**
 * How texts are brought into a form, as the body of a loop over all values of that form: `x` is the text, '' where it is
 * missing. `before` is set once, in front of the loop, and shared by loops that need the same; `result` is '' where the
 * text is not convertible; `after` may put something else in its place. Only methods of str, arithmetic on whole numbers and filters are used that are the same in every
 * release of Jinja.
 */
export type Loop = {
  readonly before: readonly Code[];
  readonly body: readonly Code[];
  readonly result: Code;
  readonly after?: readonly Code[];
};

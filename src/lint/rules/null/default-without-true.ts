import type { ast } from '../../../jinja/index.ts';
import { isDefault } from '../../expressions.ts';
import { isLack } from '../../lacks.ts';
import type { HarmRule } from '../../rule.ts';

function lacksTrue({ args, kwargs }: ast.Filter): boolean {
  return args.length < 2 && !kwargs.some(({ key }) => key === 'boolean');
}

/** A default with one argument does not replace a null. */
export const nullDefaultWithoutTrue: HarmRule = {
  code: 'null/default-without-true',
  severity: 'error',
  why: "Jinja's default replaces what is undefined. A null is a value: it is printed, and the user is dropped. The second argument true replaces null and empty values as well.",
  bad: `Hi {{ UserAttribute['First Name']|default('Friend') }}!`,
  good: `Hi {{ UserAttribute['First Name']|default('Friend', true) }}!`,

  fits: (harm) =>
    harm.effect === 'dropped' && isLack(harm) && isDefault(harm.node) && lacksTrue(harm.node),
  hint: () => "give default the second argument true: default('…', true)",
};

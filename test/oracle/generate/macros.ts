import type { Expressions } from './expressions.ts';
import type { MacroInfo } from './scope.ts';
import { separated, tree, type Part } from './tree.ts';
import type { Type } from './types.ts';

const NAMES = ['x', 'y', 'label', 'item', 'n', 'class'];
const TYPES: readonly Type[] = ['str', 'int', 'strs', 'any', 'bool'];

/** What a macro takes, and the text between its parentheses. */
export function someParameters(writer: Expressions, name: string): readonly [MacroInfo, Part[]] {
  const { chance } = writer;
  const names = [...new Set(chance.many(0, 3, () => chance.of(NAMES)))];
  let optional = false;
  const parameters = names.map((parameter) => {
    optional ||= chance.hit(0.4);
    return [parameter, chance.of(TYPES), optional] as const;
  });
  const written = parameters.map(([parameter, type, hasDefault]) =>
    hasDefault ? tree('expression', `${parameter}=`, writer.of(type, 1)) : parameter,
  );
  const caller = chance.hit(0.25) ? chance.many(0, 2, () => chance.of(TYPES)) : undefined;
  const info: MacroInfo = { name, parameters, caller, rest: chance.hit(0.15) };
  return [info, separated(written, ', ')];
}

import type { Expressions } from './expressions.ts';
import type { MacroInfo } from './scope.ts';
import type { Statements } from './statements.ts';
import { separated, tree, type Part, type Tree } from './tree.ts';
import type { Type } from './types.ts';

const NAMES = ['x', 'y', 'label', 'item', 'n', 'class'];
const TYPES: readonly Type[] = ['str', 'int', 'strs', 'any', 'bool'];

/** What a macro takes, and the text between its parentheses. */
function someParameters(writer: Expressions, name: string): readonly [MacroInfo, Part[]] {
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

/** A macro, known from here on. */
export function macro(writer: Statements, depth: number): Tree {
  const { chance, scope } = writer;
  const name = chance.hit(0.05) ? 'name' : `m${writer.counted('macro')}`;
  scope.enter();
  const loops = scope.loops;
  scope.loops = 0;
  const [info, head] = someParameters(writer.expressions, name);
  for (const [parameter, type] of info.parameters) scope.declare(parameter, type);
  const outer = scope.caller;
  scope.caller = info.caller;
  const inner = writer.open(depth - 1, 1);
  scope.caller = outer;
  scope.loops = loops;
  scope.leave();
  const rest = info.rest ? ['{{ varargs }}{{ kwargs }}'] : [];
  const calls = info.caller === undefined ? [] : ['{{ ', ...callerCall(writer, info.caller), ' }}'];
  scope.declareMacro(info);
  return tree(
    'statement',
    writer.tag(`macro ${name}(`, head, ')'),
    inner,
    rest,
    calls,
    writer.tag('endmacro'),
  );
}

function callerCall(writer: Statements, types: readonly Type[]): Part[] {
  return [
    'caller(',
    ...separated(
      types.map((type) => writer.expressions.of(type, 1)),
      ', ',
    ),
    ')',
  ];
}

/** A call block around a macro that is known here; a macro where there is none yet. */
export function callBlock(writer: Statements, depth: number): Tree {
  const { chance, scope } = writer;
  const called = scope.someMacro(chance);
  if (called === undefined) return macro(writer, depth);
  const args = called.parameters.map(([, type]) => writer.expressions.of(type, 1));
  scope.enter();
  const targets = (called.caller ?? []).map((type) => writer.name(type));
  const loops = scope.loops;
  scope.loops = 0;
  const inner = writer.open(depth - 1);
  scope.loops = loops;
  scope.leave();
  const head = targets.length > 0 || chance.hit(0.1) ? `(${targets.join(', ')})` : '';
  return tree(
    'statement',
    writer.tag(`call${head} ${called.name}(`, ...separated(args, ', '), ')'),
    inner,
    writer.tag('endcall'),
  );
}

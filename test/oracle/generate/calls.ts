import type { Chance } from './chance.ts';
import { ELEMENTS, FIELDS, type Type } from './types.ts';
import type { Expressions } from './expressions.ts';
import { formatSpec, quote } from './literals.ts';
import type { MacroInfo } from './scope.ts';
import { SIGNATURES, type Parameter, type Signature } from './signatures.ts';
import { separated, tree, type Part } from './tree.ts';
import { KEYS } from './values.ts';

/** A filter on its subject, a method of it, or a test of it, with arguments that mostly fit. */
export function callSignature(writer: Expressions, signature: Signature, depth: number): Part[] {
  const { chance } = writer;
  const subject = chance.hit(0.03) ? 'any' : (signature.subject as Type);
  const on = writer.operand(subject, depth);
  const args = givenArguments(writer, signature, subject, depth);
  const brackets = (): Part => tree('optional', '(', ...args, ')');
  if (signature.form === 'method') return [...on, `.${signature.name}(`, ...args, ')'];
  if (signature.form === 'test') {
    const word = chance.hit(0.25) ? ' is not ' : ' is ';
    const bare = args.length === 1 && chance.hit(0.4);
    if (bare) return [...on, word, signature.name, ' ', ...args];
    return [
      ...on,
      word,
      signature.name,
      ...(args.length > 0 || chance.hit(0.02) ? [brackets()] : []),
    ];
  }
  const name = chance.hit(0.004) ? 'nofilter' : signature.name;
  return [
    ...on,
    chance.of(['|', '|', ' | ']),
    name,
    ...(args.length > 0 || chance.hit(0.1) ? [brackets()] : []),
  ];
}

function givenArguments(
  writer: Expressions,
  signature: Signature,
  subject: Type,
  depth: number,
): Part[] {
  const { chance } = writer;
  const args: Part[] = [];
  let named = false;
  for (const parameter of signature.parameters) {
    if (parameter.optional && chance.hit(0.5)) {
      named = true;
      if (parameter.placed) break;
      continue;
    }
    named ||= parameter.name === 'attribute' || (!parameter.placed && chance.hit(0.35));
    const value = argument(writer, parameter, subject, depth);
    args.push(named && !parameter.placed ? tree('optional', `${parameter.name}=`, value) : value);
  }
  if (chance.hit(0.012))
    args.push(chance.of(['1', 'x=1', "'extra'", '*[1, 2]', '**{"y": 1}', '*nope']));
  return separated(args, ', ');
}

function argument(writer: Expressions, parameter: Parameter, subject: Type, depth: number): Part {
  const { chance } = writer;
  if (chance.hit(0.02)) return writer.of('any', 0);
  const kind = chance.of(parameter.kinds);
  switch (kind) {
    case 'small':
      return chance.hit(0.85) ? String(chance.between(-1, 12)) : writer.of('int', 0);
    case 'attr':
      return attribute(writer);
    case 'key':
      return quote(chance, chance.of(chance.hit(0.5) ? KEYS : [...FIELDS.keys()]));
    case 'spec':
      return quote(chance, formatSpec(chance));
    case 'element':
      return writer.of(ELEMENTS.get(subject) ?? 'any', depth - 1);
    case 'filter':
      return filterByName(writer);
    case 'tests':
      return testByName(writer);
    default:
      return /^['\d]/.test(kind) ? kind : writer.of(kind as Type, depth - 1);
  }
}

function attribute(writer: Expressions): Part {
  const { chance } = writer;
  if (chance.hit(0.1))
    return chance.of([
      "'sub.a'",
      "'name,n'",
      "'tags.0'",
      "'nope'",
      "'nope.x'",
      "'tags.length'",
      '0',
      "''",
      "'sub.constructor'",
    ]);
  return quote(chance, chance.of([...FIELDS.keys()]));
}

/** `'upper'` and what else map takes: the name of a filter and its arguments. */
function filterByName(writer: Expressions): Part {
  const { chance } = writer;
  const simple = [
    'upper',
    'lower',
    'string',
    'length',
    'int',
    'float',
    'abs',
    'title',
    'trim',
    'e',
    'list',
    'first',
    'nofilter',
  ];
  if (chance.hit(0.6)) return `'${chance.of(simple)}'`;
  const signature = chance.of(SIGNATURES.filter(({ form }) => form === 'filter'));
  const args = givenArguments(writer, signature, signature.subject as Type, 1);
  return tree(
    'expression',
    `'${signature.name}'`,
    ...(args.length === 0 ? [] : [tree('optional', ', ', ...args)]),
  );
}

/** `'gt', 2` and what else select takes: the name of a test and its argument. */
function testByName(writer: Expressions): Part {
  const { chance } = writer;
  const simple = [
    'odd',
    'even',
    'defined',
    'none',
    'string',
    'number',
    'true',
    'sequence',
    'upper',
    'mapping',
    'notest',
  ];
  if (chance.hit(0.5)) return `'${chance.of(simple)}'`;
  const test = chance.of(['gt', 'lt', 'eq', 'ne', 'in', 'divisibleby', 'sameas', '==', '>=', 'ge']);
  return tree('expression', `'${test}', `, writer.of(testedWith(chance, test), 1));
}

/** The kind of a test's argument. Which equal numbers and texts are one object is up to Python's caches. */
function testedWith(chance: Chance, test: string): Type {
  if (test === 'in') return 'anys';
  return chance.of(test === 'sameas' ? ['none', 'bool'] : ['int', 'str']);
}

/** Keyword arguments with those names, some left out. */
export function argumentsOf(writer: Expressions, names: readonly string[], depth: number): Part[] {
  const given = names.filter(() => writer.chance.hit(0.6));
  return separated(
    given.map((name) => tree('optional', `${name}=`, writer.of('any', depth - 1))),
    ', ',
  );
}

/** A call of a macro of the template. */
export function macroCall(writer: Expressions, macro: MacroInfo, depth: number): Part[] {
  const { chance } = writer;
  const args: Part[] = [];
  let named = false;
  for (const [name, type, optional] of macro.parameters) {
    if (optional && chance.hit(0.5)) {
      named = true;
      continue;
    }
    if (chance.hit(0.05)) break;
    named ||= chance.hit(0.2);
    args.push(
      named
        ? tree('expression', `${name}=`, writer.of(type, depth - 1))
        : writer.of(type, depth - 1),
    );
  }
  const extra = chance.hit(macro.rest ? 0.5 : 0.03);
  if (extra)
    args.push(
      named
        ? chance.of(['extra=1', "**{'k': 2}", '*[1]'])
        : chance.of(["'more'", 'extra=1', '*[1, 2]', "**{'k': 2}"]),
    );
  return [macro.name, '(', ...separated(args, ', '), ')'];
}

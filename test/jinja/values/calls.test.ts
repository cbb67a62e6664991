import { describe, expect, it } from 'vitest';
import {
  callValue,
  getAttribute,
  getItem,
  invoke,
  makeUndefined,
  repr,
  sub,
  Undefined,
  type Callable,
  type Kwargs,
  type UndefinedKind,
  type UndefinedOptions,
  type Value,
} from '../../../src/jinja/values/index.ts';
import { raise } from '../../../src/jinja/errors.ts';
import { answer, decode, rowsOf, stateOf, withoutAddress } from './core-case.ts';
import { BINARY, UNARY } from './operations.ts';
import { Dict } from '../../../src/jinja/values/dict.ts';

const state = stateOf();

type Named = readonly (readonly [string, unknown])[];

function kwargsOf(pairs: Named): Kwargs {
  return new Map(pairs.map(([name, value]) => [name, decode(value)]));
}

function callMethod(self: Value, name: string, args: unknown, kwargs: Named): Value {
  const method = getAttribute(state, self, name);
  if (method instanceof Undefined) {
    const type = Array.isArray(self) ? 'list' : 'other';
    throw raise('AttributeError', `'${type}' object has no attribute '${name}'`);
  }
  return callValue(state, method, decode(args) as Value[], kwargsOf(kwargs));
}

describe('methods', () => {
  it('answer, change their object and fail as Python', () => {
    const found: string[] = [];
    for (const row of rowsOf<[unknown, string, unknown, Named, string, string]>('methods')) {
      const [before, name, args, kwargs, recorded, after] = row;
      const self = decode(before);
      const got = [answer(() => callMethod(self, name, args, kwargs)), withoutAddress(repr(self))];
      if (got[0] !== recorded || got[1] !== after) found.push(JSON.stringify([row, got]));
    }
    expect(found).toEqual([]);
  });
});

describe('calls of Python functions', () => {
  it('bind arguments or fail as Python', () => {
    const found: string[] = [];
    for (const row of rowsOf<[string[], unknown, Named, string]>('calls')) {
      const [params, args, kwargs, recorded] = row;
      const callable: Callable = {
        name: 'f',
        params,
        style: 'python',
        run: (_state, ...given: unknown[]) =>
          params.map((_, index) => {
            const value = given[index] ?? null;
            if (value instanceof Map) return Dict.of(value as Map<string, Value>);
            return value as Value;
          }),
      };
      const got = answer(() => invoke(callable, state, decode(args) as Value[], kwargsOf(kwargs)));
      // A rest is a tuple in Python and an array for the implementation.
      const expected = recorded.replaceAll(/\((\d*(?:, \d+)*),?\)(?=[,\]])/g, '[$1]');
      if (got !== (recorded.startsWith('=') ? expected : recorded))
        found.push(JSON.stringify([row, got]));
    }
    expect(found).toEqual([]);
  });

  it('calling what is no function fails as the release does', () => {
    expect(answer(() => callValue(stateOf('3.1'), 42, []))).toBe(
      "!TypeError: 'int' object is not callable",
    );
    expect(answer(() => callValue(stateOf('2.8'), 42, []))).toBe(
      "!AttributeError: 'int' object has no attribute '__call__'",
    );
  });
});

function check(name: string, value: Undefined): Value {
  if (name === 'call') return callValue(state, value, []);
  if (name === 'item') return getItem(state, value, 0);
  if (name === 'attribute') return getAttribute(state, value, 'x');
  if (name === 'dunder') return getAttribute(state, value, '__html__');
  const other = makeUndefined('Undefined', { name: 'other' });
  if (name === '==') return BINARY.get('==')?.(value, other) ?? null;
  return UNARY.get(name)?.(value) ?? null;
}

describe('Undefined', () => {
  type Described = { hint: string | null; name: unknown; kind: UndefinedKind; obj?: unknown };

  function made({ hint, name, kind, ...rest }: Described): Undefined {
    const options: UndefinedOptions = {
      name: decode(name),
      ...(hint === null ? {} : { hint }),
      ...('obj' in rest ? { obj: decode(rest.obj) } : {}),
    };
    return makeUndefined(kind, options);
  }

  it('answers and fails in its four kinds as Jinja', () => {
    const found: string[] = [];
    for (const [described, checks] of rowsOf<[Described, Record<string, string>]>('undefined')) {
      for (const [name, recorded] of Object.entries(checks)) {
        const got = answer(() => check(name, made(described)));
        if (got !== recorded) found.push(JSON.stringify([described, name, got, recorded]));
      }
    }
    expect(found).toEqual([]);
  });

  it('has no minus in 2.8', () => {
    const old = makeUndefined('Undefined', { name: 'x' }, '2.8');
    expect(answer(() => sub(old, 1))).toBe(
      "!TypeError: unsupported operand type(s) for -: 'Undefined' and 'int'",
    );
    expect(answer(() => sub(1, old))).toBe(
      "!TypeError: unsupported operand type(s) for -: 'int' and 'Undefined'",
    );
  });
});

import { LimitError } from '../../../src/jinja/values/meter.ts';
import { PyError } from '../../../src/jinja/errors.ts';
import {
  callValue,
  DEFAULT_LIMITS,
  Dict,
  DictView,
  int,
  makeUndefined,
  Markup,
  Meter,
  PyFloat,
  pyFloat,
  Range,
  repr,
  Tuple,
  Undefined,
  type CallState,
  type DictViewKind,
  type EnvironmentView,
  type JinjaVersion,
  type UndefinedKind,
  type Value,
} from '../../../src/jinja/values/index.ts';
import { jsonLines } from '../../json-lines.ts';

/** The rows of a file that test/oracle/values.py has written. */
export function rowsOf<Row>(name: string): Row[] {
  const file = new URL(`../../../fixtures/jinja/values/core-${name}.jsonl`, import.meta.url);
  return jsonLines(file) as Row[];
}

type Tagged = {
  readonly i?: string;
  readonly f?: string;
  readonly t?: readonly unknown[];
  readonly d?: readonly (readonly [unknown, unknown])[];
  readonly m?: string;
  readonly r?: readonly [number, number, number];
  readonly k?: readonly [unknown, DictViewKind];
  readonly u?: readonly [UndefinedKind, string];
};

/** The value that a recorded JSON stands for. */
export function decode(json: unknown): Value {
  if (json === null || typeof json === 'boolean' || typeof json === 'string') return json;
  if (Array.isArray(json)) return json.map(decode);
  const { i, f, t, d, m, r, k, u } = json as Tagged;
  if (i !== undefined) return int(BigInt(i));
  if (f !== undefined) return pyFloat(f);
  if (t !== undefined) return new Tuple(t.map(decode));
  if (d !== undefined) return Dict.of(d.map(([key, value]) => [decode(key), decode(value)]));
  if (m !== undefined) return new Markup(m);
  if (r !== undefined) return new Range(...r);
  if (k !== undefined) return new DictView(decode(k[0]) as Dict, k[1]);
  if (u !== undefined) return makeUndefined(u[0], { name: u[1] });
  throw new Error(`Unknown case ${JSON.stringify(json)}`);
}

/** What the function gives, written as the recorded answers are. */
export function answer(run: () => Value): string {
  try {
    const value = run();
    if (value instanceof Undefined) return `?${value.message}`;
    return `=${withoutAddress(repr(value))}`;
  } catch (error) {
    if (error instanceof PyError) return `!${error.type}: ${withoutAddress(error.message)}`;
    if (error instanceof LimitError) return `!LimitError: ${error.limit}`;
    throw error;
  }
}

/** A text without the addresses of objects, which are arbitrary. */
export function withoutAddress(text: string): string {
  return text.replaceAll(/0x[0-9a-f]{6,}/g, '0x…');
}

/** A render's state for calls outside of any template. */
export function stateOf(
  version: JinjaVersion = '3.1',
  kind: UndefinedKind = 'Undefined',
): CallState {
  const environment: EnvironmentView = {
    version,
    filters: new Map(),
    tests: new Map(),
    undefined: (options) => makeUndefined(kind, options, version),
  };
  const state: CallState = {
    environment,
    meter: new Meter({ ...DEFAULT_LIMITS, steps: Infinity }),
    autoescape: false,
    resolve: () => undefined,
    call: (callee, args, kwargs) => callValue(state, callee, args, kwargs),
  };
  return state;
}

/** A float as a value. */
export function float(value: number): PyFloat {
  return new PyFloat(value);
}

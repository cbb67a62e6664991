import { Bytes } from '../../../src/jinja/values/bytes/bytes.ts';
import { invoke } from '../../../src/jinja/values/call.ts';
import { Dict } from '../../../src/jinja/values/dict.ts';
import { Tuple } from '../../../src/jinja/values/tuple.ts';
import { formatSpec } from '../../../src/jinja/values/format-spec.ts';
import { DEFAULT_LIMITS, Meter } from '../../../src/jinja/values/meter.ts';
import { percentFormat } from '../../../src/jinja/values/percent-format.ts';
import { methodsOf } from '../../../src/jinja/values/type-table.ts';
import {
  int,
  Markup,
  PyFloat,
  type CallState,
  type Value,
} from '../../../src/jinja/values/types.ts';
import { PyError } from '../../../src/jinja/errors.ts';

/** A value as test/oracle/strings.py writes it. */
export type Written = null | boolean | string | { readonly [type: string]: unknown };

/** `[operation, arguments, keywords, answer]`. */
export type Case = readonly [string, readonly Written[], Record<string, Written>, Answer];

/** What an operation gave. */
export type Answer = readonly ['ok', Written] | readonly ['err', string, string];

/** A render's state with wide limits, for methods that ask for nothing else. */
export const STATE: CallState = {
  environment: {
    version: '3.1',
    filters: new Map(),
    tests: new Map(),
    undefined: () => null,
  },
  meter: new Meter({ ...DEFAULT_LIMITS, steps: Infinity, output: 1e8 }),
  autoescape: false,
  resolve: () => undefined,
  call: () => null,
};

/** The value that was written. */
export function read(written: Written): Value {
  if (written === null || typeof written !== 'object') return written;
  const [type, body] = Object.entries(written)[0] ?? ['', null];
  const list = body as readonly Written[];
  switch (type) {
    case 'int':
      return int(BigInt(body as string));
    case 'float':
      return new PyFloat(readFloat(body as string));
    case 'list':
      return list.map(read);
    case 'tuple':
      return new Tuple(list.map(read));
    case 'dict':
      return Dict.of(
        (body as readonly (readonly [Written, Written])[]).map(
          ([key, value]) => [read(key), read(value)] as const,
        ),
      );
    case 'markup':
      return new Markup(body as string);
    case 'bytes':
      return readBytes(body as string);
    default:
      throw new Error(`unknown type ${type}`);
  }
}

/** Bytes out of what Python prints for them. */
function readBytes(shown: string): Bytes {
  const signs = new Map([
    ['n', '\n'],
    ['r', '\r'],
    ['t', '\t'],
  ]);
  const text = shown.slice(2, -1).replaceAll(/\\(?:x(..)|(.))/gs, (_, hex?: string, sign = '') => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    return signs.get(sign) ?? sign;
  });
  return new Bytes(text);
}

function readFloat(text: string): number {
  return Number(text.replace('inf', 'Infinity'));
}

/** The same value in writing, to compare with an answer. */
export function write(value: Value): Written {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'bigint') return { int: String(value) };
  if (Array.isArray(value)) return { list: value.map(write) };
  if (value instanceof PyFloat) return { float: value.repr() };
  if (value instanceof Markup) return { markup: value.text };
  if (value instanceof Tuple) return { tuple: value.items.map(write) };
  if (value instanceof Bytes) return { bytes: value.repr() };
  if (value instanceof Dict) {
    return { dict: Array.from(value.entries(), ([key, item]) => [write(key), write(item)]) };
  }
  throw new Error(`unknown type ${value.typeName}`);
}

/** What our side answers to a case. */
export function answer([operation, writtenArgs, writtenKwargs]: Case): Answer {
  const [self = null, ...args] = writtenArgs.map(read);
  const kwargs = new Map(Object.entries(writtenKwargs).map(([key, value]) => [key, read(value)]));
  try {
    return ['ok', write(run(operation, self, args, kwargs))];
  } catch (error) {
    if (error instanceof PyError) return ['err', error.type, error.message];
    throw error;
  }
}

function run(operation: string, self: Value, args: Value[], kwargs: Map<string, Value>): Value {
  if (operation === 'format()') return formatSpec(self, args[0] as string);
  if (operation === '%') {
    const values = args[0] ?? null;
    return self instanceof Bytes
      ? self.percent(values)
      : percentFormat(self as string | Markup, values);
  }
  const method = methodsOf(self).get(operation);
  if (method === undefined) throw new Error(`no method ${operation}`);
  return invoke(method, STATE, [self, ...args], kwargs);
}

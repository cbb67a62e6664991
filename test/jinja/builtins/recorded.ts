import { LimitError } from '../../../src/jinja/values/meter.ts';
import { PyError } from '../../../src/jinja/errors.ts';
import { Dict } from '../../../src/jinja/values/dict.ts';
import { PyIterator } from '../../../src/jinja/values/iterator.ts';
import { repr } from '../../../src/jinja/values/print.ts';
import { toArray } from '../../../src/jinja/values/ops.ts';
import { Range } from '../../../src/jinja/values/range.ts';
import { Tuple } from '../../../src/jinja/values/tuple.ts';
import { int, Markup, PyFloat, type Value } from '../../../src/jinja/values/types.ts';
import { Undefined } from '../../../src/jinja/values/undefined.ts';
import { jsonLines } from '../../json-lines.ts';

/** One recorded call with all its values: see test/oracle/builtins.py. */
export type RecordedLine = {
  readonly name: string;
  readonly args: readonly unknown[];
  readonly kwargs: Readonly<Record<string, unknown>>;
  readonly autoescape: boolean;
  readonly values: readonly unknown[];
  readonly answers: readonly string[];
};

type RawLine = Partial<Omit<RecordedLine, 'answers'>> & { readonly answers: readonly number[] };

/** Reads a file of recorded calls. */
export function readRecorded(path: string): RecordedLine[] {
  const url = new URL(`../../../fixtures/jinja/${path}`, import.meta.url);
  const [head, ...lines] = jsonLines(url);
  const { values, answers } = head as { values: unknown[]; answers: string[] };
  return (lines as RawLine[]).map((line) => ({
    name: line.name ?? '',
    args: line.args ?? [],
    kwargs: line.kwargs ?? {},
    autoescape: line.autoescape ?? false,
    values: line.values ?? values,
    answers: line.answers.map((place) => answers[place] ?? ''),
  }));
}

const DECODERS: ReadonlyMap<string, (content: never) => Value> = new Map<
  string,
  (content: never) => Value
>([
  ['float', (text: string) => new PyFloat(floatOf(text))],
  ['int', (text: string) => int(BigInt(text))],
  ['markup', (text: string) => new Markup(text)],
  ['undefined', (name: string) => new Undefined({ name })],
  ['tuple', (items: unknown[]) => new Tuple(items.map(decode))],
  ['dict', (pairs: [unknown, unknown][]) => Dict.of(pairs.map(([k, v]) => [decode(k), decode(v)]))],
  [
    'range',
    ([a, b, c]: [number, number?, number?]) =>
      b === undefined ? new Range(0, a) : new Range(a, b, c),
  ],
  [
    'generator',
    (items: unknown[]) =>
      new PyIterator(
        'generator',
        items.map(decode)[Symbol.iterator](),
        'decode.<locals>.<genexpr>',
      ),
  ],
]);

function floatOf(text: string): number {
  const special = { inf: Infinity, '-inf': -Infinity, nan: Number.NaN }[text];
  return special ?? Number(text);
}

/** A recorded value. */
export function decode(value: unknown): Value {
  if (Array.isArray(value)) return value.map(decode);
  if (typeof value !== 'object' || value === null) {
    return typeof value === 'number' && !Number.isSafeInteger(value)
      ? int(BigInt(value))
      : (value as Value);
  }
  const [kind, content] = Object.entries(value)[0] as [string, never];
  const decoder = DECODERS.get(kind);
  if (decoder === undefined) throw new Error(`unknown kind of value: ${kind}`);
  return decoder(content);
}

/** What a call gave, written as the recorder writes it. */
export function answerOf(call: () => Value): string {
  try {
    const result = call();
    if (result instanceof Undefined) return `?${result.message}`;
    if (!(result instanceof PyIterator)) return plain(repr(result));
    const head = `~${plain(repr(result))}|`;
    try {
      return head + plain(repr(toArray(result)));
    } catch (error) {
      return head + failure(error);
    }
  } catch (error) {
    return failure(error);
  }
}

function failure(error: unknown): string {
  if (error instanceof PyError || error instanceof LimitError) {
    return plain(`!${error.type}: ${error.message}`);
  }
  throw error;
}

function plain(text: string): string {
  return text.replaceAll(/0x[0-9a-f]{12}/gi, '0x');
}

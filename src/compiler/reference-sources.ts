import {
  Dict,
  inPython2Order,
  Meter,
  PyFloat,
  python2Of,
  str,
  Undefined,
  type JinjaVersion,
  type Value,
} from '../jinja/values/index.ts';
import { attributesBy, type Recipient } from '../account/index.ts';
import type { PathStep, Source } from './field-map.ts';
import { isBlank } from './reference-texts.ts';

/**
 * A recipient with what else a map may read. `contentApi` answers a call (its parameters are texts), `auxRow` gives the row of a
 * table; both give undefined where there is nothing.
 */
export type Known = Recipient & {
  readonly contentApi?: (api: string, params: ReadonlyMap<string, string>) => Value | undefined;
  /** The moment of sending, in milliseconds since 1970; 0 where it is not given. */
  readonly now?: number;
  readonly auxRow?: (table: string, key: string) => Value | undefined;
  /** The release whose Python prints values, 3.1 where it is not given: Python 2.7 prints floats with twelve digits. */
  readonly release?: JinjaVersion;
};

/** Reads the text of a source, '' where it is missing. `isPrinted` takes lists and mappings as Python prints them. */
export function textReader(source: Source, isPrinted = false): (known: Known) => string {
  const taken = isPrinted ? printed : plain;
  switch (source.kind) {
    case 'value':
      return () => source.text;
    case 'now':
      return ({ now = 0 }) => `${new Date(now).toISOString().slice(0, 19)}Z`;
    case 'text':
      return joined(
        source.parts.map((part) => (typeof part === 'string' ? part : textReader(part, isPrinted))),
      );
    case 'first': {
      const readers = source.sources.map((one) => textReader(one, isPrinted));
      return (known) => {
        for (const read of readers) {
          const text = read(known);
          if (!isBlank(text)) return text;
        }
        return '';
      };
    }
    case 'content': {
      const { api, path } = source;
      const params = source.params.map(([name, value]) => [name, textReader(value)] as const);
      return (known) => {
        const given = new Map(params.map(([name, read]) => [name, read(known)]));
        return taken(walk(known.contentApi?.(api, given), path), known);
      };
    }
    case 'aux': {
      const { table, field } = source;
      const keyOf = textReader(source.key);
      return (known) => {
        const key = keyOf(known);
        return isBlank(key) ? '' : taken(walk(known.auxRow?.(table, key), [field]), known);
      };
    }
    case 'product': {
      const path = [source.set, ...source.path];
      return (known) => taken(walk(known.productSets, path), known);
    }
    case 'user':
    case 'event':
    case 'business':
    case 'campaign':
    default: {
      const { attribute } = source;
      const part = attributesBy('source', source.kind)?.part;
      return (known) => taken(part && known[part]?.getString(attribute), known);
    }
  }
}

/** Texts, one behind the other; '' where one that is read is missing. */
function joined(parts: readonly (string | ((known: Known) => string))[]): (known: Known) => string {
  return (known) => {
    let all = '';
    for (const part of parts) {
      const text = typeof part === 'string' ? part : part(known);
      if (typeof part !== 'string' && isBlank(text)) return '';
      all += text;
    }
    return all;
  };
}

/** What Python prints of a text, a number or a boolean; '' of everything else, and of what shows nothing. */
export function plain(value: Value | undefined, known: Known): string {
  switch (typeof value) {
    case 'string':
      return isBlank(value) ? '' : value;
    case 'number':
    case 'bigint':
    case 'boolean':
      return printed(value, known);
    default:
      return value instanceof PyFloat ? printed(value, known) : '';
  }
}

/** What Python prints, '' for what counts as missing. */
export function printed(value: Value | undefined, { release }: Known): string {
  if (value === undefined || value === null || value instanceof Undefined) return '';
  const python2 = release && python2Of(release);
  const text =
    python2 === undefined
      ? str(value)
      : str(inPython2Order(value), Object.assign(new Meter(), { python2 }));
  return isBlank(text) ? '' : text;
}

function walk(value: Value | undefined, steps: readonly PathStep[]): Value | undefined {
  return steps.reduce<Value | undefined>((at, step) => {
    if (at instanceof Dict) return at.get(step);
    return Array.isArray(at) && typeof step === 'number' ? at[step] : undefined;
  }, value);
}

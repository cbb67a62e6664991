import type { ErrorObject } from 'ajv/dist/2020.js';
import { didYouMean, type Finding, type Span } from '../../diagnostics/index.ts';
import { list, shown, type Place } from './words.ts';

/** An error of the schema, the place it is about and that place's name in a message. */
export type About = {
  readonly error: ErrorObject;
  readonly where: string;
  readonly path: readonly string[];
  readonly place: Place;
  readonly file: string;
};

/** A finding about that place, or about a span in it. */
export function finding(
  about: About,
  code: string,
  message: string,
  hint?: string,
  span?: Span,
): Finding {
  const base = {
    code,
    severity: 'error',
    message,
    file: about.file,
    span: span ?? about.place.tree.span,
  } as const;
  return hint === undefined ? base : { ...base, hint };
}
/** What is wrong with a single value: its type, or that it is none of those allowed. */
export function wrongValue(about: About): Finding {
  const { error, where, place, path } = about;
  const { keyword, params } = error as { keyword: string; params: Record<string, unknown> };
  const found = shown(place.tree);
  if (keyword === 'enum' || keyword === 'const') {
    const allowed =
      keyword === 'const'
        ? [String(params['allowedValue'])]
        : (params['allowedValues'] as unknown[]).map(String);
    const message = `${where} is ${found}, expected ${list(allowed)}`;
    const hint = keyword === 'enum' ? didYouMean(place.tree.text, allowed) : undefined;
    return finding(about, 'map/bad-value', message, hint);
  }
  if (keyword === 'pattern') {
    const message = `${where} is ${found}, expected ${about.path.at(-1) === 'offset' ? 'an offset such as +02:00' : `the form ${String(params['pattern'])}`}`;
    return finding(about, 'map/bad-value', message);
  }
  if (keyword === 'type') return wrongType(about, [params['type']].flat().map(String));
  if (keyword === 'oneOf' && path.includes('transform')) {
    const message = `${where} is ${found}, expected ${list(TRANSFORMS)} or { truncate: 20 }`;
    return finding(about, 'map/bad-value', message, didYouMean(place.tree.text, TRANSFORMS));
  }
  if (keyword === 'minimum') {
    const message = `${where} is ${found}, expected at least ${String(params['limit'])}`;
    return finding(about, 'map/bad-value', message);
  }
  if (keyword === 'oneOf') {
    const example = JSON.stringify(
      (error.parentSchema as { examples?: unknown[] }).examples?.[0] ?? '',
    );
    return finding(
      about,
      'map/wrong-type',
      `${where} is ${found}, expected something like ${example}`,
    );
  }
  return finding(about, 'map/bad-value', `${where} is ${found}: ${error.message ?? 'not allowed'}`);
}

const TRANSFORMS = ['trim', 'lower', 'upper', 'title'];

const TYPES: ReadonlyMap<string, string> = new Map([
  ['string', 'text'],
  ['number', 'a number'],
  ['integer', 'a whole number'],
  ['boolean', 'true or false'],
  ['object', 'a mapping'],
  ['array', 'a list'],
]);

function wrongType(about: About, types: readonly string[]): Finding {
  const { place, where, path } = about;
  const expected = types.map((type) => TYPES.get(type) ?? type);
  const message = `${where} is ${shown(place.tree)}, expected ${list(expected)}`;
  const isText =
    types.includes('string') && (place.tree.kind === 'number' || place.tree.kind === 'boolean');
  const isField = path.length === 2 && path[0] === 'fields' && place.tree.kind !== 'map';
  const hint = isText
    ? `put it in quotes: "${place.tree.text}"`
    : isField
      ? 'a literal is written { value: … }, an attribute { user: … }'
      : undefined;
  return finding(about, 'map/wrong-type', message, hint);
}

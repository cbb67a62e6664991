import { raise, type PyError } from '../errors.ts';
import type { Callable, Signature } from './types.ts';

/** A parsed parameter of a Callable. */
export type Parameter = Signature['params'][number];

/** The last part of a dotted name. */
export function shortName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** The TypeError of a C function without keyword arguments that was given some. */
export function noKeywords({ name, parsing }: Callable): PyError {
  const shown = parsing === 'tuple' ? shortName(name) : name;
  return raise('TypeError', `${shown}() takes no keyword arguments`);
}

/** The TypeError of a C function that was given a keyword argument of another name. */
export function invalidKeyword(name: string, key: string): PyError {
  return raise('TypeError', `'${key}' is an invalid keyword argument for ${shortName(name)}()`);
}

/** The TypeError of a C function that was given the wrong number of arguments. `params` is without self. */
export function wrongCount(
  { name, parsing }: Callable,
  params: readonly Parameter[],
  given: number,
): PyError {
  const most = params.length;
  const least = params.filter((param) => !param.optional).length;
  const bound = least === most ? '' : given < least ? 'at least ' : 'at most ';
  const limit = given < least ? least : most;
  const counted = `${limit} argument${limit === 1 ? '' : 's'}`;
  if (parsing === 'keywords') return tooManyKeywords(name, most, given);
  if (parsing === 'tuple') {
    const text = `${bound === '' ? 'exactly ' : bound}${counted} (${given} given)`;
    return raise('TypeError', `${shortName(name)}() takes ${text}`);
  }
  if (most === 0) return raise('TypeError', `${name}() takes no arguments (${given} given)`);
  if (most === 1 && least === 1) {
    return raise('TypeError', `${name}() takes exactly one argument (${given} given)`);
  }
  return raise('TypeError', `${shortName(name)} expected ${bound}${counted}, got ${given}`);
}

/** The TypeError of a C function with keyword arguments that was given too many; `kind` is 'keyword ' where all were named. */
export function tooManyKeywords(
  name: string,
  most: number,
  given: number,
  kind: '' | 'keyword ' = '',
): PyError {
  const text = `at most ${most} ${kind}argument${most === 1 ? '' : 's'} (${given} given)`;
  return raise('TypeError', `${shortName(name)}() takes ${text}`);
}

/** The TypeError of a C function with keyword arguments that lacks one without a name. */
export function tooFewPositions(name: string, least: number, given: number): PyError {
  const text = `at least ${least} positional argument${least === 1 ? '' : 's'} (${given} given)`;
  return raise('TypeError', `${shortName(name)}() takes ${text}`);
}

/** The TypeError of a Python function that lacks arguments: `f() missing 2 required positional arguments: 'a' and 'b'`. */
export function missing(name: string, names: readonly string[]): PyError {
  const quoted = names.map((each) => `'${each}'`);
  const last = quoted.at(-1) ?? '';
  const text =
    quoted.length < 3 ? quoted.join(' and ') : `${quoted.slice(0, -1).join(', ')}, and ${last}`;
  const plural = names.length === 1 ? '' : 's';
  const count = names.length;
  return raise(
    'TypeError',
    `${name}() missing ${count} required positional argument${plural}: ${text}`,
  );
}

/** The TypeError of a Python function that was given too many arguments. `filledIn` of them came from Jinja itself. */
export function tooMany(
  name: string,
  params: readonly Parameter[],
  given: number,
  filledIn: number = 0,
): PyError {
  const most = params.length + filledIn;
  const least = params.filter((param) => !param.optional).length + filledIn;
  const all = given + filledIn;
  const count = least === most ? `${most}` : `from ${least} to ${most}`;
  const plural = most === 1 && least === most ? '' : 's';
  const were = all === 1 ? 'was' : 'were';
  return raise(
    'TypeError',
    `${name}() takes ${count} positional argument${plural} but ${all} ${were} given`,
  );
}

import { raise, type PyError } from '../errors.ts';

/** A parsed parameter of a Callable. */
export type Parameter = { readonly name: string; readonly optional: boolean };

/** How CPython parses the arguments of a C function, which decides the words of its errors. */
type CStyle = 'none' | 'one' | 'count' | 'keywords' | 'tuple';

/** C functions that take keyword arguments: their errors come from another parser. */
const KEYWORD_FUNCTIONS: ReadonlySet<string> = new Set([
  'bytes.decode',
  'bytes.expandtabs',
  'bytes.hex',
  'bytes.rsplit',
  'bytes.split',
  'bytes.splitlines',
  'bytes.translate',
  'str.encode',
  'str.expandtabs',
  'str.rsplit',
  'str.split',
  'str.splitlines',
]);

/** C functions that parse their arguments in the oldest way. */
const TUPLE_FUNCTIONS: ReadonlySet<string> = new Set([
  'bytes.count',
  'bytes.endswith',
  'bytes.find',
  'bytes.index',
  'bytes.rfind',
  'bytes.rindex',
  'bytes.startswith',
  'str.count',
  'str.endswith',
  'str.find',
  'str.index',
  'str.rfind',
  'str.rindex',
  'str.startswith',
]);

/** The last part of a dotted name. */
export function shortName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** The name that a method of str has there: Markup inherits them. */
function ofStr(name: string): string {
  return name.replace(/^Markup\./, 'str.');
}

/** The TypeError of a C function without keyword arguments that was given some. */
export function noKeywords(name: string): PyError {
  const shown = TUPLE_FUNCTIONS.has(ofStr(name)) ? shortName(name) : name;
  return raise('TypeError', `${shown}() takes no keyword arguments`);
}

/** The TypeError of a C function that was given a keyword argument of another name. */
export function invalidKeyword(name: string, key: string): PyError {
  return raise('TypeError', `'${key}' is an invalid keyword argument for ${shortName(name)}()`);
}

/** Whether a C function of that name takes keyword arguments. */
export function takesKeywords(name: string): boolean {
  return KEYWORD_FUNCTIONS.has(ofStr(name));
}

function styleOf(name: string, params: readonly Parameter[]): CStyle {
  if (KEYWORD_FUNCTIONS.has(ofStr(name))) return 'keywords';
  if (TUPLE_FUNCTIONS.has(ofStr(name))) return 'tuple';
  if (params.length === 0) return 'none';
  return params.length === 1 && params[0]?.optional === false ? 'one' : 'count';
}

/** The TypeError of a C function that was given the wrong number of arguments. `params` is without self. */
export function wrongCount(name: string, params: readonly Parameter[], given: number): PyError {
  const most = params.length;
  const least = params.filter((param) => !param.optional).length;
  const bound = least === most ? '' : given < least ? 'at least ' : 'at most ';
  const limit = given < least ? least : most;
  const plural = limit === 1 ? '' : 's';
  switch (styleOf(name, params)) {
    case 'none':
      return raise('TypeError', `${name}() takes no arguments (${given} given)`);
    case 'one':
      return raise('TypeError', `${name}() takes exactly one argument (${given} given)`);
    case 'keywords':
      return tooManyKeywords(name, most, given);
    case 'tuple': {
      const exact = bound === '' ? 'exactly ' : bound;
      const text = `${exact}${limit} argument${plural} (${given} given)`;
      return raise('TypeError', `${shortName(name)}() takes ${text}`);
    }
    case 'count':
      return raise(
        'TypeError',
        `${shortName(name)} expected ${bound}${limit} argument${plural}, got ${given}`,
      );
    default:
      throw new Error('unreachable');
  }
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

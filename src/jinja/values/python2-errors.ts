/** What Python 2.7 says in place of what Python 3 says, by pattern; texts are unicode there. The first that fits counts. */
const WORDING: readonly (readonly [pattern: RegExp, words: string])[] = [
  [
    /^can only concatenate str \(not "(.*)"\) to str$/,
    'coercing to Unicode: need string or buffer, $1 found',
  ],
  [/^'(.*)' object is not subscriptable$/, "'$1' object has no attribute '__getitem__'"],
  [/^'.*' object is not reversible$/, 'argument to reversed() must be a sequence'],
  [
    /^%d format: a (?:real )?number is required, not (.*)$/,
    '%d format: a number is required, not $1',
  ],
  [/^must be real number, not .*$/, 'a float is required'],
  [/^type .* doesn't define __round__ method$/, 'a float is required'],
  [/^not enough values to unpack \(expected .*, got 1\)$/, 'need more than 1 value to unpack'],
  [
    /^not enough values to unpack \(expected .*, got (\d+)\)$/,
    'need more than $1 values to unpack',
  ],
  [/^cannot unpack non-iterable (.*) object$/, "'$1' object is not iterable"],
  [/^unhashable type: 'slice'$/, 'unhashable type'],
  [/^too many values to unpack \(expected .*\)$/, 'too many values to unpack'],
  [/^expected string or bytes-like object.*$/, 'expected string or buffer'],
  [
    /^unsupported operand type\(s\) for \*\* or pow\(\): (.*)$/,
    'unsupported operand type(s) for ** or pow(): $1',
  ],
];

/**
 * The message of an error as Python 2.7 words it. `written` is the expression that failed: a text that it writes out is bytes there,
 * every other one is unicode.
 */
export function python2Wording(message: string, written: string): string {
  const added = /^can only concatenate str \(not "(.*)"\) to str$/.exec(message);
  if (added !== null && /^['"]/.test(written))
    return `cannot concatenate 'str' and '${added[1]}' objects`;
  if (message.endsWith("'str'") && /['"]$/.test(written)) return message;
  const unicode = message
    .replaceAll(/'str( object)?'(?= (?:object|and)|$)/g, "'unicode$1'")
    .replace(/^'str object' has/, "'unicode object' has")
    .replace(/, not str$/, ', not unicode');
  for (const [pattern, words] of WORDING)
    if (pattern.test(unicode)) return unicode.replace(pattern, words);
  return unicode;
}

/**
 * Names of methods of mappings: where no such key is there, Jinja gives the method, after a point and in brackets. Those of
 * lists count too, and Python 2's.
 */
const METHODS: readonly string[] =
  'append clear copy count extend fromkeys get has_key index insert items iteritems iterkeys itervalues keys pop popitem remove reverse setdefault sort update values viewitems viewkeys viewvalues'.split(
    ' ',
  );
const HIDDEN: ReadonlySet<string> = new Set(METHODS);

/** Whether a key cannot be read after a point or in brackets without meeting a method. */
export function isMethod(name: string): boolean {
  return HIDDEN.has(name) || name.startsWith('__');
}

/** Words that say little about an attribute, left out of its name where others are left. */
const NOISE: ReadonlySet<string> = new Set([
  'name',
  'number',
  'moengage',
  'user',
  'attribute',
  'address',
]);

/** Keys that Jinja takes for its own words after a point or as the name of an argument. */
const WORDS: readonly string[] =
  'and as class def else false for from global if import in is lambda none not or pass print return self true while with'.split(
    ' ',
  );

/** Names made of the words of attributes and fields, each once: keys of the table `sp`, or variables. */
export class Names {
  readonly #taken: Set<string>;

  /** `taken` are names that none of these may be. */
  constructor(taken: readonly string[] = [...METHODS, ...WORDS]) {
    this.#taken = new Set(taken);
  }

  /** A name that nothing else has, made of the words of another: `First Name` gives first, then first_name, first_name_2. */
  fresh(name: string, otherwise: string = 'value'): string {
    const words = name
      .replaceAll(/\(standard\)/gi, '')
      .replaceAll(/moengage/gi, 'moengage')
      .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .filter(Boolean);
    const telling = words.filter((word) => !NOISE.has(word));
    const stems = [telling, words].map(stemOf).filter((stem) => stem !== '');
    const numbered = stems.at(-1) ?? otherwise;
    let key = stems.find((stem) => !this.#taken.has(stem)) ?? numbered;
    for (let count = 2; this.#taken.has(key); count += 1) key = `${numbered}_${count}`;
    this.#taken.add(key);
    return key;
  }
}

function stemOf(words: readonly string[]): string {
  return words
    .join('_')
    .replace(/^[_0-9]+/, '')
    .slice(0, 32)
    .replace(/_+$/, '');
}

import { isBlank } from '../../compiler/index.ts';
import { CHARACTER_SETS, SHAPE_LENGTH, SHAPE_STEPS, type Feature, type Fold } from '../features.ts';
import {
  isLookup,
  LONGEST_NUMBER,
  NUMBER_SPACE,
  NUMBER_WORDS,
  PLAIN_NUMBER,
  type ClassColumn,
  type Doubt,
} from './class-columns.ts';
import type { Dialect, Kinds } from './dialect.ts';

/** Writes the cells of class tables for one dialect, over columns that hold what `kinds` of the dialect gives. */
export class FeatureSql {
  readonly #dialect: Dialect;
  /** Everything that Python's `str.strip()` takes away. */
  readonly #blanks: string;

  constructor(dialect: Dialect) {
    this.#dialect = dialect;
    this.#blanks = dialect.literal(charactersFor(isBlank, 0x3001));
  }

  /** The cell of a column, a text: what `cellOf` gives in JavaScript. */
  cell({ feature, doubt }: ClassColumn, value: Kinds): string {
    const shape = this.#shape(value);
    if (feature.kind === 'shape') return shape;
    const doubts = this.#doubts(feature, doubt, value);
    const result = this.#result(feature, value);
    if (doubts.length === 0) return result;
    const marked = this.#concat("'~'", shape);
    if (doubts.includes('TRUE')) return marked;
    return `CASE WHEN ${doubts.join(' OR ')} THEN ${marked} ELSE ${result} END`;
  }

  #result(feature: Feature, value: Kinds): string {
    const { kind, text } = value;
    switch (feature.kind) {
      case 'presence':
        return this.#presence(value);
      case 'equals':
        return this.#equals(feature.values, feature.folds, value);
      case 'between':
        return this.#between(feature, value);
      case 'length':
        return this.#length(feature.bounds, value);
      case 'has':
        return flag(this.#has(CHARACTER_SETS[feature.set], text));
      case 'contains':
        return flag(this.#dialect.contains(text, this.#dialect.literal(feature.text)));
      case 'converts': {
        // Whatever is neither blank nor looked up is in doubt.
        const keys = isLookup(feature.by) ? keysOf(feature.by) : [];
        const folds = feature.by.transforms.filter((fold) => typeof fold === 'string');
        return keys.length === 0
          ? "'0'"
          : flag(
              `${kind} = 't' AND ${this.#folded(text, [...folds, 'trim'])} IN (${this.#texts(keys)})`,
            );
      }
      case 'date':
      case 'half-pair':
      case 'shape':
      default:
        return "'0'";
    }
  }

  #presence({ kind, text, number, size }: Kinds): string {
    return `CASE ${kind} WHEN '0' THEN '0' WHEN '1' THEN '1'
      WHEN 't' THEN CASE WHEN ${text} = '' THEN '2' WHEN ${this.#dialect.trimmed(text, this.#blanks)} = '' THEN '3' ELSE '4' END
      WHEN 'i' THEN CASE WHEN ${number} = 0 THEN '5' ELSE '6' END
      WHEN 'f' THEN CASE WHEN ${number} = 0 THEN '7' ELSE '8' END
      WHEN 'b' THEN CASE WHEN ${number} = 0 THEN '9' ELSE '10' END
      WHEN 'l' THEN CASE WHEN ${size} = 0 THEN '11' ELSE '12' END
      ELSE CASE WHEN ${size} = 0 THEN '13' ELSE '14' END END`;
  }

  #equals(
    values: readonly (string | number | boolean)[],
    folds: readonly Fold[],
    { text, number }: Kinds,
  ): string {
    const folded = this.#folded(text, folds);
    const cases = values.map((value, at) => {
      const same =
        typeof value === 'string'
          ? `${folded} = ${this.#dialect.literal(value)}`
          : `${number} = ${double(Number(value))}`;
      return `WHEN ${same} THEN '${at + 1}'`;
    });
    return `CASE ${cases.join(' ')} ELSE '0' END`;
  }

  #folded(text: string, folds: readonly Fold[]): string {
    return folds.reduce((made, fold) => {
      if (fold === 'trim') return this.#dialect.trimmed(made, this.#blanks);
      return fold === 'title' ? made : `${fold}(${made})`;
    }, text);
  }

  #between(
    { bounds, parses }: Extract<Feature, { kind: 'between' }>,
    { text, number }: Kinds,
  ): string {
    const read = parses
      ? `COALESCE(${number}, CASE WHEN ${this.#isPlainNumber(text)} THEN ${this.#dialect.toDouble(this.#bareNumber(text))} END)`
      : number;
    const cases = bounds.map(
      (bound, at) =>
        `WHEN ${read} < ${double(bound)} THEN '${2 * at + 1}' WHEN ${read} = ${double(bound)} THEN '${2 * at + 2}'`,
    );
    return `CASE WHEN ${read} IS NULL OR ${this.#dialect.isNaN(read)} THEN '0' ${cases.join(' ')} ELSE '${2 * bounds.length + 1}' END`;
  }

  /** A text without the white space that may be around a number. */
  #bareNumber(text: string): string {
    return this.#dialect.trimmed(text, this.#dialect.literal(NUMBER_SPACE));
  }

  #isPlainNumber(text: string): string {
    const bare = this.#bareNumber(text);
    const pattern = this.#dialect.literal(PLAIN_NUMBER);
    return `${this.#dialect.matches(bare, pattern)} AND ${this.#dialect.characters(bare)} <= ${LONGEST_NUMBER}`;
  }

  #length(bounds: readonly number[], { kind, text, size }: Kinds): string {
    const length = `CASE WHEN ${kind} = 't' THEN ${this.#dialect.characters(text)} WHEN ${kind} IN ('l', 'm') THEN ${size} ELSE 0 END`;
    const cases = bounds
      .map((bound, at) => `WHEN ${length} >= ${bound} THEN '${at + 1}'`)
      .toReversed();
    return `CASE ${cases.join(' ')} ELSE '0' END`;
  }

  /** Whether a text has a character that a set of them, written as a regular expression, is for. */
  #has(pattern: string, text: string): string {
    const set = new RegExp(pattern);
    if (set.test('\u0100')) return this.#isBeyondAscii(text);
    const characters = this.#dialect.literal(charactersFor((one) => set.test(one), 0x80));
    return `${this.#dialect.without(text, characters)} <> ${text}`;
  }

  #isBeyondAscii(text: string): string {
    const { bytes, characters, contains, literal, hasNul } = this.#dialect;
    const longer = `${bytes(text)} <> ${characters(text)}`;
    return hasNul ? `(${longer} OR ${contains(text, literal('\0'))})` : longer;
  }

  /** What makes the result of a feature doubtful, `TRUE` where everything does. */
  #doubts(feature: Feature, doubt: Doubt, { kind, text }: Kinds): readonly string[] {
    const found: string[] = [];
    if (feature.kind === 'converts') found.push(`${kind} NOT IN ('0', '1', 't')`);
    if (feature.kind === 'length' && !this.#dialect.countsItems)
      found.push(`${kind} IN ('l', 'm')`);
    if (doubt === 'all') found.push(`${this.#dialect.trimmed(text, this.#blanks)} <> ''`);
    if (doubt === 'beyond-ascii' || doubt === 'odd-number') found.push(this.#isBeyondAscii(text));
    if (doubt === 'odd-number') {
      const digits = `${this.#dialect.without(text, "'0123456789'")} <> ${text}`;
      const words = `lower(${this.#bareNumber(text)}) IN (${this.#texts(NUMBER_WORDS)})`;
      found.push(`((${digits} OR ${words}) AND NOT (${this.#isPlainNumber(text)}))`);
    }
    return found;
  }

  /** `shapeOf` a text, the sign of a number, '' for everything else. */
  #shape({ kind, text, number }: Kinds): string {
    const shaped = SHAPE_STEPS.reduce(
      (made, [pattern, by]) =>
        this.#dialect.replaced(
          made,
          this.#dialect.literal(unescaped(pattern)),
          this.#dialect.literal(by),
        ),
      text,
    );
    return `CASE WHEN ${kind} = 't' THEN substr(${shaped}, 1, ${SHAPE_LENGTH}) WHEN ${kind} IN ('i', 'f') THEN CASE WHEN ${number} < 0 THEN '-9' ELSE '9' END ELSE '' END`;
  }

  #concat(one: string, other: string): string {
    return `concat(${one}, ${other})`;
  }

  #texts(texts: readonly string[]): string {
    return texts.map((text) => this.#dialect.literal(text)).join(', ');
  }
}

/** The keys of a look-up that give something visible. */
function keysOf({ lookup = [] }: Extract<Feature, { kind: 'converts' }>['by']): readonly string[] {
  return lookup.filter(([, to]) => !isBlank(to)).map(([from]) => from);
}

function flag(condition: string): string {
  return `CASE WHEN ${condition} THEN '1' ELSE '0' END`;
}

/** A number as a literal of a type with a fraction, so that no database compares whole numbers. */
function double(value: number): string {
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

/** A pattern with its escapes as the characters that they mean: databases have escapes of their own. */
function unescaped(pattern: string): string {
  return pattern
    .replaceAll(/\\x([0-9a-f]{2})/g, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    )
    .replaceAll('\\t', '\t')
    .replaceAll('\\r', '\r')
    .replaceAll('\\n', '\n');
}

/** All characters from U+0001 below a limit that pass a test, in one text. */
function charactersFor(test: (character: string) => boolean, limit: number): string {
  return Array.from({ length: limit - 1 }, (_, at) => String.fromCharCode(at + 1))
    .filter(test)
    .join('');
}

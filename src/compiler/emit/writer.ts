import { code, identifier, type Code } from './fragments.ts';

const PREFIX = 'sp_';
/** The variables of the frame of a snippet, which no attribute may get. */
const TAKEN = ['v', 'k', 'x', 'esc', 'i', 'json', 'f', 't', 'url'];

/**
 * Collects the statements of a snippet. Every variable is fresh and begins with `sp_`; a value that was computed before is
 * not computed again.
 */
export class Writer {
  readonly #statements: Code[] = [];
  readonly #names: Set<string> = new Set(TAKEN);
  readonly #known: Map<string, Code> = new Map();

  /** Everything written so far, in order. */
  get statements(): readonly Code[] {
    return this.#statements;
  }

  /** Adds a statement. */
  add(statement: Code): void {
    this.#statements.push(statement);
  }

  /** A variable that holds the value, named after the hint; the earlier one where the same was computed before. */
  set(hint: string, value: Code): Code {
    const text = value.toString();
    if (/^sp_[a-z0-9_]+$/.test(text)) return value;
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const name = this.fresh(hint);
    this.#known.set(text, name);
    this.add(code`{% set ${name} = ${value} %}`);
    return name;
  }

  /** What `make` gave when it was called with this key before; otherwise its answer now. */
  once(key: string, make: () => Code): Code {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const made = make();
    this.#known.set(key, made);
    return made;
  }

  /** A name that nothing else has, made of the hint's letters and digits. */
  fresh(hint: string): Code {
    const words = hint
      .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '_')
      .replaceAll(/^_+|_+$/g, '')
      .slice(0, 32);
    const stem = words === '' ? 'value' : words;
    let name = stem;
    for (let count = 2; this.#names.has(name); count += 1) name = `${stem}_${count}`;
    this.#names.add(name);
    return identifier(PREFIX + name);
  }
}

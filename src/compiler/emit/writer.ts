import { code, identifier, type Code } from './fragments.ts';
import { Names } from './names.ts';

/** The variables of the frame of a snippet, which nothing else may get. */
const TAKEN: readonly string[] = ['j', 'r', 'u'];

/**
 * Collects the statements of a part of a snippet. Every variable is fresh and begins with `sp_`; a value that was computed
 * before is not computed again.
 */
export class Writer {
  readonly #statements: Code[] = [];
  readonly #names: Names;
  readonly #known: Map<string, Code> = new Map();

  /** A writer whose variables are none of another's. */
  constructor(other?: Writer) {
    this.#names = other === undefined ? new Names(TAKEN) : other.#names;
  }

  /** Everything written so far, in order. */
  get statements(): readonly Code[] {
    return this.#statements;
  }

  /** Adds statements. */
  add(...statements: readonly Code[]): void {
    this.#statements.push(...statements);
  }

  /** A variable that holds the value, named after the hint; the earlier one where the same was computed before. */
  set(hint: string, value: Code): Code {
    const text = value.toString();
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const name = identifier(`sp_${this.#names.fresh(hint)}`);
    this.#known.set(text, name);
    this.add(code`{% set ${name} = ${value} %}`);
    return name;
  }
}

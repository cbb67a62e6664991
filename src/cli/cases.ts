import { didYouMean, type Finding } from '../diagnostics/index.ts';
import { Dict, PyFloat, str, type Value } from '../jinja/index.ts';

/** One line of `render --ndjson`, read. `id` is the JSON text of the id as it is given back. */
export type RenderCase = {
  readonly id: string;
  readonly template: string;
  readonly context: Dict;
  readonly env: Dict;
  readonly templates: ReadonlyMap<string, string>;
  readonly channel: string | undefined;
  readonly campaign: Dict | undefined;
  readonly profile: Dict | undefined;
};

/** What is answered for a case: its output, with what is wrong with it, or what stopped it. */
export type CaseAnswer =
  | { readonly output: string; readonly findings?: readonly Finding[] }
  | {
      readonly error: {
        readonly type: string;
        readonly message: string;
        readonly line: number | null;
        readonly failures?: readonly unknown[];
      };
    };

/**
 * What is answered for a user who is a row: the links of the message, with its text and those of its parts unless only links are asked
 * for, or what stopped it.
 */
export type RowCaseAnswer =
  | Extract<CaseAnswer, { readonly error: unknown }>
  | {
      readonly output?: string;
      readonly parts?: Readonly<Record<string, string>>;
      readonly links: readonly string[];
      readonly findings?: readonly Finding[];
    };

/** Thrown for a line that is no case; `id` is given back where it could be read. */
export class InvalidCaseError extends Error {
  override readonly name = 'InvalidInput';
  readonly id: string;

  constructor(message: string, id = 'null') {
    super(message);
    this.id = id;
  }
}

const KEYS: ReadonlySet<string> = new Set([
  'id',
  'template',
  'context',
  'env',
  'templates',
  'channel',
  'campaign',
  'profile',
]);

/** How cases are rendered: as stock Jinja does, or as an account of MoEngage does. */
export type CaseMode = 'jinja' | 'moengage';

/** Keys that only the other mode reads. */
const OTHER_MODE: Readonly<Record<CaseMode, ReadonlySet<string>>> = {
  jinja: new Set(['channel', 'campaign', 'profile']),
  moengage: new Set(['env', 'templates']),
};

/** Throws an InvalidCaseError for a key of a case's object that is none of those that are known. */
export function checkKeys(dict: Dict, known: readonly string[], where: string, id: string): void {
  for (const key of dict.keys()) {
    const name = str(key);
    if (known.includes(name)) continue;
    const hint = didYouMean(name, known) ?? `expected one of ${known.join(', ')}`;
    throw new InvalidCaseError(`unknown key ${JSON.stringify(name)} in ${where}: ${hint}`, id);
  }
}

/**
 * Reads the object of one line. Keys of others (`expect`, `note`) are passed over, unless one is near a key that counts. `shared` is the
 * template of the cases that have none of their own.
 */
export function readCase(line: Dict, mode: CaseMode, shared?: string): RenderCase {
  const id = idOf(line.getString('id'));
  for (const key of line.keys()) {
    if (typeof key !== 'string' || KEYS.has(key)) continue;
    const hint = didYouMean(key, KEYS);
    if (hint !== undefined)
      throw new InvalidCaseError(`unknown key ${JSON.stringify(key)} in the case: ${hint}`, id);
  }
  for (const key of line.keys())
    if (typeof key === 'string' && OTHER_MODE[mode].has(key) && line.getString(key) !== null)
      throw new InvalidCaseError(`"${key}" of a case has no meaning in mode ${mode}`, id);
  const template = line.getString('template') ?? shared;
  if (typeof template !== 'string')
    throw new InvalidCaseError(
      `the case needs a "template" that is text; --template FILE gives all cases one`,
      id,
    );
  return {
    id,
    template,
    context: dictOf(line, 'context', id) ?? new Dict(),
    env: dictOf(line, 'env', id) ?? new Dict(),
    templates: textsOf(dictOf(line, 'templates', id), id),
    channel: textOf(line, 'channel', id),
    campaign: dictOf(line, 'campaign', id),
    profile: dictOf(line, 'profile', id),
  };
}

/** One line of the answer. */
export function answerLine(id: string, answer: CaseAnswer | RowCaseAnswer): string {
  return `{"id":${id},${JSON.stringify(answer).slice(1)}\n`;
}

/** The JSON text of an id as it is given back. Throws an InvalidCaseError for what JSON cannot write. */
export function idOf(id: Value | undefined): string {
  if (id === undefined || id === null) return 'null';
  if (typeof id === 'string') return JSON.stringify(id);
  if (typeof id === 'number' || typeof id === 'bigint' || typeof id === 'boolean')
    return String(id);
  if (id instanceof PyFloat && Number.isFinite(id.value)) return id.repr();
  throw new InvalidCaseError('the "id" of a case is text or a number that JSON can write');
}

function textOf(line: Dict, key: string, id: string): string | undefined {
  const value = line.getString(key);
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  throw new InvalidCaseError(`"${key}" of a case is text`, id);
}

function dictOf(line: Dict, key: string, id: string): Dict | undefined {
  const value = line.getString(key);
  if (value === undefined || value === null) return undefined;
  if (value instanceof Dict) return value;
  throw new InvalidCaseError(`"${key}" of a case is an object`, id);
}

function textsOf(dict: Dict | undefined, id: string): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  if (dict === undefined) return texts;
  for (const [key, value] of dict.entries()) {
    if (typeof value !== 'string')
      throw new InvalidCaseError(`template ${JSON.stringify(key)} of "templates" is not text`, id);
    texts.set(str(key), value);
  }
  return texts;
}

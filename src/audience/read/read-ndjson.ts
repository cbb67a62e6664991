import { attributesBy } from '../../account/index.ts';
import { isObject, jsonIn } from '../../diagnostics/index.ts';
import { Dict, parseJson, type Value } from '../../jinja/index.ts';
import { BATCH_ROWS, NOT_UTF8, type Batch, type Part, type ReadOptions } from './batch.ts';
import { linesOf } from './lines.ts';

/** The users of a part of a file with one JSON object a line: flat, or with the sections of a fixture user. */
export async function* readNdjson(
  part: Part,
  { columns, onBroken }: ReadOptions,
): AsyncGenerator<Batch, void, undefined> {
  const places = columns.map(({ attribute, column }) => ({
    column,
    // A user's attributes may have other names there too.
    name: attribute.kind === 'UserAttribute' ? column : attribute.name,
    section: attributesBy('name', attribute.kind)?.section ?? 'user',
  }));
  let made: (Value | undefined)[][] = places.map(() => []);
  let start = 0;
  let line = 0;
  for await (const { texts, bad } of linesOf(part)) {
    for (const [at, text] of texts.entries()) {
      line += 1;
      if (text.trim() === '') continue;
      const values = bad.has(at)
        ? undefined
        : (flatValues(text, columns) ?? valuesOf(text, places));
      if (values === undefined) {
        const message = bad.has(at) ? NOT_UTF8 : 'the line is not a JSON object';
        onBroken({ file: part.file, line, message });
        continue;
      }
      for (const [place, value] of values.entries()) made[place]?.push(value);
      if ((made[0]?.length ?? 0) < BATCH_ROWS) continue;
      yield { start, size: BATCH_ROWS, columns: made };
      start += BATCH_ROWS;
      made = places.map(() => []);
    }
  }
  const size = made[0]?.length ?? 0;
  if (size > 0) yield { start, size, columns: made };
}

/** Where the value of a column is: under its own name in a flat object, else in a section of a fixture user. */
type Place = { readonly column: string; readonly name: string; readonly section: string };

/** The values of the columns in a line; undefined where it is not an object. */
function valuesOf(
  line: string,
  places: readonly Place[],
): readonly (Value | undefined)[] | undefined {
  const user = objectOf(line);
  if (user === undefined) return undefined;
  const isFlat = !(user.get('user') instanceof Dict);
  return places.map(({ column, name, section }) => {
    const within = isFlat ? user : user.get(section);
    return within instanceof Dict ? within.get(isFlat ? column : name) : undefined;
  });
}

/** A number with a fraction or an exponent, or -0: JavaScript does not tell it from a whole one. */
const FRACTION = /[:[,]\s*(?:-0|-?\d+[.eE])/;

/**
 * The values of the columns in a line, by JavaScript's own parser, in a fifth of the time; undefined where that may give others than Python's: for nested
 * objects and lists, large numbers and those with fractions, and what is no JSON.
 */
function flatValues(
  line: string,
  columns: readonly { readonly column: string }[],
): readonly (Value | undefined)[] | undefined {
  const user = jsonIn(line);
  if (!isObject(user) || ('user' in user && isObject(user['user']))) return undefined;
  let hasNumbers = false;
  const values: (Value | undefined)[] = [];
  for (const { column } of columns) {
    const value = Object.hasOwn(user, column) ? user[column] : undefined;
    if (typeof value === 'number') {
      if (!Number.isSafeInteger(value)) return undefined;
      hasNumbers = true;
      values.push(value);
    } else if (typeof value === 'string' || typeof value === 'boolean') values.push(value);
    else if (value === null || value === undefined) values.push(value);
    else return undefined;
  }
  return hasNumbers && FRACTION.test(line) ? undefined : values;
}

/** The object that a line is; undefined where it is none. */
export function objectOf(line: string): Dict | undefined {
  try {
    const value = parseJson(line);
    return value instanceof Dict ? value : undefined;
  } catch {
    return undefined;
  }
}

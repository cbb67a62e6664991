import { attributesBy } from '../../account/index.ts';
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
      const user = bad.has(at) ? undefined : objectOf(text);
      if (user === undefined) {
        const message = bad.has(at) ? NOT_UTF8 : 'the line is not a JSON object';
        onBroken({ file: part.file, line, message });
        continue;
      }
      const isFlat = !(user.get('user') instanceof Dict);
      for (const [at, { column, name, section }] of places.entries()) {
        const within = isFlat ? user : user.get(section);
        const value = within instanceof Dict ? within.get(isFlat ? column : name) : undefined;
        made[at]?.push(value);
      }
      if ((made[0]?.length ?? 0) < BATCH_ROWS) continue;
      yield { start, size: BATCH_ROWS, columns: made };
      start += BATCH_ROWS;
      made = places.map(() => []);
    }
  }
  const size = made[0]?.length ?? 0;
  if (size > 0) yield { start, size, columns: made };
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

import type { FixtureUser } from '../campaign/index.ts';
import { Undefined, type Dict, type Value } from '../jinja/index.ts';
import type { AttributeUse } from '../analysis/index.ts';
import { attributesBy } from '../account/index.ts';
import type { PreviewAttribute } from './preview-data.ts';

type Lack = 'missing' | 'null' | 'empty' | 'blank';

/** For each attribute that is read, the positions of the users who lack it. Reads of anything else are left out. */
export function attributesOf(
  reads: readonly AttributeUse[],
  users: readonly FixtureUser[],
): readonly PreviewAttribute[] {
  return reads.flatMap(({ kind, name, spans }) => {
    const known = attributesBy('name', kind);
    if (known === undefined) return [];
    const found = new Map<Lack, number[]>();
    users.forEach(({ recipient }, at) => {
      const lack = lackOf(recipient[known.part], name);
      if (lack !== undefined) found.set(lack, [...(found.get(lack) ?? []), at]);
    });
    const who = (lack: Lack): readonly number[] => found.get(lack) ?? [];
    const lines = [...new Set(spans.map(({ start }) => start.line))];
    const lacks = {
      missing: who('missing'),
      null: who('null'),
      empty: who('empty'),
      blank: who('blank'),
    };
    return [{ kind: known.noun, name, lines, ...lacks }];
  });
}

function lackOf(attributes: Dict | undefined, name: string): Lack | undefined {
  const value: Value | undefined = attributes?.get(name);
  if (value === undefined || value instanceof Undefined) return 'missing';
  if (value === null) return 'null';
  if (value === '') return 'empty';
  return typeof value === 'string' && value.trim() === '' ? 'blank' : undefined;
}

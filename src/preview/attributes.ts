import type { FixtureUser } from '../campaign/index.ts';
import { repr, str, Undefined, type Dict, type Value } from '../jinja/index.ts';
import type { AttributeUse } from '../analysis/index.ts';
import { attributesBy, RECIPIENT_VARIABLES, type Recipient } from '../account/index.ts';
import type { PreviewAttribute, PreviewValue } from './preview-data.ts';

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

/** Longer values are cut: a page shows what a user has, not all of it. */
const MOST = 300;

/** What a user has, section by section, as Python prints it. */
export function valuesOf(recipient: Recipient): readonly PreviewValue[] {
  return RECIPIENT_VARIABLES.flatMap(({ part, section }) =>
    Array.from(recipient[part]?.entries() ?? [], ([key, value]) => {
      const text = typeof value === 'string' ? value : repr(value);
      const shown = text.length > MOST ? `${text.slice(0, MOST)}…` : text;
      return { section, name: str(key), value: shown };
    }),
  );
}

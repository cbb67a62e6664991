import { RECIPIENT_VARIABLES } from '../account/index.ts';
import { Dict, PyFloat, str, type Value } from '../jinja/index.ts';
import type { Person } from './person.ts';

/**
 * A made-up user as fixtures are written: `user` is the text of a fixture user's file; `answers` and `rows` are what Content APIs
 * answer and what is found in tables, by their names, in plain data.
 */
export type PersonFixture = {
  readonly user: string;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly rows: Readonly<Record<string, unknown>>;
};

/** The fixture of a person; `kind` is that of the value it is about, whose section is there where it is empty too; `note` is for people. */
export function fixtureOf(person: Person, kind: string, note: string): PersonFixture {
  const lines = [`note: ${JSON.stringify(note)}`];
  const values = byKind(person);
  const named = (name: string): readonly Named[] => values.get(name) ?? [];
  for (const { name, section } of RECIPIENT_VARIABLES) {
    const own = named(name);
    if (own.length === 0) {
      if (section === 'user' || name === kind) lines.push(`${section}: {}`);
      continue;
    }
    lines.push(
      `${section}:`,
      ...own.map(([key, value]) => `  ${JSON.stringify(key)}: ${flowOf(value)}`),
    );
  }
  const plain = (kind: string): Readonly<Record<string, unknown>> =>
    Object.fromEntries(named(kind).map(([key, value]) => [key, JSON.parse(flowOf(value))]));
  return { user: `${lines.join('\n')}\n`, answers: plain('ContentApi'), rows: plain('getAuxData') };
}

type Named = readonly [name: string, value: Value];

/** What a person has of each kind, by name. */
function byKind(person: Person): ReadonlyMap<string, readonly Named[]> {
  const found = new Map<string, Named[]>();
  for (const [key, value] of person) {
    const at = key.indexOf(' ');
    const kind = key.slice(0, at);
    const known = found.get(kind) ?? [];
    if (known.length === 0) found.set(kind, known);
    known.push([key.slice(at + 1), value]);
  }
  return found;
}

/** A value as JSON, which YAML is too; a float keeps its point. */
function flowOf(value: Value): string {
  if (value instanceof PyFloat) {
    const text = String(value.value);
    return /^-?\d+$/.test(text) ? `${text}.0` : text;
  }
  if (Array.isArray(value)) return `[${value.map(flowOf).join(', ')}]`;
  if (value instanceof Dict)
    return `{${[...value.entries()].map(([key, one]) => `${JSON.stringify(str(key))}: ${flowOf(one)}`).join(', ')}}`;
  return JSON.stringify(value);
}

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
  for (const { name, section } of RECIPIENT_VARIABLES) {
    const own = named(person, name);
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
    Object.fromEntries(named(person, kind).map(([key, value]) => [key, JSON.parse(flowOf(value))]));
  return { user: `${lines.join('\n')}\n`, answers: plain('ContentApi'), rows: plain('getAuxData') };
}

/** What a person has of a kind, by name. */
function named(person: Person, kind: string): readonly (readonly [string, Value])[] {
  return [...person].flatMap(([key, value]) => {
    const at = key.indexOf(' ');
    return key.slice(0, at) === kind ? [[key.slice(at + 1), value] as const] : [];
  });
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

import { describe, expect, test } from 'vitest';
import { Environment, isError, Undefined, type Value } from '../../src/jinja/index.ts';
import {
  engineOf,
  makeProfile,
  moengageFilters,
  nobleHashes,
  PROBE_PARTS,
  PROFILE_FIELDS,
  readCalibration,
  WHOLE_PROBE,
  type ProfileField,
  type ProfileValues,
} from '../../src/account/index.ts';
import { MANGLINGS } from './calibrate-manglings.ts';

const NOW = Date.UTC(2026, 0, 15);
const VERSIONS: readonly ProfileValues['jinja'][] = ['2.8', '3.1', '3.1.6'];
/** What no pasted answer tells: it is found by sending, or by the preview API. */
const NEVER_TOLD: readonly ProfileField[] = ['null', 'previewNull', 'trailingNewline'];

/** The signs of a construct in a template: an account that refuses it does not parse the template. */
const SIGNS: ReadonlyMap<ProfileField, RegExp> = new Map([
  ['raw', /\{% raw/],
  ['whitespaceControl', /\{%-/],
  ['macros', /\{% macro/],
  ['blockSet', /\{% set \w+ %\}/],
  ['do', /\{% do /],
]);

/** A stand-in account on our own engine: for the releases that no package of Python is at hand for. */
function standIn(profile: ProfileValues): (template: string) => string {
  const filters = new Map(
    moengageFilters({ crypto: nobleHashes, profile, clock: () => NOW, auxTables: new Map() }),
  );
  filters.set('default', {
    name: 'default',
    params: ['value', 'instead', 'boolean?'],
    style: 'python',
    run: (_state, value: Value, instead: Value, boolean: Value = false) => {
      const isBlank = value === null || value === '' || value === 0;
      const fires =
        value instanceof Undefined ||
        (value === null && profile.default === 'none') ||
        (isBlank && (profile.default === 'falsy' || boolean === true));
      return fires ? instead : value;
    },
  });
  const environment = new Environment({
    version: engineOf(profile),
    autoescape: profile.autoescape === 'on',
    keepTrailingNewline: profile.trailingNewline === 'kept',
    filters,
  });
  const missing = {
    undefined: {},
    none: { 'smartpass probe': null },
    empty: { 'smartpass probe': '' },
  };
  return (template) =>
    environment.renderString(template, { UserAttribute: missing[profile.missing] });
}

function answerOf(profile: ProfileValues): string {
  const render = standIn(profile);
  return PROBE_PARTS.map(({ number, template, where }) => {
    const refused = [...SIGNS].find(
      ([field, sign]) => profile[field] === 'refused' && sign.test(template),
    );
    if (refused !== undefined) return `part ${number}: Error in parsing jinja template format.`;
    const isEscaped = where !== 'anywhere' && profile.editorEntities === 'escaped';
    return render(isEscaped ? template.replace('<&>', '&lt;&amp;&gt;') : template);
  }).join('\n');
}

function read(text: string): { pins: object; codes: string[]; notes: readonly string[] } {
  const { decision, findings } = readCalibration([{ text, file: 'answer' }], { now: NOW });
  return {
    pins: Object.fromEntries((decision?.pins ?? []).map(({ field, value }) => [field, value])),
    codes: [...findings, ...(decision?.findings ?? [])].map(({ code }) => code),
    notes: decision?.notes ?? [],
  };
}

function told(profile: ProfileValues): object {
  const fields = [...PROFILE_FIELDS.keys()].filter((field) => !NEVER_TOLD.includes(field));
  const python = profile.jinja === '2.8' ? profile.python : '3';
  return Object.fromEntries(
    fields.map((field) => [field, field === 'python' ? python : profile[field]]),
  );
}

function accounts(): ProfileValues[] {
  let seed = 7;
  const pick = <T>(values: readonly T[]): T => {
    seed = (seed * 48271) % 2147483647;
    return values[seed % values.length] as T;
  };
  return Array.from({ length: 60 }, (_, index) => {
    const values = [...PROFILE_FIELDS].map(([field, spec]) => [
      field,
      pick([...spec.values.keys()]),
    ]);
    const jinja = VERSIONS[index % VERSIONS.length] ?? '3.1';
    return makeProfile({ ...(Object.fromEntries(values) as ProfileValues), jinja });
  });
}

describe('accounts of every release', () => {
  test.each(accounts().map((profile, index) => [`${index} on ${profile.jinja}`, profile] as const))(
    'account %s is read back, however its answer was mangled',
    (_name, profile) => {
      const answer = answerOf(profile);
      for (const [name, mangle] of MANGLINGS)
        expect([name, read(mangle(answer))]).toMatchObject([
          name,
          { pins: told(profile), codes: [] },
        ]);
    },
  );

  test.each(VERSIONS)('all parts in one template say the same on %s', (jinja) => {
    const profile = makeProfile({ jinja });
    const { pins, codes } = read(standIn(profile)(WHOLE_PROBE));
    const { editorEntities: _, ...expected } = told(profile) as Record<string, string>;
    expect({ pins, codes }).toEqual({ pins: expected, codes: [] });
  });
});

describe('releases that the profile has no name for', () => {
  const answer = answerOf(makeProfile({}));
  const resigned = (change: (r: string) => string): string =>
    answer.replace(/qzx(v1p01\w+?)k\d+xzq/, (_, r: string) => {
      const changed = change(r);
      return new Environment().renderString(`qzx{{ r }}k{{ r|int(0, 36) % 99991 }}xzq`, {
        r: changed,
      });
    });

  test.each([
    ['d68e1', 'd67e2', 'Jinja 2.9 to 2.11', 'calibrate/third-behaviour'],
    ['d68e1', 'd68e2', 'Jinja 3.0', 'calibrate/third-behaviour'],
    ['a10b5', 'a7b5', 'as no release does', 'calibrate/contradiction'],
  ])('%s -> %s: %s', (from, to, said, code) => {
    const text = resigned((r) => r.replace(from, to));
    const { decision } = readCalibration([{ text, file: 'answer' }], { now: NOW });
    expect(decision?.findings.map((one) => one.code)).toEqual([code]);
    expect(decision?.findings[0]?.message).toContain(said);
    expect(decision?.pins.map(({ field }) => field)).not.toContain('jinja');
    expect(decision?.pins.length).toBeGreaterThan(10);
  });

  test.each([
    ['g1h3i0j000', '2.7', 'g3h3i0j000'],
    ['', '3.6 or earlier', 'g1h3i0j000'],
    ['', '3.8', 'g1h1i1j000'],
    ['', '3.12 or later', 'g1h1i1j111'],
  ])('Python is told by its text methods %s(%s)', (_, version, hints) => {
    const text = resigned((r) => r.replace(/g\dh\di\dj\d{3}/, hints));
    expect(read(text).notes.join()).toContain(`Python ${version}`);
  });

  test('answers of default that do not fit what a missing attribute is contradict each other', () => {
    const none = answerOf(makeProfile({ missing: 'none', default: 'none' }));
    const part1 = /qzxv1p01\w+xzq/.exec(answer)?.[0] ?? '';
    const { codes, pins } = read(none.replace(/qzxv1p01\w+xzq/, part1));
    expect(codes).toEqual(['calibrate/contradiction']);
    expect(pins).not.toHaveProperty('missing');
  });
});

test('what a template raises is not swallowed by the stand-in', () => {
  const failure = (() => {
    try {
      return standIn(makeProfile({}))('{{ 1|nothing }}');
    } catch (error) {
      return error;
    }
  })();
  expect(isError(failure, 'TemplateAssertionError')).toBe(true);
});

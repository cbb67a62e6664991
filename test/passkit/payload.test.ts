import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkPayload, entriesOf, minify, type PayloadOptions } from '../../src/passkit/index.ts';
import { anyText } from '../any-text.ts';

type Case = {
  name: string;
  payload: Record<string, unknown>;
  codes: string[];
  hint?: string;
} & PayloadOptions;
const cases = JSON.parse(readFileSync('fixtures/passkit/payloads.json', 'utf8')) as Case[];

describe('payload rules', () => {
  test.each(cases)('$name', ({ payload, codes, hint, kind }) => {
    const findings = checkPayload(payload, kind === undefined ? {} : { kind });
    expect(findings.map(({ code }) => code)).toEqual(codes);
    expect(findings.map((finding) => finding.hint).join('; ')).toContain(hint ?? '');
  });

  test('a payload is judged alike each time, whatever was judged before it', () => {
    const judged = () =>
      cases.map(({ payload, kind }) => checkPayload(payload, kind === undefined ? {} : { kind }));
    const first = judged();
    expect(judged()).toEqual(first);
    const [meta, other] = ['meta.a', 'meta.b'].map((name) => checkPayload({ [name]: 5 }));
    expect([meta, other].map((findings) => findings?.[0]?.code)).toEqual(
      Array.from({ length: 2 }, () => 'link/not-a-string'),
    );
  });

  test('a Map and a list of pairs are read as an object is', () => {
    for (const { payload, kind } of cases) {
      const options = kind === undefined ? {} : { kind };
      const expected = checkPayload(payload, options);
      expect(checkPayload(new Map(Object.entries(payload)), options)).toEqual(expected);
      expect(checkPayload(Object.entries(payload), options)).toEqual(expected);
    }
  });

  test('a message says what was found and what was expected', () => {
    const [finding] = checkPayload({ 'beacon[1].major': '70000' });
    expect(finding?.message).toBe(
      "beacon[1].major is '70000', expected a whole number from 0 to 65535",
    );
  });

  test('a long value is shown in part', () => {
    const [finding] = checkPayload({ 'person.dateOfBirth': 'x'.repeat(5000) });
    expect(finding?.message.length).toBeLessThan(200);
  });
});

describe('minify', () => {
  test('keeps the order of a Map and of pairs, and agrees with JSON.stringify', () => {
    const pairs = fc.uniqueArray(fc.tuple(anyText(), anyText()), {
      selector: ([name]) => name,
    });
    fc.assert(
      fc.property(pairs, (entries) => {
        const text = minify(new Map(entries));
        expect(minify(entries)).toBe(text);
        expect(new Map(Object.entries(JSON.parse(text) as object))).toEqual(new Map(entries));
        const plain = entries.filter(([name]) => !/^\d+$/.test(name) && name !== '__proto__');
        expect(minify(Object.fromEntries(plain))).toBe(JSON.stringify(Object.fromEntries(plain)));
        expect(entriesOf(new Map(entries))).toEqual(entries);
      }),
    );
  });

  test('leaves undefined out', () => {
    expect(minify({ a: undefined, b: 'x' })).toBe('{"b":"x"}');
    expect(minify({})).toBe('{}');
  });
});

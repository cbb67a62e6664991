import { describe, expect, test } from 'vitest';
import { defaultProfile, nobleHashes } from '../../src/account/index.ts';
import { lint } from '../../src/lint/index.ts';

const PRINTED = "{{ UserAttribute['Nick'] }}";

function found(template: string): readonly string[] {
  const { findings } = lint(template, {
    profile: defaultProfile('email'),
    channel: 'email',
    hashes: nobleHashes,
    clock: () => 0,
  });
  return findings.map(({ code, span }) => `${code} ${span?.start.line}`);
}

describe('comments that switch rules off', () => {
  test('the next line', () => {
    const off = '{# smartpass-disable-next-line null/printed: every user has one #}';
    expect(found(`${off}\n${PRINTED}\n${PRINTED}`)).toEqual(['null/printed 3']);
  });
  test('a range', () => {
    const off = '{# smartpass-disable null/printed: all have one #}';
    expect(found(`${off}\n${PRINTED}\n{# smartpass-enable #}\n${PRINTED}`)).toEqual([
      'null/printed 4',
    ]);
  });
  test('a file', () => {
    expect(found(`${PRINTED}\n{# smartpass-disable-file null/printed: all have one #}`)).toEqual(
      [],
    );
  });
  test('a reason is needed', () => {
    expect(found(`{# smartpass-disable-next-line null/printed #}\n${PRINTED}`)).toEqual([
      'null/printed 2',
      'lint/no-reason 1',
    ]);
  });
  test('one that switches off nothing, and one of no rule', () => {
    expect(found('{# smartpass-disable-file null/printed: all have one #}Hi')).toEqual([
      'lint/unused-suppression 1',
    ]);
    expect(found('{# smartpass-disable-file null/print: all have one #}Hi')).toEqual([
      'lint/unknown-rule 1',
      'lint/unused-suppression 1',
    ]);
  });
});

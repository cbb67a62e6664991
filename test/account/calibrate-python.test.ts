import { describe, expect, test } from 'vitest';
import { PROBE_PARTS, readCalibration } from '../../src/account/index.ts';
import { Environment, type JinjaVersion } from '../../src/jinja/index.ts';

/** What Jinja 2.8 rendered of the parts that hold no filter of MoEngage, by the Python that it ran on: 2.7.18 and 3.6.15. */
const FIRST: Readonly<Record<'2' | '3', string>> = {
  '2': 'qzxv1p01a7b3d52e2f40g3h3i0j000l11m1n1000k35824xzq',
  '3': 'qzxv1p01a7b3d52e2f40g1h3i0j000l11m1n1000k7399xzq',
};
const OTHERS: ReadonlyMap<number, string> = new Map([
  [2, 'qzxv1p02a0b0c0d1e1k23928xzq'],
  [8, 'qzxv1p08a4b4k51849xzq'],
  [9, 'qzxv1p09a2b2k51850xzq'],
  [10, 'qzxv1p10a37k4241xzq'],
  [11, 'qzxv1p11a37k50897xzq'],
  [12, 'qzxv1p12a137k9494xzq'],
]);

describe('Jinja 2.8 on Python 2.7 and on Python 3', () => {
  test.each(['2', '3'] as const)(
    'Python %s is read back from the answer of the real one',
    (python) => {
      const text = [FIRST[python], ...OTHERS.values()].join('\n');
      const { decision, findings } = readCalibration([{ text, file: 'answer' }], {
        now: Date.UTC(2026, 0, 15),
        partial: true,
      });
      expect(findings).toEqual([]);
      const pins = decision?.pins.map(({ field, value }) => `${field} ${value}`);
      expect(pins).toEqual(
        expect.arrayContaining(['jinja 2.8', `python ${python}`, 'missing undefined', 'do works']),
      );
    },
  );

  test('the emulator answers the probe as the real one on Python 2.7', () => {
    const version: JinjaVersion = '2.8-python2';
    const environment = new Environment({ version });
    for (const [number, answer] of [[1, FIRST['2']] as const, ...OTHERS]) {
      const template = PROBE_PARTS.find((part) => part.number === number)?.template ?? '';
      expect(environment.renderString(template, { UserAttribute: {} })).toBe(answer);
    }
  });
});

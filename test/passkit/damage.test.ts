import { describe, expect, test } from 'vitest';
import { nodeCrypto } from '../../src/cli/node-crypto.ts';
import { buildLink, readLink, type LinkReport } from '../../src/passkit/index.ts';
import { KINDS, PAYLOADS, SECRET, URL, type Kind } from './damage-kinds.ts';
import { jsonLines } from '../json-lines.ts';

/** A damaged link with the right answer; `said` is part of what the finding of that code says. */
type Recorded = {
  readonly kind: string;
  readonly link: string;
  readonly verdict: string;
  readonly code: string;
  readonly said: string;
  readonly repaired: string | null;
};

const recorded = jsonLines('fixtures/passkit/damage.jsonl') as readonly Recorded[];

const read = (link: string): LinkReport => readLink(link, { secret: SECRET, crypto: nodeCrypto });

function said(report: LinkReport, code: string): string {
  const found = report.findings.filter((finding) => finding.code === code);
  return found.map(({ message, hint }) => `${message}; ${hint ?? ''}`).join('\n');
}

describe('damaged links as they were recorded', () => {
  test('there are more than 200, of more than 25 kinds', () => {
    expect(recorded.length).toBeGreaterThan(200);
    expect(new Set(recorded.map(({ kind }) => kind)).size).toBeGreaterThan(25);
  });

  test.each(recorded)('$kind: $link', ({ link, verdict, code, said: words, repaired }) => {
    const report = read(link);
    expect(report.signature.verdict).toBe(verdict);
    expect(said(report, code)).toContain(words);
    expect(report.repaired?.link ?? null).toBe(repaired);
    if (repaired === null) return;
    expect(read(repaired).signature.verdict).toBe('valid');
    expect(read(repaired).repaired).toBeUndefined();
  });
});

/** A sound link for each payload, and what the damage makes of it; undefined where it has nothing to damage. */
function damaged({
  damage,
  standard,
}: Kind): readonly { link: string; sound: string; made: string }[] {
  return PAYLOADS.flatMap((payload) => {
    const plan = { projectUrl: URL, payload, secret: SECRET };
    const sound = buildLink(plan);
    const made = standard === true ? buildLink({ ...plan, base64: 'standard' }) : sound;
    const link = damage(made, JSON.stringify(payload));
    return link === sound || link === made ? [] : [{ link, sound, made }];
  });
}

describe.each(KINDS)('$name', (kind) => {
  const links = damaged(kind);

  test.each(links)('$link', ({ link, sound, made }) => {
    const report = read(link);
    expect(said(report, kind.code)).toMatch(kind.words);
    expect(report.signature.verdict).toBe(kind.verdict);
    const wanted = { sound, standard: made, none: undefined }[kind.repaired];
    // What was put between the parameters goes behind the signature.
    expect(report.repaired?.link.replace(/&utm_source=x$/, '')).toBe(wanted);
    if (report.repaired !== undefined)
      expect(read(report.repaired.link)).toMatchObject({ signature: { verdict: 'valid' } });
  });

  test('without a secret nothing is called valid', () => {
    for (const { link } of links) {
      const { signature } = readLink(link, {});
      expect(['unchecked', 'missing']).toContain(signature.verdict);
    }
  });
});

test('a sound link is not repaired, whatever its unsigned parameters hold', () => {
  for (const payload of PAYLOADS)
    for (const value of [
      '',
      'a.',
      'x%0A',
      '=3D',
      '&amp;',
      ' \u200b ',
      '"',
      'https://a.b/?data=1&sig=2',
      '\\',
    ])
      for (const base64 of ['url', 'standard'] as const) {
        const plan = {
          projectUrl: URL,
          payload,
          secret: SECRET,
          base64,
          query: { utm_source: value },
        };
        const { link, repaired, signature, query } = read(buildLink(plan));
        expect([link, repaired, signature.verdict]).toEqual([buildLink(plan), undefined, 'valid']);
        expect(query).toEqual([['utm_source', value]]);
      }
});

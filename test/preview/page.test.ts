import { FAKE_SECRET, Secrets } from '../../src/diagnostics/index.ts';
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { loadCampaign, messageWorlds } from '../../src/campaign/index.ts';
import { Files } from '../../src/cli/files.ts';
import { nobleHashes } from '../../src/account/index.ts';
import { portableCrypto } from '../../src/passkit/index.ts';
import {
  buildPreviewPage,
  compareWorlds,
  problemOf,
  qrOf,
  toPageJson,
} from '../../src/preview/index.ts';
import { aPreview, aUser, dataOf } from './states.ts';

describe('the page', () => {
  const page = buildPreviewPage({ data: aPreview([aUser()]) });
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? '';

  test('allows its own script alone, and nothing from elsewhere', () => {
    const script = /<script>([^]*?)<\/script>/.exec(page)?.[1] ?? '';
    const hash = createHash('sha256').update(script).digest('base64');
    expect(policy).toBe(
      `default-src 'none'; script-src 'sha256-${hash}'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'`,
    );
    expect(page).not.toMatch(/(?:src|href)="(?!data:|#)/);
    expect(buildPreviewPage({ data: aPreview([]), watching: true })).toContain(
      "img-src data:; connect-src 'self';",
    );
  });

  test('is the same for the same data', () => {
    expect(buildPreviewPage({ data: aPreview([aUser()]) })).toBe(page);
  });

  test('data cannot end its script element, nor the title', () => {
    const text = '</script><script>x</script><!--\u2028';
    const data = aPreview([aUser({ name: text, text })], { campaign: text });
    const json = toPageJson({ data });
    expect(json).not.toMatch(/[<>&\u2028\u2029]/);
    expect(JSON.parse(json)).toEqual({ data });
    expect(buildPreviewPage({ data }).match(/<script/g)).toHaveLength(2);
  });

  test('its script parses, and writes no markup', () => {
    const script = /<script>([^]*?)<\/script>/.exec(page)?.[1] ?? '';
    // oxlint-disable-next-line no-new-func, typescript/no-implied-eval
    expect(() => new Function(script)).not.toThrow();
    // The package that draws QR codes can write SVG too, which no page asks it for.
    const own = script.replace(/\/\/ \S*node_modules\/qr\/[^]*?(?=\/\/ src\/)/, '');
    expect(own).not.toBe(script);
    expect(own).not.toMatch(/`|innerHTML|insertAdjacentHTML|document\.write|\beval\b/);
  });
});

describe('the data of a campaign', () => {
  test('a shipped campaign: outcomes, fields beside the map, attributes, coverage', async () => {
    const data = await dataOf('templates/loyalty-card/campaign.yaml');
    const user = (name: string): (typeof data.users)[number] | undefined =>
      data.users.find((one) => one.name === name);
    expect(user('ada')).toMatchObject({
      status: 'sent',
      links: [{ opens: true, verdict: 'fine' }],
    });
    expect(qrOf(user('ada')?.links[0]?.link ?? '')).toMatchObject({ size: 77 });
    expect(user('no-last-name')?.links[0]?.fields[2]).toEqual({
      name: 'person.surname',
      source: 'user attribute Last Name',
    });
    expect(user('long-values')).toMatchObject({ status: 'warning' });
    expect(user('no-email')).toMatchObject({
      status: 'dropped',
      summary: 'No email address',
      notes: [{ category: 'Custom Error Message', frame: { marked: 9 } }],
    });
    const names = (at: readonly number[]): unknown => at.map((one) => data.users[one]?.name);
    const first = data.attributes.find(({ name }) => name === 'First Name');
    expect(first && [first.missing, first.null, first.empty, first.blank].map(names)).toEqual([
      ['id-only', 'no-first-name'],
      ['all-null'],
      ['all-empty', 'empty-first-name'],
      ['blank-first-name'],
    ]);
    expect(data.coverage?.percent).toBeGreaterThan(50);
    expect(JSON.stringify(data)).not.toContain(FAKE_SECRET);
  });

  test('a handwritten template whose links open nothing is broken for everybody who gets it', async () => {
    const data = await dataOf('templates/passkit-guide/campaign.yaml');
    expect(new Set(data.users.map(({ status }) => status))).toEqual(new Set(['broken', 'dropped']));
    const sent = data.users.find(({ status }) => status === 'broken');
    expect(sent?.links[0]).toMatchObject({
      signature: 'valid',
      opens: false,
      payloadText: expect.stringContaining(',}"') as string,
    });
    expect(sent?.links[0]?.notes.some(({ frame }) => frame?.file === 'payload')).toBe(true);
  });

  test('what depends on what is not known of the account', async () => {
    const users = ['accents', 'ada', 'all-null'];
    const guide = await dataOf('templates/passkit-guide/campaign.yaml', { users, worlds: true });
    expect(guide.worlds?.users).toBe(3);
    expect(guide.worlds?.count).toBeGreaterThan(10);
    const about = (at: number): unknown =>
      guide.users[at]?.differences.map((one) => /profile field '(\w+)'/.exec(one.about)?.[1]);
    expect(about(0)).toEqual(expect.arrayContaining(['hash', 'hashCase', 'base64Lines']));
    expect(guide.users[0]?.differences[0]?.results.map(({ what }) => what)).toEqual([
      'in the link, signature: valid',
      'in the link, signature: invalid',
      'in the link, signature: invalid',
    ]);
    const loyalty = await dataOf('templates/loyalty-card/campaign.yaml', { users, worlds: true });
    const fields = loyalty.users.flatMap(({ differences }) => differences.map((one) => one.about));
    expect(fields.join()).toContain("'hash'");
    expect(fields.join()).not.toContain("'hashCase'");
  });

  test('the page says of every user what render --worlds says', async () => {
    const file = 'templates/passkit-guide/campaign.yaml';
    const surroundings = { hashes: nobleHashes, clock: () => 0 };
    const whole = await loadCampaign(file, new Files(process.cwd()));
    const campaign = { ...whole, users: whole.users.slice(0, 8) };
    const page = compareWorlds(campaign, surroundings, portableCrypto);
    const worlds = messageWorlds(campaign, surroundings, ['trailingNewline']);
    expect(page.worlds).toEqual({ count: worlds.count, users: campaign.users.length });
    for (const { name, recipient } of campaign.users) {
      const told = worlds
        .render(recipient)
        .differences.filter(({ field }) => field !== 'trailingNewline');
      const shown = page.differences.get(name) ?? [];
      for (const { about } of shown) expect(told.map((one) => one.about)).toContain(about);
      expect(shown).toHaveLength(new Set(told.map(({ field }) => field)).size);
    }
  });

  test('what stops a preview is shown with its lines', () => {
    const span = { start: { line: 1, column: 4 }, end: { line: 1, column: 6 } };
    const about = { code: 'jinja/syntax-error', severity: 'error', message: 'no' } as const;
    const sources = new Map([['t.html', '{% if %}']]);
    expect(
      problemOf(
        [
          { ...about, file: 't.html', span },
          { ...about, file: 'u' },
        ],
        sources,
        new Secrets(),
      ),
    ).toEqual({
      title: 'Not rendered: 2 errors. Below is the last preview that was made without.',
      notes: [
        {
          severity: 'error',
          code: 'jinja/syntax-error',
          message: 'no',
          frame: {
            file: 't.html',
            marked: 1,
            from: 3,
            to: 5,
            lines: [{ number: 1, text: '{% if %}' }],
          },
        },
        { severity: 'error', code: 'jinja/syntax-error', message: 'u: no' },
      ],
    });
  });
});

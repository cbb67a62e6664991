import { describe, expect, test } from 'vitest';
import { leaks, OTHER_FORMS, SIGNING_FORMS } from '../secret-forms.ts';
import { Bench, shipped } from './workspace.ts';

describe('a session of the studio', () => {
  test('renders everybody of a campaign, those in sight first', async () => {
    const bench = new Bench();
    const { campaign, files } = shipped('loyalty-card');
    await bench.render(campaign, files, { user: 'ada' });
    expect(bench.of('refused')).toEqual([]);
    const rows = bench.of('rows').flatMap(({ rows }) => rows);
    expect(rows).toHaveLength(34);
    expect(rows.slice(0, 10).map(({ at }) => at)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const [user] = bench.of('user');
    expect(user?.user.links[0]?.signature).toBe('valid');
    expect(bench.of('campaign')[0]?.campaign?.snippet).toContain('base64encode');
    expect(bench.of('done')).toHaveLength(1);
  });

  test('tells users again only where they changed, and a broken template with its place', async () => {
    const bench = new Bench();
    const { campaign, files } = shipped('loyalty-card');
    await bench.render(campaign, files);
    const template = 'templates/loyalty-card/email.html.jinja';
    await bench.render(campaign, { [template]: `${files[template]}x` });
    expect(bench.of('users')).toHaveLength(1);
    await bench.render(campaign, { [template]: `${files[template]}{{ x` });
    const [refused] = bench.of('refused');
    expect(refused?.findings?.[0]?.finding).toMatchObject({ file: template, severity: 'error' });
  });

  test('tells nothing twice: a letter in the text of a mail changes no row', async () => {
    const bench = new Bench();
    const { campaign, files } = shipped('loyalty-card');
    const template = 'templates/loyalty-card/email.html.jinja';
    await bench.render(campaign, files, { user: 'ada' });
    bench.answers.length = 0;
    await bench.render(campaign, { [template]: `${files[template]}x` }, { user: 'ada' });
    expect(bench.answers.map(({ kind }) => kind)).toEqual(['campaign', 'user', 'done']);
    expect(bench.of('campaign')).toEqual([{ kind: 'campaign', revision: 2 }]);
    bench.answers.length = 0;
    await bench.render(campaign, { [template]: `{{ UserAttribute['Nobody'] + 1 }}` });
    expect(bench.of('rows').flatMap(({ rows }) => rows)).toHaveLength(34);
  });

  test.each([
    ['as it ships', (text: string) => text],
    ['dropped', (text: string) => `${text}{{ UserAttribute['Nick'] }}`],
    [
      'another secret',
      (text: string) => `${text}{{ 'x'|convertToSHA256('Canary0Secret1Canary2X') }}`,
    ],
    ['broken', (text: string) => text.replaceAll('longURL', 'longURL[:-3]')],
    ['no link', () => 'Hi'],
  ])('the row of a user says what the user in full does (%s)', async (_name, change) => {
    const bench = new Bench();
    const { campaign, files } = shipped('loyalty-card');
    const template = 'templates/loyalty-card/email.html.jinja';
    await bench.render(campaign, { ...files, [template]: change(files[template] ?? '') });
    for (const { name, status, summary } of bench.of('rows').flatMap(({ rows }) => rows)) {
      await bench.ask({ kind: 'view', view: { from: 0, to: 0, user: name } });
      expect(bench.of('user').at(-1)?.user).toMatchObject({ name, status, summary });
    }
  });

  test('no answer to a page holds a secret of a template, in any form', async () => {
    const secret = 'Canary0of1the2MineShaf';
    const { campaign, files } = shipped('loyalty-card');
    const template = 'templates/loyalty-card/email.html.jinja';
    for (const { write } of [...SIGNING_FORMS, ...OTHER_FORMS]) {
      const bench = new Bench();
      const text = `{% set u = 'x' %}${write(secret)}{{ UserAttribute['Nobody'] + 1 }}`;
      const users = Object.fromEntries(
        Object.entries(files).filter(([path]) => !/users\/(?!ada)/.test(path)),
      );
      await bench.render(campaign, { ...users, [template]: text }, { user: 'ada' });
      expect(bench.answers.length).toBeGreaterThan(0);
      expect(leaks(JSON.stringify(bench.answers), secret)).toEqual([]);
    }
  });

  test.each([
    ['photo.png', [0x89, 0x50, 0x4e, 0x47], 'is not UTF-8 text'],
    ['users.csv', [0x4e, 0xe4, 0x0a], 'is not UTF-8 text'],
    ['users.csv.gz', [1, 2, 3], 'not packed by gzip'],
    ['mail.html', [0x3c, 0x70, 0x3e], 'this is a template'],
  ])('a dropped file that is no export is refused: %s', async (name, bytes, words) => {
    const bench = new Bench();
    const { campaign, files } = shipped('loyalty-card');
    await bench.ask({
      kind: 'funnel',
      revision: 1,
      campaign,
      changed: files,
      account: {},
      name,
      bytes: Uint8Array.from(bytes),
    });
    expect(bench.of('funnel').at(-1)?.funnel.notes[0]?.message).toContain(words);
  });

  test('findings have the levels of the configuration', async () => {
    const { campaign, files } = shipped('loyalty-card');
    const template = 'templates/loyalty-card/email.html.jinja';
    const found = async (config: string): Promise<readonly string[]> => {
      const bench = new Bench();
      await bench.ask({
        kind: 'judge',
        revision: 1,
        campaign,
        changed: {
          ...files,
          [template]: "Hi {{ UserAttribute['Tier'] }} {{ UserAttribute['Tier'] + 1 }}",
          'smartpass.config.yaml': config,
        },
        account: {},
        panes: ['findings'],
      });
      return bench.of('lint').flatMap((one) => one.findings.map(({ finding }) => finding.code));
    };
    const [code = ''] = (await found('profile: {}\n')).filter((one) => one.startsWith('null/'));
    expect(code).not.toBe('');
    expect(await found(`profile: {}\nlint: { rules: { ${code}: off } }\n`)).not.toContain(code);
  });

  test('the worker that judges says nothing of users, and ends where nothing can be rendered', async () => {
    const bench = new Bench();
    const { campaign, files } = shipped('loyalty-card');
    const template = 'templates/loyalty-card/email.html.jinja';
    const changed = { ...files, [template]: '{% if' };
    await bench.ask({
      kind: 'judge',
      revision: 1,
      campaign,
      changed,
      account: {},
      panes: ['accounts'],
    });
    expect(bench.answers).toEqual([{ kind: 'lint', revision: 1, findings: [] }]);
  });

  test('gives up a round once a newer one has come', async () => {
    const bench = new Bench();
    const { campaign, files } = shipped('loyalty-card');
    await Promise.all([bench.render(campaign, files), bench.render(campaign, {})]);
    expect(bench.of('done').map(({ revision }) => revision)).toEqual([2]);
  });
});

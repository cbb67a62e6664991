import { describe, expect, test } from 'vitest';
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
    expect(bench.of('campaign')[0]?.campaign.snippet).toContain('base64encode');
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
    expect(refused?.findings[0]?.finding).toMatchObject({ file: template, severity: 'error' });
  });

  test('gives up a round once a newer one has come', async () => {
    const bench = new Bench();
    const { campaign, files } = shipped('loyalty-card');
    await Promise.all([bench.render(campaign, files), bench.render(campaign, {})]);
    expect(bench.of('done').map(({ revision }) => revision)).toEqual([2]);
  });
});

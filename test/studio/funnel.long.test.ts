import { expect, test } from 'vitest';
import { folderOf, smartpass } from '../cli/run-cli.ts';
import { Bench, shipped } from './workspace.ts';

const HEADER = 'MoEngage_ID,First Name,Email (Standard),Points,Tier';
const ROWS = [
  'u-1,Ada,ada@example.com,7,gold',
  ',Ada,ada@example.com,7,gold',
  'u-3,Bo,,7,gold',
  ',Bo,,7,silver',
  'u-5,"{{ 7 }}",x@example.com,many,silver',
  'u-6,"O""Brien",x@example.com,,',
];

type Report = {
  readonly users: number;
  readonly sent: number;
  readonly dropped: number;
  readonly brokenLinks: number;
  readonly reasons: readonly object[];
};

test.each(['', `{{ UserAttribute['Points'] + 1 }}`, `{{ UserAttribute['Nick'] }}`])(
  'the funnel of an export has the counts and reasons of the dry run (%s)',
  async (added) => {
    const { campaign, files } = shipped('loyalty-card');
    const template = 'templates/loyalty-card/email.html.jinja';
    const csv = [HEADER, ...ROWS, ...ROWS, ''].join('\n');
    const changed = {
      ...files,
      [template]: (files[template] ?? '').replace('</body>', `${added}</body>`),
    };
    const cwd = folderOf({ ...changed, 'audience.csv': csv });
    const argv = ['audience', campaign, '--users', 'audience.csv', '--json'];
    const report = JSON.parse((await smartpass(argv, { cwd })).out) as Report;
    const bench = new Bench();
    await bench.ask({
      kind: 'funnel',
      revision: 1,
      campaign,
      changed,
      account: {},
      name: 'audience.csv',
      bytes: new TextEncoder().encode(csv),
    });
    const funnel = bench.of('funnel').at(-1)?.funnel;
    const { counts } = funnel ?? {};
    expect({
      users: funnel?.done,
      sent: (counts?.sent ?? 0) + (counts?.warning ?? 0) + (counts?.broken ?? 0),
      dropped: counts?.dropped,
      brokenLinks: counts?.broken,
    }).toEqual({
      users: report.users,
      sent: report.sent,
      dropped: report.dropped,
      brokenLinks: report.brokenLinks,
    });
    const reasons = funnel?.reasons ?? [];
    expect(new Set(reasons.map(sorted))).toEqual(new Set(report.reasons.map(sorted)));
  },
);

/** A reason as a text, whatever the order of its keys, without the user whom the page has as an example. */
function sorted(reason: object): string {
  const told = Object.entries(reason).filter(([key]) => key !== 'example');
  return JSON.stringify(told.sort(([a], [b]) => (a < b ? -1 : 1)));
}

import { byFieldMapText } from '../campaign/index.ts';
import { PROFILE_FIELDS } from '../account/index.ts';
import { escapeText } from '../jinja/index.ts';
import { groupRows } from './groups.ts';
import type { AudienceReport } from './report.ts';
import { boundText, lookedIntoText, numberText, percentText, reasonText } from './wording.ts';

/** The report as one HTML page without a script; `name` is that of the export. */
export function audiencePage(report: AudienceReport, name: string): string {
  const title = `${report.campaign}: ${numberText(report.users)} users of ${name}`;
  const sections = [
    overview(report),
    table(
      'Funnel',
      ['Step', 'Users', 'Share'],
      report.funnel.map(({ step, users }) => [
        step,
        users === undefined ? 'not in the export' : numberText(users),
        users === undefined ? '' : percentText(users, report.users),
      ]),
    ),
    table(
      'Why users are dropped or get a broken link',
      ['Reason', 'Category', 'Place', 'Users', 'Share'],
      report.reasons.map(({ name: of, message, category, file, line, users }) => [
        reasonText({ name: of, message }),
        category,
        line === undefined ? '' : `${file ?? ''}:${line}`,
        numberText(users),
        percentText(users, report.users),
      ]),
    ),
    table(
      'By category',
      ['Category', 'Shown by MoEngage under', 'Users'],
      report.categories.map(({ what, place, users }) => [what, place, numberText(users)]),
    ),
    table(
      'By attribute',
      ['Attribute', 'Users'],
      report.attributes.map(({ what, users }) => [what, numberText(users)]),
    ),
    table(
      'By line of the template',
      ['Line', 'Users'],
      report.lines.map(({ what, users }) => [what, numberText(users)]),
    ),
    bands(report),
    table(
      'Cheapest fix',
      ['Users more', 'What to do'],
      report.fixes.map(({ gained, proposals }) => [
        `+${numberText(gained)}`,
        proposals.map(({ what }) => what).join(' and '),
      ]),
    ),
    ...report.groups.map((group) =>
      table(
        `By ${group.column}, of the random sample`,
        ['Value', 'Dropped', 'Users', 'Share'],
        groupRows(group).map(({ label, dropped, users }) => [
          label,
          numberText(dropped),
          numberText(users),
          percentText(dropped, users),
        ]),
      ),
    ),
    lengths(report),
    table(
      'Examples',
      ['Key', 'Why', 'Users of the class'],
      report.examples.map(({ key, reasons, users }) => [
        key,
        reasons.map(({ message }) => message).join('; '),
        numberText(users),
      ]),
    ),
    table(
      'Rows that cannot be read',
      ['File', 'Line', 'Why'],
      report.broken.map(({ file, line, message }) => [file, numberText(line), message]),
    ),
    checked(report),
  ];
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeText(title)}</title>
<style>${STYLES}</style>
</head>
<body>
<main>
<h1>${escapeText(title)}</h1>
${sections.filter((section) => section !== '').join('\n')}
</main>
</body>
</html>
`;
}

const STYLES = `
:root { color-scheme: light dark; --ink: #1d2433; --paper: #fff; --line: #c9cfdb; --soft: #f3f5f9; --bar: #1f5fa8; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ebf2; --paper: #14171f; --line: #3b4354; --soft: #1d222d; --bar: #7db4f0; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid var(--line); padding: .35rem .6rem; text-align: left; vertical-align: top; }
th { background: var(--soft); }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: 1rem; margin: 1rem 0; }
dl div { border: 1px solid var(--line); border-radius: .5rem; padding: .6rem .9rem; }
dt { font-size: .9rem; } dd { margin: 0; font-size: 1.5rem; font-variant-numeric: tabular-nums; }
.bar { height: .6rem; border-radius: .3rem; background: var(--soft); border: 1px solid var(--line); overflow: hidden; }
.bar span { display: block; height: 100%; background: var(--bar); }
`;

/** Columns whose cells are numbers. */
const NUMBERS: ReadonlySet<string> = new Set([
  'Users',
  'Share',
  'Dropped',
  'Line',
  'Users more',
  'Users of the class',
  'Sent',
]);

function table(
  title: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  if (rows.length === 0) return '';
  const kinds = head.map((one) => (NUMBERS.has(one) ? ' class="number"' : ''));
  const heads = head.map((one, at) => `<th scope="col"${kinds[at] ?? ''}>${escapeText(one)}</th>`);
  const body = rows.map(
    (row) =>
      `<tr>${row.map((cell, at) => `<td${kinds[at] ?? ''}>${escapeText(cell)}</td>`).join('')}</tr>`,
  );
  return `<h2>${escapeText(title)}</h2>
<div class="scroll" role="region" aria-label="${escapeText(title)}" tabindex="0"><table>
<thead><tr>${heads.join('')}</tr></thead>
<tbody>
${body.join('\n')}
</tbody>
</table></div>`;
}

function overview({ users, sent, dropped, brokenLinks, band }: AudienceReport): string {
  const boxes = [
    ['Sent', `${numberText(sent)} (${percentText(sent, users)})`],
    ['Dropped', `${numberText(dropped)} (${percentText(dropped, users)})`],
    ...(brokenLinks > 0 ? [['Broken links', numberText(brokenLinks)]] : []),
    ...(band.least < band.most
      ? [
          [
            'Sent, whatever the account does',
            `${numberText(band.least)} to ${numberText(band.most)}`,
          ],
        ]
      : []),
  ];
  const width = users === 0 ? 0 : (100 * sent) / users;
  return `<dl>${boxes.map(([what = '', value = '']) => `<div><dt>${escapeText(what)}</dt><dd>${escapeText(value)}</dd></div>`).join('')}</dl>
<div class="bar" role="img" aria-label="${percentText(sent, users)} of the users are sent the message"><span style="width:${width.toFixed(2)}%"></span></div>`;
}

function bands({ band }: AudienceReport): string {
  return table(
    'What is not known of the account',
    ['Field of the profile', 'About', 'Value', 'Sent'],
    band.fields.flatMap(({ field, values }) =>
      values.map(({ value, sent }) => [
        field,
        PROFILE_FIELDS.get(field)?.what ?? '',
        value,
        numberText(sent),
      ]),
    ),
  );
}

function lengths({ links, smsParts }: AudienceReport): string {
  const rows =
    links === undefined
      ? []
      : [
          ['Median', numberText(links.median)],
          ['95 % have at most', numberText(links.ninetyFifth)],
          ['Longest', numberText(links.longest)],
          ['Links of 1,000 characters or more', percentText(links.long, links.links)],
          ['Links of 2,000 characters or more', percentText(links.tooLong, links.links)],
        ];
  return [
    table('Links of the random sample, in characters', ['Of the links', 'Share'], rows),
    table(
      'SMS parts of the random sample',
      ['Parts', 'Users'],
      smsParts.map(({ what, users }) => [what, numberText(users)]),
    ),
  ].join('\n');
}

function checked({ everyUser, sample, byFieldMap, classes }: AudienceReport): string {
  const differing = `${numberText(sample.differing)} of ${numberText(sample.users)} users who were judged one by one differ from their classes${lookedIntoText(sample.differing)}: at most ${boundText(sample.atMost)} of all do (confidence 95 %, seed ${sample.seed}).`;
  const text = everyUser
    ? 'Every user was judged one by one.'
    : `Users were grouped into ${numberText(classes)} classes, of each of which up to three were rendered. ${sample.users === 0 ? 'No other user was judged to check them.' : differing}`;
  return `<h2>How this was found out</h2>\n<p>${escapeText(byFieldMap ? `${text} ${byFieldMapText(byFieldMap)}.` : text)}</p>`;
}

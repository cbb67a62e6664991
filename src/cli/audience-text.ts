import {
  groupRows,
  boundText,
  lookedIntoText,
  numberText,
  percentText,
  reasonText,
  type AudienceReport,
} from '../audience/index.ts';
import { BROKEN, byFieldMapText } from '../campaign/index.ts';
import { printable, type Paint } from '../diagnostics/index.ts';
import { columnsOf, cutTo } from './show.ts';

/** So many reasons and steps are shown; JSON and the page have all of them. */
const MOST_SHOWN = 8;

/** What becomes of an audience, on one screen. */
export function audienceText(
  report: AudienceReport,
  {
    paint,
    width,
    export: name,
  }: { readonly paint: Paint; readonly width: number; readonly export: string },
): string {
  const { users, sent, dropped, brokenLinks, band } = report;
  const depends = band.fields.map(({ field }) => field).join(', ');
  const range =
    band.least === band.most
      ? ''
      : `  ${numberText(band.least)} to ${numberText(band.most)}, depends on ${depends || 'several unknown fields'}`;
  const head: string[][] = [
    ['sent', numberText(sent), percentText(sent, users) + paint.warning(range)],
    ['dropped', numberText(dropped), percentText(dropped, users)],
    ...(brokenLinks > 0
      ? [['broken links', numberText(brokenLinks), percentText(brokenLinks, users)]]
      : []),
  ];
  const sections = [
    [
      paint.strong(
        `${printable(report.campaign)}: ${numberText(users)} users of ${printable(name)}`,
      ),
    ],
    aligned(head),
    funnelLines(report, paint),
    reasonLines(report, paint),
    groupLines(report, paint),
    linkLines(report),
    fixLines(report, paint),
    sampleLines(report),
  ];
  const lines = sections.filter(({ length }) => length > 0).map((section) => section.join('\n'));
  return lines
    .join('\n\n')
    .split('\n')
    .map((line) => cutTo(line, width))
    .join('\n');
}

function funnelLines({ funnel, users }: AudienceReport, paint: Paint): string[] {
  const rows = funnel.map(({ step, users: count }) =>
    count === undefined
      ? [step, '', paint.dim('not in the export')]
      : [step, numberText(count), percentText(count, users)],
  );
  return [paint.strong('Funnel'), ...aligned(rows)];
}

function reasonLines({ reasons, users }: AudienceReport, paint: Paint): string[] {
  if (reasons.length === 0) return [];
  const rows = reasons
    .slice(0, MOST_SHOWN)
    .map(({ category, name, message, file, line, users: count }) => [
      printable(reasonText({ name, message })),
      numberText(count),
      `${percentText(count, users)}  ${paint.dim(
        [category, line === undefined ? '' : `${file ?? ''}:${line}`].filter(Boolean).join(', '),
      )}`,
    ]);
  const more = reasons.length - rows.length;
  const isBroken = reasons.every(({ category }) => category === BROKEN);
  return [
    paint.strong(isBroken ? 'Broken because' : 'Dropped because'),
    ...aligned(rows),
    ...(more > 0 ? [`and ${more} more reasons (--json, --html)`] : []),
  ];
}

function groupLines({ groups }: AudienceReport, paint: Paint): string[] {
  return groups.flatMap((group) => [
    paint.strong(`By ${printable(group.column)} (of the sample)`),
    ...aligned(
      groupRows(group, MOST_SHOWN).map(({ label, users, dropped }) => [
        printable(label),
        `${numberText(dropped)} of ${numberText(users)}`,
        percentText(dropped, users),
      ]),
    ),
  ]);
}

function linkLines({ links, smsParts }: AudienceReport): string[] {
  const lines: string[] = [];
  if (links !== undefined)
    lines.push(
      `Links: median ${links.median} characters, 95 % up to ${links.ninetyFifth}, longest ${links.longest}` +
        (links.long > 0 ? `; ${percentText(links.long, links.links)} have 1,000 or more` : ''),
    );
  if (smsParts.length > 0)
    lines.push(
      `SMS parts: ${smsParts.map(({ what, users }) => `${what}: ${numberText(users)}`).join(', ')}`,
    );
  return lines;
}

function fixLines({ fixes }: AudienceReport, paint: Paint): string[] {
  if (fixes.length === 0) return [];
  const rows = fixes
    .slice(0, MOST_SHOWN)
    .map(({ gained, proposals }) => [
      `+${numberText(gained)}`,
      proposals.map(({ what }) => printable(what)).join(' and '),
    ]);
  return [paint.strong('Cheapest fix'), ...aligned(rows)];
}

function sampleLines({
  sample,
  everyUser,
  byFieldMap,
  classes,
  broken,
  brokenRows,
}: AudienceReport): string[] {
  const lines: string[] = [];
  const line = broken[0]?.line ?? 0;
  if (brokenRows === 1) lines.push(`1 row cannot be read (line ${line})`);
  else if (brokenRows > 0)
    lines.push(`${numberText(brokenRows)} rows cannot be read (line ${line} is the first)`);
  if (sample.users === 0 && !everyUser)
    return [...lines, `${classesText(classes)}; no user was judged to check them`];
  lines.push(
    everyUser
      ? 'Every user was judged one by one'
      : `${classesText(classes)}; ${numberText(sample.differing)} of ${numberText(sample.users)} users judged one by one differ${lookedIntoText(sample.differing)}: ` +
          `at most ${boundText(sample.atMost)} (95 %), --seed ${sample.seed}`,
  );
  if (byFieldMap) lines.push(byFieldMapText(byFieldMap));
  return lines;
}

/** Rows of three cells with the second aligned to the right; the first of a row of two cells is. */
export function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = [0, 1].map((at) => Math.max(0, ...rows.map((row) => columnsOf(row[at] ?? ''))));
  const [first = 0, second = 0] = widths;
  return rows.map(([a = '', b = '', c = '']) => {
    if (c === '') return `  ${pad(a, first)}${a}  ${b}`;
    return `  ${a}${pad(a, first)}  ${pad(b, second)}${b}  ${c}`;
  });
}

function pad(text: string, to: number): string {
  return ' '.repeat(Math.max(0, to - columnsOf(text)));
}

function classesText(count: number): string {
  return count === 1 ? '1 class' : `${numberText(count)} classes`;
}

import { drawFinding, printable } from '../diagnostics/index.ts';
import type { LinkReport } from '../passkit/index.ts';
import type { CommandContext } from './command.ts';
import { fittedTable } from './fitted-table.ts';
import { counted } from './terminal.ts';

/** A report as data: fields and query as objects, and whether nothing counts against the link. */
export function reportJson(report: LinkReport, ok: boolean): object {
  const { payload, recovered, query, ...rest } = report;
  return {
    ok,
    ...rest,
    ...(payload && { payload: Object.fromEntries(payload) }),
    ...(recovered && { recovered: Object.fromEntries(recovered) }),
    query: Object.fromEntries(query),
  };
}

/** A report for the terminal: what the link is, its payload, what is wrong with it and how it should be. */
export function reportText(report: LinkReport, context: CommandContext): string {
  const { paint } = context;
  const lines: [string, string][] = [
    ['family', report.family],
    ['project', printable(report.projectUrl)],
    ['signature', signatureText(report)],
    ['length', counted(report.length, 'character')],
  ];
  if (report.base64 !== undefined) lines.push(['base64', report.base64]);
  for (const [name, value] of report.query)
    lines.push(['query', `${printable(name)}=${printable(value)} (not signed)`]);
  const head = lines.map(([name, text]) => `${paint.dim(name.padEnd(10))} ${text}`).join('\n');
  return [
    head,
    payloadText(report, context),
    findingsText(report, paint),
    repairedText(report, paint),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function signatureText({ signature }: LinkReport): string {
  const { verdict, algorithm, form } = signature;
  const names = { 'hmac-sha256': 'HMAC-SHA256', 'hmac-sha1': 'HMAC-SHA1' };
  const details = [algorithm && names[algorithm], form].filter(Boolean).join(', ');
  return details === '' ? verdict : `${verdict} (${details})`;
}

/** More rows than this are nobody's pass. */
const MOST_ROWS = 200;

function payloadText(report: LinkReport, context: CommandContext): string {
  const fields = report.payload ?? report.recovered;
  if (fields === undefined || fields.length === 0) return '';
  const rows = fields
    .slice(0, MOST_ROWS)
    .map(([name, value]) => [
      printable(name),
      printable(typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))),
    ]);
  if (fields.length > MOST_ROWS) rows.push([`and ${fields.length - MOST_ROWS} more`, '']);
  const title = report.payload === undefined ? 'field (recovered from broken JSON)' : 'field';
  return fittedTable([title, 'value'], rows, context);
}

function findingsText(
  { findings, link, payloadText }: LinkReport,
  paint: CommandContext['paint'],
): string {
  if (findings.length === 0) return 'nothing is wrong with it';
  const sources = new Map<string | undefined, string | undefined>([
    ['link', link],
    ['payload', payloadText],
  ]);
  const drawn = findings.map((finding) => drawFinding(finding, sources.get(finding.file), paint));
  const counts = (['error', 'warning', 'note'] as const).flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [counted(count, severity)];
  });
  return [...drawn, counts.join(', ')].join('\n');
}

function repairedText({ repaired }: LinkReport, paint: CommandContext['paint']): string {
  if (repaired === undefined) return '';
  const verdict = repaired.signature === 'valid' ? 'signature valid' : 'signature not checked';
  const family = repaired.signature === 'missing' ? 'encrypted' : verdict;
  return `${paint.strong(`repaired (${family})`)}\n${printable(repaired.link)}`;
}

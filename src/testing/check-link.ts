import type { LinkExpectation } from '../campaign/index.ts';
import { didYouMean, type Finding, type Span } from '../diagnostics/index.ts';
import type { LinkReport } from '../passkit/index.ts';
import { isSame, plainOf, shown } from './plain.ts';
import type { Problem } from './problem.ts';

/** What is not as expected of one link. `spanOf` gives the place of a part of the expectation. */
export function checkLink(
  report: LinkReport,
  expected: LinkExpectation,
  spanOf: (...path: string[]) => Span,
): readonly Problem[] {
  const problems: Problem[] = [];
  const add = (key: string, message: string): void => {
    problems.push({ message, span: spanOf(key) });
  };
  const { signature, project, family, base64, maxLength } = expected;
  if (project !== undefined && report.projectUrl !== project)
    add('project', `the link leads to ${report.projectUrl}, expected ${project}`);
  if (family !== undefined && report.family !== family)
    add(
      'family',
      `the link is of the family '${report.family}', expected '${family}'${causes(report)}`,
    );
  if (base64 !== undefined && !hasAlphabet(report, base64))
    add('base64', `the payload is in ${alphabetOf(report)}, expected ${ALPHABETS[base64]}`);
  if (signature !== undefined && report.signature.verdict !== signature) {
    const why = causes(report, signature === 'valid' ? SIGNATURE : undefined);
    add('signature', `the signature is ${report.signature.verdict}, expected ${signature}${why}`);
  }
  if (expected.payload !== undefined) problems.push(...checkPayload(report, expected, spanOf));
  if (maxLength !== undefined && report.length > maxLength)
    add('max-length', `the link has ${report.length} characters, expected at most ${maxLength}`);
  if (expected.clean && report.findings.some(({ severity }) => severity !== 'note'))
    add('clean', `the link has problems${causes(report)}`);
  return problems;
}

const ALPHABETS = { url: 'base64url without padding', standard: 'standard base64' } as const;

const SIGNATURE = /^link\/(?!.*payload).*(?:sig|secret|data|famil)/;

/** What is known to be wrong with a link, a line each; errors first. `only` picks by code, unless it leaves nothing. */
export function causes({ findings }: LinkReport, only?: RegExp): string {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const rest = findings.filter(({ severity }) => severity !== 'error');
  const all = [...errors, ...rest];
  const picked = only === undefined ? all : all.filter(({ code }) => only.test(code));
  return (picked.length > 0 ? picked : all).map((finding) => `\n  ${said(finding)}`).join('');
}

function said({ message, hint, code }: Finding): string {
  return `${message}${hint === undefined ? '' : ` (${hint})`} [${code}]`;
}

function hasAlphabet(report: LinkReport, wanted: 'url' | 'standard'): boolean {
  const isStandard = report.findings.some(
    ({ code }) => code === 'link/standard-base64' || code === 'link/plus-in-data',
  );
  return (wanted === 'standard') === isStandard || report.base64 === undefined;
}

function alphabetOf(report: LinkReport): string {
  return hasAlphabet(report, 'url') ? ALPHABETS.url : 'standard base64, or padded with =';
}

function checkPayload(
  report: LinkReport,
  { payload = [], exactly }: LinkExpectation,
  spanOf: (...path: string[]) => Span,
): readonly Problem[] {
  const wanted = new Map(payload.map(([name, value]) => [name, plainOf(value)]));
  if (report.payload === undefined) {
    const message = `the payload is no JSON object that a pass can be made of${causes(report, /payload|json/)}`;
    const { recovered, payloadText } = report;
    const actual = recovered === undefined ? payloadText : Object.fromEntries(recovered);
    const compared = { expected: Object.fromEntries(wanted), actual };
    return [{ message, span: spanOf('payload'), compared }];
  }
  const actual = new Map(report.payload);
  const lines: string[] = [];
  let at: string | undefined;
  for (const [name, value] of wanted) {
    if (actual.has(name) && isSame(actual.get(name), value)) continue;
    at ??= name;
    lines.push(`  ${name}: ${difference(value, actual.get(name), name, actual)}`);
  }
  const extra = exactly ? [...actual.keys()].filter((name) => !wanted.has(name)) : [];
  for (const name of extra) lines.push(`  ${name}: not expected, got ${shown(actual.get(name))}`);
  if (lines.length === 0) return [];
  const expected = Object.fromEntries(exactly ? wanted : new Map([...actual, ...wanted]));
  return [
    {
      message: `the payload differs:\n${lines.join('\n')}`,
      span: at === undefined ? spanOf('exactly') : spanOf('payload', at),
      compared: { expected, actual: Object.fromEntries(actual) },
    },
  ];
}

function difference(
  expected: unknown,
  actual: unknown,
  name: string,
  payload: ReadonlyMap<string, unknown>,
): string {
  if (!payload.has(name)) {
    const hint = didYouMean(name, payload.keys());
    return `expected ${shown(expected)}, the payload has no such field${hint === undefined ? '' : ` (${hint})`}`;
  }
  const isOther = typeof expected !== typeof actual && String(expected) === String(actual);
  const hint = isOther ? ' (write it in quotes: payloads hold text)' : '';
  return `expected ${shown(expected)}, got ${shown(actual)}${hint}`;
}

import { didYouMean, type Finding, type SourceMap } from '../diagnostics/index.ts';
import type { Rule } from './rule.ts';

/** `{# smartpass-disable-next-line null/printed, url/unencoded: reason #}`, or `-file`, or `-disable` … `-enable`. */
const COMMENT =
  /\{#-?\s*smartpass-(disable-next-line|disable-file|disable|enable)\b([^:#]*)(?::([\s\S]*?))?-?#\}/g;

type Suppression = {
  readonly codes: ReadonlySet<string>;
  readonly from: number;
  readonly to: number;
  readonly reason: string;
  readonly finding: Omit<Finding, 'code' | 'message' | 'severity'>;
  isUsed: boolean;
};

/** A finding that a comment of the template switches off, and why. */
export type Suppressed<F extends Finding> = { readonly finding: F; readonly reason: string };

/** What comments leave of findings, and what they switch off. */
export type Suppressions<F extends Finding> = {
  readonly findings: readonly (F | Finding)[];
  readonly suppressed: readonly Suppressed<F>[];
};

/**
 * Leaves out the findings that comments of the template switch off. A comment without a reason, with an unknown rule, or that
 * switches off nothing is a finding itself.
 */
export function suppress<F extends Finding>(
  findings: readonly F[],
  map: SourceMap,
  rules: readonly Rule[],
  file: string | undefined,
): Suppressions<F> {
  const known = new Set(rules.map(({ code }) => code));
  const said: Finding[] = [];
  const found = suppressionsOf(map.source.text, { known, said, file, map });
  const suppressed: Suppressed<F>[] = [];
  const kept = findings.filter((finding) => {
    const line = finding.span?.start.line ?? 0;
    const by = found.find(
      ({ codes, from, to }) => codes.has(finding.code) && from <= line && line <= to,
    );
    if (by === undefined) return true;
    by.isUsed = true;
    suppressed.push({ finding, reason: by.reason });
    return false;
  });
  for (const { isUsed, finding, codes } of found)
    if (!isUsed)
      said.push({
        ...finding,
        code: 'lint/unused-suppression',
        severity: 'warning',
        message: `nothing is found that this switches off (${[...codes].join(', ')})`,
        hint: 'remove the comment',
      });
  return { findings: [...kept, ...said], suppressed };
}

type Reader = {
  readonly known: ReadonlySet<string>;
  readonly said: Finding[];
  readonly file: string | undefined;
  readonly map: SourceMap;
};

function suppressionsOf(text: string, { known, said, file, map }: Reader): readonly Suppression[] {
  const found: Suppression[] = [];
  const comments = [...text.matchAll(COMMENT)].map((match) => {
    const place = {
      span: map.source.spanOf(match.index, match.index + match[0].length),
      ...(file !== undefined && { file }),
    };
    const codes = (match[2] ?? '').split(/[\s,]+/).filter((code) => code !== '');
    return { how: match[1] ?? '', codes, reason: (match[3] ?? '').trim(), place };
  });
  comments.forEach(({ how, codes, reason, place }, at) => {
    if (how === 'enable') return;
    for (const code of codes.filter((one) => !known.has(one))) {
      const hint = didYouMean(code, known);
      const message = `there is no rule '${code}'`;
      said.push({
        ...place,
        code: 'lint/unknown-rule',
        severity: 'warning',
        message,
        ...(hint !== undefined && { hint }),
      });
    }
    if (reason === '' || codes.length === 0) {
      const message = 'a rule is switched off by its name and with a reason';
      const hint = '{# smartpass-disable-next-line null/printed: every user has it #}';
      said.push({ ...place, code: 'lint/no-reason', severity: 'warning', message, hint });
      return;
    }
    const { start, end } = place.span;
    const until = comments.slice(at + 1).find((later) => later.how === 'enable');
    const [from, to] =
      how === 'disable-next-line'
        ? [end.line + 1, end.line + 1]
        : how === 'disable-file'
          ? [0, Infinity]
          : [start.line, until?.place.span.start.line ?? Infinity];
    found.push({ codes: new Set(codes), from, to, reason, finding: place, isUsed: false });
  });
  return found;
}

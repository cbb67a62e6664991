import { didYouMean, type Finding, type SourceMap } from '../diagnostics/index.ts';

/** `{# smartpass-disable-next-line null/printed, url/unencoded: reason #}`, or `-file`, or `-disable` … `-enable`; in YAML after `#`. */
const COMMENTS: Readonly<
  Record<'jinja' | 'yaml', { readonly pattern: RegExp; readonly example: string }>
> = {
  jinja: {
    pattern:
      /\{#-?\s*smartpass-(disable-next-line|disable-file|disable|enable)\b([^:#]*)(?::([\s\S]*?))?-?#\}/g,
    example: '{# smartpass-disable-next-line null/printed: every user has it #}',
  },
  yaml: {
    pattern:
      /(?<![^\s])#\s*smartpass-(disable-next-line|disable-file|disable|enable)\b([^:#\r\n]*)(?::([^\r\n]*))?/g,
    example: '# smartpass-disable-next-line map/drops-users: they get no pass',
  },
};

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

/** A file whose comments may switch findings off: how they are written there, and the rules that they may name. */
type Commented = {
  readonly map: SourceMap;
  readonly file: string | undefined;
  readonly known: ReadonlySet<string>;
  readonly comments: 'jinja' | 'yaml';
};

/**
 * Leaves out the findings that comments of the file switch off. A comment without a reason, with an unknown rule, or that
 * switches off nothing is a finding itself.
 */
export function suppress<F extends Finding>(
  findings: readonly F[],
  commented: Commented,
): Suppressions<F> {
  const said: Finding[] = [];
  const found = suppressionsOf(commented, said);
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

function suppressionsOf(
  { known, file, map, comments: language }: Commented,
  said: Finding[],
): readonly Suppression[] {
  const { pattern, example: hint } = COMMENTS[language];
  const found: Suppression[] = [];
  const comments = [...map.source.text.matchAll(pattern)].map((match) => {
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
      const similar = didYouMean(code, known);
      said.push({
        ...place,
        code: 'lint/unknown-rule',
        severity: 'warning',
        message: `there is no rule '${code}'`,
        ...(similar !== undefined && { hint: similar }),
      });
    }
    if (reason === '' || codes.length === 0) {
      const message = 'a rule is switched off by its name and with a reason';
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

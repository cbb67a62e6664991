import type { Analysis } from '../analysis/index.ts';
import { didYouMean, type Finding, type SourceMap, type Span } from '../diagnostics/index.ts';

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
  /** How many comments are before it. */
  readonly at: number;
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
 * A file whose comments may switch findings off: how they are written there, and the rules that they may name. `at` are the offsets of
 * the comments in the file; without them, what looks like one is one.
 */
type Commented = {
  readonly map: SourceMap;
  readonly file: string | undefined;
  readonly known: ReadonlySet<string>;
  readonly comments: 'jinja' | 'yaml';
  readonly at?: readonly Offsets[] | undefined;
};

type Offsets = readonly [start: number, end: number];

/** The comments of a text that Jinja reads, in offsets of its file: not what stands in a raw block or in a text of a tag. */
export function commentsOf({ tokens, map }: Analysis): readonly Offsets[] {
  const found: Offsets[] = [];
  let begin = 0;
  for (const { kind, start, end } of tokens) {
    if (kind === 'comment_begin') begin = start;
    if (kind === 'comment_end') found.push(map.origin(begin, end));
  }
  return found;
}

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
  const findAt = finder(found);
  const suppressed: Suppressed<F>[] = [];
  const kept = findings.filter((finding) => {
    const line = finding.span?.start.line ?? 0;
    const by = findAt(finding.code, line);
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

/** Finds the first comment that switches a rule off in a line; those of one line are known by it. */
function finder(
  all: readonly Suppression[],
): (code: string, line: number) => Suppression | undefined {
  const ofLines = new Map<number, Suppression[]>();
  for (const one of all) {
    if (one.from !== one.to) continue;
    const known = ofLines.get(one.from);
    if (known === undefined) ofLines.set(one.from, [one]);
    else known.push(one);
  }
  const wide = all.filter(({ from, to }) => from !== to);
  return (code, line) => {
    const isIt = ({ codes, from, to }: Suppression): boolean =>
      codes.has(code) && from <= line && line <= to;
    const [one, other] = [ofLines.get(line)?.find(isIt), wide.find(isIt)];
    return one === undefined || (other !== undefined && other.at < one.at) ? other : one;
  };
}

function suppressionsOf(
  { known, file, map, comments: language, at: places }: Commented,
  said: Finding[],
): readonly Suppression[] {
  const { pattern, example: hint } = COMMENTS[language];
  const found: Suppression[] = [];
  const comments = matchesOf(pattern, map.source.text, places).map(({ match, start }) => {
    const place = {
      span: map.source.spanOf(start, start + match[0].length),
      ...(file !== undefined && { file }),
    };
    const codes = (match[2] ?? '').split(/[\s,]+/).filter((code) => code !== '');
    return { how: match[1] ?? '', codes, reason: (match[3] ?? '').trim(), place };
  });
  const ends = linesOfEnds(comments);
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
    const [from, to] =
      how === 'disable-next-line'
        ? [end.line + 1, end.line + 1]
        : how === 'disable-file'
          ? [0, Infinity]
          : [start.line, ends[at] ?? Infinity];
    found.push({ at, codes: new Set(codes), from, to, reason, finding: place, isUsed: false });
  });
  return found;
}

/** What a pattern finds in a text, or at the very beginning of each of some stretches of it. */
function matchesOf(
  pattern: RegExp,
  text: string,
  places: readonly Offsets[] | undefined,
): readonly { readonly match: RegExpMatchArray; readonly start: number }[] {
  if (places === undefined)
    return [...text.matchAll(pattern)].map((match) => ({ match, start: match.index }));
  return places.flatMap(([start, end]) => {
    const [match] = text.slice(start, end).matchAll(pattern);
    return match?.index === 0 ? { match, start } : [];
  });
}

/** For each comment the line of the next one that ends a range; none where there is no other. */
function linesOfEnds(
  comments: readonly { readonly how: string; readonly place: { readonly span: Span } }[],
): readonly (number | undefined)[] {
  let next: number | undefined;
  return comments
    .toReversed()
    .map(({ how, place }) => {
      const line = next;
      if (how === 'enable') next = place.span.start.line;
      return line;
    })
    .toReversed();
}

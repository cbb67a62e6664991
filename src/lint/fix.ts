import { NOT_SEND } from '../account/index.ts';
import type { Fix } from '../diagnostics/index.ts';
import type { ast } from '../jinja/index.ts';
import { outermostOf } from './expressions.ts';
import { looseDefault } from './loose-default.ts';
import type { Trials } from './judge.ts';
import { isNumber } from './person.ts';
import { siteOf, type PlacedHarm } from './place.ts';
import type { Proof } from './proof.ts';
import type { HarmFinding } from './report.ts';
import type { Change } from './rule.ts';

/** Changes that drop users with a reason, and those that send another value in place of a missing one. */
type Changes = { readonly guards: readonly Change[]; readonly values: readonly Change[] };

/**
 * A change that removes a finding about a value that may be missing, tried on every user of the trials in every account: one that
 * drops users with a reason, safe where it changes nothing but drops without one; else a default. Undefined where none removes the
 * finding, or brings another.
 */
export function fixOf(found: HarmFinding, proof: Proof): Fix | undefined {
  const { finding, harm } = found;
  const own = found.rule.change?.(harm, proof.before.subject);
  if (own !== undefined) return asUnsafe(proof.ofHarm(found, own));
  if (!finding.code.startsWith('null/') || !harm.read.kind.endsWith('Attribute')) return undefined;
  const { guards, values } = candidates(harm, proof.before);
  let unsafe: Fix | undefined;
  for (const change of guards) {
    const fix = proof.ofHarm(found, change);
    if (fix?.safety === 'safe') return fix;
    unsafe ??= fix;
  }
  for (const change of values) {
    const fix = asUnsafe(proof.ofHarm(found, change));
    if (fix !== undefined) return fix;
  }
  return unsafe;
}

function asUnsafe(fix: Fix | undefined): Fix | undefined {
  return fix && { ...fix, safety: 'unsafe' };
}

function candidates(harm: PlacedHarm, { subject }: Trials): Changes {
  const { analysis } = subject;
  const { text } = analysis.map;
  const outer = outermostOf(siteOf(harm));
  const read = analysis.reads
    .named(harm.read)
    .find(({ node }) => outer.start <= node.start && node.end <= outer.end)?.node;
  const tag = Math.max(text.lastIndexOf('{{', outer.start), text.lastIndexOf('{%', outer.start));
  if (read === undefined || tag < 0) return { guards: [], values: [] };
  const value = text.slice(read.start, read.end);
  const { name } = harm.read;
  const guard = (condition: string): Change => ({
    title: `drop users without '${name}' with a reason`,
    edits: [{ from: tag, to: tag, text: stop(condition, name) }],
  });
  const empty = isNumber(harm.read) ? '0' : harm.read.shape.uses.has('list') ? '[]' : "''";
  const replaced = `${value}|default(${empty}, true)`;
  const by = read === outer ? replaced : `(${replaced})`;
  const edits = [{ from: read.start, to: read.end, text: by }];
  return {
    guards: [
      guard(`${value} is not defined or ${value} is none`),
      guard(`${value} is not defined or ${value} is none or ${value} == ''`),
      guard(`not ${value}`),
    ],
    values: [
      ...withTrue(looseDefault(harm, subject), text),
      { title: `give '${name}' a default`, edits },
    ],
  };
}

function stop(condition: string, name: string): string {
  const reason = `No ${name}`.replaceAll(/[^\p{L}\p{N} _-]/gu, '');
  return `{% if ${condition} %}{% ${NOT_SEND}('${reason}') %}{% endif %}`;
}

/** The second argument of a filter `default` with one. */
function withTrue(node: ast.Filter | undefined, text: string): readonly Change[] {
  if (node?.args.length !== 1 || text[node.end - 1] !== ')') return [];
  const at = node.end - 1;
  return [
    { title: 'let default replace null as well', edits: [{ from: at, to: at, text: ', true' }] },
  ];
}

/** A text with the fixes of some findings, those that do not touch each other; each `Fix` is in offsets of the file. */
export function applyFixes(
  text: string,
  fixes: readonly Fix[],
): { readonly text: string; readonly applied: number } {
  let made = text;
  let end = Infinity;
  let applied = 0;
  const placed = fixes.toSorted((a, b) => lastOf(b) - lastOf(a));
  for (const { edits } of placed) {
    if (edits.some(({ to }) => to >= end)) continue;
    for (const { from, to, text: by } of edits.toSorted((a, b) => b.from - a.from))
      made = made.slice(0, from) + by + made.slice(to);
    end = Math.min(...edits.map(({ from }) => from));
    applied += 1;
  }
  return { text: made, applied };
}

function lastOf({ edits }: Fix): number {
  return Math.max(...edits.map(({ to }) => to));
}

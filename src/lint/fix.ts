import { FindingsError, SourceMap, type Edit, type Fix } from '../diagnostics/index.ts';
import { NOT_SEND, type MessageOutcome } from '../account/index.ts';
import type { ast } from '../jinja/index.ts';
import { expressionAround, isDefault } from './expressions.ts';
import { isLabelled, rendered, type InAccount } from './harm.ts';
import { tryUsers, type LintOptions, type Trials } from './judge.ts';
import { isNumber, keyOf, withValue } from './person.ts';
import type { PlacedHarm } from './place.ts';
import { ofHarms, type HarmFinding } from './report.ts';
import { trialsOf } from './trial.ts';

/** A change of the text that Jinja reads, which may or may not mend a finding. */
type Change = { readonly title: string; readonly edits: readonly Edit[] };

/** Changes that drop users with a reason, and those that send another value in place of a missing one. */
type Changes = { readonly guards: readonly Change[]; readonly values: readonly Change[] };

/**
 * A change that removes a finding about a value that may be missing, tried on every user of the trials in every account: one that
 * drops users with a reason, safe where it changes nothing but drops without one; else a default. Undefined where none removes the
 * finding, or brings another.
 */
export function fixOf(
  { finding, harm }: HarmFinding,
  trials: Trials,
  options: LintOptions,
): Fix | undefined {
  if (!finding.code.startsWith('null/') || !harm.read.kind.endsWith('Attribute')) return undefined;
  const { map } = trials.subject.analysis;
  const { guards, values } = candidates(harm, trials);
  const mending = ({ edits }: Change): Trials | undefined => {
    const after = tried(map.edited(edits).text, options);
    return after !== undefined && isMended(trials, after, { finding, harm }) ? after : undefined;
  };
  const fix = ({ title, edits }: Change, safety: Fix['safety']): Fix => ({
    title,
    safety,
    edits: edits.map(({ from, to, text }) => {
      const [start, end] = map.origin(from, to);
      return { from: start, to: end, text };
    }),
  });
  let guard: Change | undefined;
  for (const change of guards) {
    const after = mending(change);
    if (after === undefined) continue;
    if (isSafe(trials, after)) return fix(change, 'safe');
    guard ??= change;
  }
  const unsafe = values.find((change) => mending(change) !== undefined) ?? guard;
  return unsafe && fix(unsafe, 'unsafe');
}

function tried(text: string, options: LintOptions): Trials | undefined {
  try {
    return tryUsers(SourceMap.of(text), options);
  } catch (error) {
    if (!(error instanceof FindingsError)) throw error;
    return undefined;
  }
}

function candidates(harm: PlacedHarm, { subject }: Trials): Changes {
  const { analysis } = subject;
  const { text } = analysis.map;
  const outer = expressionAround(harm).at(-1) ?? harm.node;
  const read = analysis.reads.all.find(
    ({ node, ...one }) =>
      keyOf(one) === keyOf(harm.read) && outer.start <= node.start && node.end <= outer.end,
  )?.node;
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
    values: [...withTrue(harm.node, text), { title: `give '${name}' a default`, edits }],
  };
}

function stop(condition: string, name: string): string {
  const reason = `No ${name}`.replaceAll(/[^\p{L}\p{N} _-]/gu, '');
  return `{% if ${condition} %}{% ${NOT_SEND}('${reason}') %}{% endif %}`;
}

/** The second argument of a filter `default` with one. */
function withTrue(node: ast.Node, text: string): readonly Change[] {
  if (!isDefault(node) || node.args.length !== 1 || text[node.end - 1] !== ')') return [];
  const at = node.end - 1;
  return [
    { title: 'let default replace null as well', edits: [{ from: at, to: at, text: ', true' }] },
  ];
}

/** How often each rule finds something about each attribute. */
function countsOf({ harms, subject }: Trials): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { finding, harm } of ofHarms(harms, subject)) {
    if (finding.severity === 'note') continue;
    const key = `${finding.code} ${keyOf(harm.read)}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** Whether a finding is gone and there is no other in its place. */
function isMended(before: Trials, after: Trials, { finding, harm }: HarmFinding): boolean {
  const [was, is] = [countsOf(before), countsOf(after)];
  const key = `${finding.code} ${keyOf(harm.read)}`;
  if ((is.get(key) ?? 0) >= (was.get(key) ?? 0)) return false;
  return [...is].every(([one, times]) => times <= (was.get(one) ?? 0));
}

/** Whether each user who was sent the message is sent the same, and only drops without a reason became something else. */
function isSafe(before: Trials, after: Trials): boolean {
  const pairs = [before.accounts.own, ...before.accounts.others].map(
    (account, at) => [account, [after.accounts.own, ...after.accounts.others][at]] as const,
  );
  for (const { person: user, reads } of before.users)
    for (const read of reads)
      for (const { value } of trialsOf(read, user.get(keyOf(read)))) {
        const person = withValue(user, keyOf(read), value);
        for (const [one, other] of pairs) {
          const outcome = (account: InAccount, { surroundings }: Trials): MessageOutcome =>
            rendered(account, person, surroundings).outcome;
          if (other === undefined) return false;
          if (!isKept(outcome(one, before), outcome(other, after))) return false;
        }
      }
  return true;
}

function isKept(before: MessageOutcome, after: MessageOutcome): boolean {
  if (before.sent) return after.sent && after.text === before.text;
  return !before.failures.some(isLabelled) || (!after.sent && after.failures.some(isLabelled));
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

import type { UnknownMember } from '../analysis/index.ts';
import type { ast } from '../jinja/index.ts';
import type { Change, Report, Subject } from './rule.ts';

/** A report for each place of the names that are unknown, those with another spelling of a known name or the others. */
export function* unknownNames(
  { analysis, names, unknown: found }: Subject,
  isSpelling: boolean,
): Iterable<Report> {
  for (const unknown of found) {
    if ((unknown.meant !== undefined) !== isSpelling) continue;
    for (const node of unknown.nodes) {
      const kind = analysis.reads.at(node)?.kind;
      // An account may have an attribute whose name is near one of MoEngage's own.
      const isGuess = kind !== undefined && !names.known.has(kind);
      const { message, hint } = unknown;
      const change = renamed(node, unknown);
      yield { message, hint, at: node, change, ...(isGuess && { severity: 'note' as const }) };
    }
  }
}

/** The name that was meant in place of the one in brackets. */
function renamed(node: ast.Node, { meant, hint }: UnknownMember): Change | undefined {
  const name = meant ?? /^did you mean '(.*)'\?$/.exec(hint)?.[1];
  if (name === undefined || /['"\\]/.test(name) || node.typename !== 'Getitem') return undefined;
  const { start, end } = node.arg;
  const edits = [{ from: start + 1, to: end - 1, text: name }];
  return { title: `write '${name}'`, edits };
}

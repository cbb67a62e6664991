import { adopt } from '../compiler/index.ts';
import type { Analysis } from '../analysis/index.ts';
import { ast } from '../jinja/index.ts';
import type { CompiledMessage } from '../emulator/index.ts';
import type { Finding, Lines } from '../diagnostics/index.ts';
import type { Change, Told, ToldRule } from './rule.ts';
import { hasSignedLinks } from './pass-link.ts';
import { TOLD_RULES } from './rules/index.ts';

/** A finding under the code of its rule, with a change of the file that may mend it. */
type ToldFinding = { readonly finding: Finding; readonly change: Change | undefined };

/** What the account and Jinja say of a file, each under the first rule that it fits; a finding that fits none is as it was. */
export function underRules(findings: readonly Finding[], file: Lines): readonly ToldFinding[] {
  return findings.map((finding) => {
    const told = toldOf(finding, file);
    const rule = told && TOLD_RULES.find((one) => isOf(one, told));
    if (told === undefined || rule === undefined) return { finding, change: undefined };
    return { finding: { ...finding, code: rule.code }, change: rule.change?.(told) };
  });
}

function isOf(rule: ToldRule, told: Told): boolean {
  return rule.codes.includes(told.finding.code) && (rule.fits?.(told) ?? true);
}

function toldOf(finding: Finding, file: Lines): Told | undefined {
  const { span } = finding;
  if (span === undefined) return undefined;
  const [start, end] = [file.offsetOf(span.start), file.offsetOf(span.end)];
  return { finding, text: file.text, start, end };
}

/** What adopt says of signatures by reading a template: a render knows better. */
const OF_SIGNATURES: ReadonlySet<string> = new Set([
  'link/no-signature',
  'map/adopt-other-signature',
]);

/**
 * What the account says of a message, and what `adopt` says of the link that it builds; of signatures only where that of a link of
 * the complete user is missing or another one, or no link is in the message and the template signs none.
 */
export function toldOfMessage(
  { analysis, findings }: CompiledMessage,
  complete: () => string | undefined,
): readonly ToldFinding[] {
  const known = new Set(TOLD_RULES.flatMap(({ codes }) => codes));
  const ofLink = hasFilter(analysis, 'base64encode')
    ? adopt(analysis).findings.filter(
        ({ code }) =>
          known.has(code) && !(OF_SIGNATURES.has(code) && isSigned(analysis, complete() ?? '')),
      )
    : [];
  return underRules([...findings, ...ofLink], analysis.map.source);
}

/** Whether the links of the complete user's message are signed or, where it has none yet, the template signs what it builds. */
function isSigned(analysis: Analysis, text: string): boolean {
  return text.includes('data=') ? hasSignedLinks(text) : hasFilter(analysis, 'convertToSHA256');
}

/** Whether the file itself has a filter of that name, not the snippet in it. */
function hasFilter({ root, map }: Analysis, filter: string): boolean {
  let isThere = false;
  ast.visit(root, {
    Filter({ name, start, end }) {
      if (name === filter && map.isVerbatim(start, end)) isThere = true;
    },
  });
  return isThere;
}

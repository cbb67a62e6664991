import type { Finding, SourceMap } from '../diagnostics/index.ts';
import { ast, type Token } from '../jinja/syntax/index.ts';
import {
  type Channel,
  type TriggerKind,
  NOT_SEND,
  checkAvailable,
  NAMES,
  type Profile,
  type ProfileField,
  checkAttributeName,
} from '../account/index.ts';
import type { Reads } from './reads.ts';

/** A construct of the language that an account may refuse, and where it is. */
export type Construct = {
  readonly field: ProfileField;
  readonly what: string;
  readonly start: number;
  readonly end: number;
};

/** Every use of a construct that the profile has a field for. */
export function constructsOf(
  root: ast.Root,
  tokens: readonly Token[],
  source: string,
): readonly Construct[] {
  const found: Construct[] = [];
  for (const { kind, start, end } of tokens) {
    if (kind === 'raw_begin')
      found.push({ field: 'raw', what: '{% raw %}', start, end: start + 2 });
    if (/_(?:begin|end)$/.test(kind) && source.slice(start, end).trim().includes('-'))
      found.push({ field: 'whitespaceControl', what: 'white-space control', start, end });
  }
  const note =
    (field: ProfileField, what: string) =>
    ({ start, end }: ast.Node): void =>
      void found.push({ field, what, start, end });
  ast.visit(root, {
    Macro: note('macros', '{% macro %}'),
    AssignBlock: note('blockSet', '{% set %}…{% endset %}'),
    ExprStmt: note('do', '{% do %}'),
  });
  return found;
}

/** The errors for constructs that the account refuses. */
export function refusals(
  constructs: readonly Construct[],
  profile: Profile,
  map: SourceMap,
): readonly Finding[] {
  return constructs
    .filter(({ field }) => profile[field] === 'refused')
    .map(({ field, what, start, end }) => ({
      code: 'moengage/refused-construct',
      severity: 'error',
      message: `this account does not take ${what} (profile field '${field}')`,
      span: map.spanOf(start, end),
    }));
}

/** Names where they do not exist, reserved attribute names, and reasons of MOE_NOT_SEND that are not written out. */
export function checkNames(
  root: ast.Root,
  reads: Reads,
  map: SourceMap,
  campaign: { readonly channel?: Channel | undefined; readonly trigger?: TriggerKind | undefined },
): readonly Finding[] {
  const findings: Finding[] = [];
  const report = (finding: Finding, node: ast.Node): void => {
    findings.push({ ...finding, span: map.spanOf(node.start, node.end) });
  };
  const checkName = (node: ast.Name | ast.Filter): void => {
    const spec = NAMES.get(node.name);
    const wrong = spec && checkAvailable(spec, campaign.channel, campaign.trigger);
    if (wrong !== undefined) report(wrong, node);
  };
  ast.visit(root, {
    Name(node) {
      if (node.ctx === 'load' && !reads.bindings.has(node.name)) checkName(node);
    },
    Filter(node) {
      if (node.name === 'getAuxData') checkName(node);
    },
    ExtensionTag({ name, args: [reason] }) {
      if (name !== NOT_SEND || reason === undefined) return;
      if (reason.typename === 'Const' && typeof reason.value === 'string') return;
      const message =
        'the reason of MOE_NOT_SEND is not a plain text, which is all that MoEngage shows';
      const hint = 'write the reason in quotes';
      report({ code: 'moengage/reason-not-literal', severity: 'warning', message, hint }, reason);
    },
  });
  for (const { kind, name, node } of reads.all) {
    if (kind !== 'UserAttribute' && kind !== 'EventAttribute') continue;
    for (const finding of checkAttributeName(kind === 'UserAttribute' ? 'user' : 'event', name))
      report(finding, node);
  }
  return findings;
}

import { NOT_SEND } from '../../../account/index.ts';
import { ast } from '../../../jinja/index.ts';
import type { Report, Subject, TextRule } from '../../rule.ts';

/** MOE_NOT_SEND has no reason. */
export const stopNoReason: TextRule = {
  code: 'stop/no-reason',
  severity: 'warning',
  why: 'The reason is what MoEngage shows beside the count of users who were not mailed. Without one nobody can tell why.',
  bad: `{% if not UserAttribute['A'] %}{% MOE_NOT_SEND('') %}{% endif %}Hi`,
  good: `{% if not UserAttribute['A'] %}{% MOE_NOT_SEND('No A') %}{% endif %}Hi`,

  check,
};

function check({ analysis }: Subject): Iterable<Report> {
  const found: Report[] = [];
  ast.visit(analysis.root, {
    ExtensionTag(node) {
      const [reason] = node.args;
      if (node.name !== NOT_SEND) return;
      if (reason !== undefined && !isEmptyText(reason)) return;
      const message = 'MOE_NOT_SEND has no reason';
      found.push({
        message,
        hint: "write {% MOE_NOT_SEND('No member id') %}",
        at: node,
      });
    },
  });
  return found;
}

function isEmptyText(node: ast.Node): boolean {
  return node.typename === 'Const' && typeof node.value === 'string' && node.value.trim() === '';
}

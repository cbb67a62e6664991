import { ast } from '../../../jinja/index.ts';
import type { Report, Subject, TextRule } from '../../rule.ts';

const SIGNS: ReadonlyMap<ast.CompareOp, string> = new Map([
  ['gt', '>'],
  ['gteq', '>='],
  ['lt', '<'],
  ['lteq', '<='],
]);

/** A sign inside a tag that the rich-text editor writes as an entity. */
export const editorEntityRisk: TextRule = {
  code: 'editor/entity-risk',
  severity: 'note',
  why: 'Typed into the rich-text editor < and > inside a tag become &lt; and &gt;, and the message fails for everyone. Pasted into the code editor they stay.',
  bad: `{% if UserAttribute['Points']|default(0, true)|int > 100 %}Gold{% endif %}`,
  good: `{% if UserAttribute['Tier'] != 'gold' %}Welcome{% endif %}`,

  check,
};

function* check({ analysis, isHtml, profile }: Subject): Iterable<Report> {
  if (!isHtml || profile.editorEntities === 'escaped') return;
  const found: (readonly [sign: string, node: ast.Node])[] = [];
  ast.visit(analysis.root, {
    Operand(node) {
      const sign = SIGNS.get(node.op);
      if (sign !== undefined && analysis.map.isVerbatim(node.start, node.end))
        found.push([sign, node]);
    },
  });
  const [first, ...others] = found;
  if (first === undefined) return;
  const more = others.length === 0 ? '' : `; ${others.length} more in this template`;
  const message = `the rich-text editor makes an entity of '${first[0]}' where it is typed${more}`;
  yield {
    message,
    hint: 'paste the template into the code editor or the source view',
    at: first[1],
  };
}

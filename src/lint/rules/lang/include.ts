import { ast } from '../../../jinja/index.ts';
import type { Report, Subject, TextRule } from '../../rule.ts';

/** A template asks for another template. */
export const langInclude: TextRule = {
  code: 'lang/include',
  severity: 'error',
  why: 'MoEngage has no store of templates to include, import or extend from. Content blocks are what it has.',
  bad: `{% include 'footer.html' %}`,
  good: `{{ ContentBlock['footer'] }}`,

  check,
};

function check({ analysis }: Subject): Iterable<Report> {
  const found: Report[] = [];
  const report = (node: ast.Node): void => {
    const message =
      'MoEngage has no other templates to read from: the message fails for every user';
    found.push({
      message,
      hint: "use a content block: {{ ContentBlock['name'] }}",
      at: node,
    });
  };
  ast.visit(analysis.root, {
    Include: report,
    Import: report,
    FromImport: report,
    Extends: report,
  });
  return found;
}

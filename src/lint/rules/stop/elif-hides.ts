import { NOT_SEND } from '../../../account/index.ts';
import { ast } from '../../../jinja/index.ts';
import type { Report, Subject, TextRule } from '../../rule.ts';

/** Reasons in an elif chain hide each other. */
export const stopElifHides: TextRule = {
  code: 'stop/elif-hides',
  severity: 'note',
  why: 'MoEngage counts the reason that the render comes to. In a chain of if and elif a user with two defects is counted under the first; separate ifs are all shown in the preview.',
  bad: `{% if not UserAttribute['A'] %}{% MOE_NOT_SEND('no A') %}{% elif not UserAttribute['B'] %}{% MOE_NOT_SEND('no B') %}{% endif %}Hi`,
  good: `{% if not UserAttribute['A'] %}{% MOE_NOT_SEND('no A') %}{% endif %}{% if not UserAttribute['B'] %}{% MOE_NOT_SEND('no B') %}{% endif %}Hi`,

  check,
};

function check({ analysis }: Subject): Iterable<Report> {
  const found: Report[] = [];
  ast.visit(analysis.root, {
    If({ body, elif_ }) {
      if (!stops(body)) return;
      for (const elif of elif_.filter((one) => stops(one.body))) {
        const message = 'this reason is counted only where no condition above it holds';
        const hint = 'write an {% if %} of its own for each reason';
        found.push({ message, hint, at: elif.test });
      }
    },
  });
  return found;
}

function stops(body: readonly ast.Stmt[]): boolean {
  return body.some((node) => node.typename === 'ExtensionTag' && node.name === NOT_SEND);
}

import { ast } from '../../../jinja/index.ts';
import type { Report, Subject, TextRule } from '../../rule.ts';

/** A condition is the same for every user. */
export const langConstantCondition: TextRule = {
  code: 'lang/constant-condition',
  severity: 'warning',
  why: "A condition without an attribute or variable never changes: often the quotes around an attribute's name make a text of it.",
  bad: `{% if 'UserAttribute[Tier]' == 'gold' %}Gold{% else %}Hi{% endif %}`,
  good: `{% if UserAttribute['Tier'] == 'gold' %}Gold{% else %}Hi{% endif %}`,

  check,
};

function check({ analysis }: Subject): Iterable<Report> {
  const found: Report[] = [];
  const look = (test: ast.Expr): void => {
    if (test.typename === 'Const' && typeof test.value !== 'string') return;
    let isConstant = true;
    ast.walk(test, ({ typename }) => {
      if (typename === 'Name' || typename === 'Call') isConstant = false;
    });
    if (isConstant)
      found.push({
        message: 'this condition is the same for every user',
        at: test,
      });
  };
  ast.visit(analysis.root, {
    If: ({ test }) => look(test),
    CondExpr: ({ test }) => look(test),
  });
  return found;
}

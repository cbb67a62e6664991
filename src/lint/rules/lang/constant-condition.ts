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
    const truth = isConstant ? undefined : alwaysTrue(test);
    if (truth !== undefined)
      found.push({
        message: 'this value alone is always true: the condition is the same for every user',
        hint: "write the comparison again, x == 'a' or x == 'b', or x in ['a', 'b']",
        at: truth,
      });
    if (isConstant)
      found.push({
        message: 'this condition is the same for every user',
        hint: "ask for an attribute, whose name alone is in quotes: UserAttribute['Name']",
        at: test,
      });
  };
  ast.visit(analysis.root, {
    If: ({ test }) => look(test),
    CondExpr: ({ test }) => look(test),
  });
  return found;
}

/** A text or number beside an or, which makes all of it true; undefined where there is none. */
function alwaysTrue(test: ast.Expr): ast.Node | undefined {
  if (test.typename !== 'Or') return undefined;
  return [test.left, test.right]
    .map((side) => (side.typename === 'Const' ? side : alwaysTrue(side)))
    .find((side) => side !== undefined && (side.typename !== 'Const' || isTrue(side.value)));
}

function isTrue(value: ast.Const['value']): boolean {
  return typeof value === 'string' ? value !== '' : typeof value === 'number' && value !== 0;
}

import { isPlaceholder, SECRET_PLACEHOLDER } from '../../../diagnostics/index.ts';
import { ast } from '../../../jinja/index.ts';
import type { Report, Subject, TextRule } from '../../rule.ts';

/** A secret is written in the template. */
export const secretLiteral: TextRule = {
  code: 'secret/literal',
  severity: 'warning',
  why: 'Anyone who can read the template can sign links. A file in a repository is read by many.',
  bad: `{{ 'https://pub1.pskt.io/c/x?data=e30'|convertToSHA256('0123456789abcdefghijkl') }}`,
  good: `{{ 'https://pub1.pskt.io/c/x?data=e30'|convertToSHA256('{YOUR-PROJECT-SECRET}') }}`,

  check,
};

function check({ analysis }: Subject): Iterable<Report> {
  const found: Report[] = [];
  ast.visit(analysis.root, {
    Filter({ name, args, kwargs }) {
      const secret = args[0] ?? kwargs.find(({ key }) => key === 'secret')?.value;
      if (name !== 'convertToSHA256' || secret?.typename !== 'Const') return;
      if (typeof secret.value !== 'string' || isPlaceholder(secret.value)) return;
      const hint = `write ${SECRET_PLACEHOLDER} in the file, and put the secret in where it is pasted`;
      found.push({
        message: 'the project secret is written in the template',
        hint,
        at: secret,
      });
    },
  });
  return found;
}

import { SECRET_PLACEHOLDER } from '../../../diagnostics/index.ts';
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

function check({ analysis: { secretPlaces } }: Subject): readonly Report[] {
  return secretPlaces.map(({ at: [start, end] }) => ({
    message: 'the project secret is written in the template',
    hint: `write ${SECRET_PLACEHOLDER} in the file, and put the secret in where it is pasted`,
    at: { start, end },
  }));
}

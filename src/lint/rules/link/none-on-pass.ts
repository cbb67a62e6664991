import type { HarmRule } from '../../rule.ts';

/** A pass says None where a value is missing. */
export const linkNoneOnPass: HarmRule = {
  code: 'link/none-on-pass',
  severity: 'error',
  why: "A null that is joined to the payload becomes Python's text None: the link opens, and the pass says it.",
  bad: `{% set data = '{"person.externalId":"1","person.forename":"' ~ UserAttribute['First Name']|replace('"', '') ~ '"}' %}{% set url = 'https://pub1.pskt.io/c/a4hrop?data=' ~ data|base64encode|replace('+', '-')|replace('/', '_')|replace('=', '') %}<a href="{{url}}&sig={{url|convertToSHA256('{YOUR-PROJECT-SECRET}')}}">Card</a>`,
  good: `{% set data = '{"person.externalId":"1","person.forename":"' ~ UserAttribute['First Name']|default('Friend', true)|replace('"', '') ~ '"}' %}{% set url = 'https://pub1.pskt.io/c/a4hrop?data=' ~ data|base64encode|replace('+', '-')|replace('/', '_')|replace('=', '') %}<a href="{{url}}&sig={{url|convertToSHA256('{YOUR-PROJECT-SECRET}')}}">Card</a>`,
  fits: (harm) => harm.effect === 'linked' && harm.problem.kind === 'none',
  hint: () => "give the value a default with true: |default('…', true)",
};

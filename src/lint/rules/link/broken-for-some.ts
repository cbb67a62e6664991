import type { HarmRule } from '../../rule.ts';

/** A value breaks the SmartPass link that it is put into. */
export const linkBrokenForSome: HarmRule = {
  code: 'link/broken-for-some',
  severity: 'error',
  why: 'A quote or a backslash in a value ends the text of the JSON that it is in: the link is sent, and opens no pass. `smartpass adopt` makes a field map of the template, whose snippet escapes every value.',
  bad: `{% if not UserAttribute['First Name'] %}{% MOE_NOT_SEND('No name') %}{% endif %}{% set data = '{"person.externalId":"1","person.forename":"' ~ UserAttribute['First Name'] ~ '"}' %}{% set url = 'https://pub1.pskt.io/c/a4hrop?data=' ~ data|base64encode|replace('+', '-')|replace('/', '_')|replace('=', '') %}<a href="{{url}}&sig={{url|convertToSHA256('{YOUR-PROJECT-SECRET}')}}">Card</a>`,
  good: `{% if not UserAttribute['First Name'] %}{% MOE_NOT_SEND('No name') %}{% endif %}{% set data = {'person.externalId': '1', 'person.forename': UserAttribute['First Name']|trim}|tojson %}{% set url = 'https://pub1.pskt.io/c/a4hrop?data=' ~ data|base64encode|replace('+', '-')|replace('/', '_')|replace('=', '') %}<a href="{{url}}&sig={{url|convertToSHA256('{YOUR-PROJECT-SECRET}')}}">Card</a>`,
  fits: (harm) => harm.effect === 'linked' && harm.problem.kind === 'broken',
  hint: (harm) =>
    `${harm.effect === 'linked' ? `${harm.problem.message}; ` : ''}escape each value with |tojson, or let smartpass adopt make a field map`,
};

import { addressBefore } from '../../address.ts';
import { isLack } from '../../lacks.ts';
import type { HarmRule } from '../../rule.ts';

/** An attribute in an address has no fallback. */
export const nullInLink: HarmRule = {
  code: 'null/in-link',
  severity: 'error',
  why: 'MoEngage does not send a message with a link that it cannot resolve: everyone who lacks the attribute is dropped.',
  bad: `<a href="https://example.com/cards/{{UserAttribute['Member ID']}}">Your card</a>`,
  good: `{% if not UserAttribute['Member ID'] %}{% MOE_NOT_SEND('No member id') %}{% endif %}<a href="https://example.com/?id={{UserAttribute['Member ID']|urlencode}}">Your card</a>`,

  fits: (harm, { analysis, isHtml }) =>
    harm.effect === 'dropped' &&
    isLack(harm) &&
    (analysis.isInLink(harm.node) || (!isHtml && addressBefore(analysis, harm.node) !== undefined)),
  hint: () =>
    "drop these users with a reason before, {% if not UserAttribute['…'] %}{% MOE_NOT_SEND('…') %}{% endif %}, or give a default with true",
};

import { linkErrors } from '../../pass-link.ts';
import type { Report, Subject, TextRule } from '../../rule.ts';

/** The SmartPass link of a message opens no pass for anyone. */
export const linkBroken: TextRule = {
  code: 'link/broken',
  severity: 'error',
  why: 'The payload of the link is not what PassKit reads: everyone who is sent the message gets a link that opens nothing. `smartpass verify` shows the payload with the place of the defect.',
  bad: `{% set data = 'person.externalId=1' %}{% set url = 'https://pub1.pskt.io/c/a4hrop?data=' ~ data|base64encode|replace('+', '-')|replace('/', '_')|replace('=', '') %}<a href="{{url}}&sig={{url|convertToSHA256('{YOUR-PROJECT-SECRET}')}}">Card</a>`,
  good: `{% set data = '{"person.externalId":"1"}' %}{% set url = 'https://pub1.pskt.io/c/a4hrop?data=' ~ data|base64encode|replace('+', '-')|replace('/', '_')|replace('=', '') %}<a href="{{url}}&sig={{url|convertToSHA256('{YOUR-PROJECT-SECRET}')}}">Card</a>`,
  check,
};

function* check({ complete }: Subject): Iterable<Report> {
  const errors = complete === undefined ? [] : linkErrors(complete.text);
  if (complete === undefined || errors.length === 0) return;
  const { prints } = complete;
  const link =
    prints.find(({ text }) => /[?&]data=/.test(text)) ??
    prints.find(({ text }) => text.length > 40);
  const at = link?.node ?? { start: 0, end: 0 };
  const message = `the link opens no pass: ${errors.join('; ')}`;
  yield { message, hint: 'smartpass adopt makes a field map of the template', at };
}

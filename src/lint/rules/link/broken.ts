import { brokenLinks } from '../../pass-link.ts';
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
  if (complete === undefined) return;
  const { prints } = complete;
  const reported = new Set<unknown>();
  for (const { link, errors } of brokenLinks(complete.text)) {
    const inLink = prints.filter(
      ({ text }) => text.trim().length > 0 && link.includes(text.trim()),
    );
    const print =
      prints.find(({ text }) => /[?&]data=/.test(text) && text.includes(link.slice(0, 60))) ??
      inLink.find(({ text }) => /[?&]data=/.test(text)) ??
      inLink.find(({ text }) => text.length > 40);
    if (print !== undefined && reported.has(print.node)) continue;
    reported.add(print?.node);
    yield {
      message: `the link opens no pass: ${errors.join('; ')}`,
      hint: 'smartpass adopt makes a field map of the template',
      at: print?.node ?? { start: 0, end: 0 },
    };
  }
}

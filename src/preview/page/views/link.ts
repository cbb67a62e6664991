import type { DrawnQr, PreviewField, PreviewLink } from '../../preview-data.ts';
import { count, h, numbers, type Child } from './dom.ts';
import { notesList } from './notes.ts';
import { qrCode } from './qr-code.ts';
import { copyButton } from './source.ts';

/** A longer link has no QR code; a shorter one has none where none was drawn. */
const MOST_IN_QR = 2953;

/** Whether links may be clicked, and the QR code of this one. */
type LinkOptions = { readonly liveLinks?: boolean; readonly qr?: DrawnQr | undefined };

/**
 * A pass link read back: signature, project, payload next to the field map, length, and its QR code where it is given. `at` of `total`
 * numbers it.
 */
export function linkSection(
  link: PreviewLink,
  at: number,
  total: number,
  { liveLinks = false, qr }: LinkOptions = {},
): HTMLElement {
  const id = 'link-' + at;
  const isDrawn = qr !== undefined || link.length > MOST_IN_QR;
  return h(
    'section',
    { class: 'card link', 'aria-labelledby': id },
    h('h3', { id }, total > 1 ? 'Pass link ' + (at + 1) + ' of ' + total : 'Pass link'),
    link.notes.length > 0 && notesList(link.notes),
    h(
      'div',
      { class: 'link-grid' + (!isDrawn ? ' bare' : qr && qr.size > 105 ? ' dense' : '') },
      isDrawn &&
        h(
          'div',
          { class: 'qr-box' },
          qr ? qrCode(qr, 'QR code of the link') : h('p', {}, 'Too long for any QR code.'),
          h('p', { class: 'aside' }, qr ? qr.size + ' modules a side' : ''),
        ),
      h(
        'div',
        { class: 'link-facts' },
        h(
          'dl',
          {},
          factsOf(link, liveLinks).map(([name, value]) =>
            h('div', {}, h('dt', {}, name), h('dd', {}, value)),
          ),
        ),
        h(
          'div',
          { class: 'link-box' },
          linkText(link, liveLinks),
          copyButton('the link', link.link),
        ),
      ),
    ),
    link.fields.length > 0 ? fieldsTable(link.fields) : h('p', {}, 'No fields could be read.'),
    link.payloadText !== undefined &&
      h(
        'details',
        {},
        h('summary', {}, 'The payload as written'),
        h(
          'pre',
          { class: 'source', tabindex: '0', role: 'group', 'aria-label': 'Payload' },
          link.payloadText,
        ),
      ),
  );
}

type Fact = readonly [name: string, value: Child];

function factsOf(link: PreviewLink, liveLinks: boolean): readonly Fact[] {
  const { signature, base64, query } = link;
  const verdict = h(
    'span',
    { class: 'verdict ' + (signature === 'valid' ? 'good' : 'bad') },
    signature,
  );
  const isTold = base64 !== undefined && base64 !== '' && base64 !== 'either';
  const given: readonly Fact[] =
    query.length > 0 ? [['Query', query.map((pair) => pair.join('=')).join(', ')]] : [];
  return [
    ['Signature', [verdict, liveLinks ? '' : ' (made with a fake secret)']],
    ['Project', h('span', { class: 'breaking' }, link.projectUrl)],
    ['Payload', [link.family, isTold ? ', base64 ' + base64 : '']],
    ...given,
    ['Length', lengthOf(link)],
  ];
}

function linkText({ link }: PreviewLink, liveLinks: boolean): HTMLElement {
  if (liveLinks && /^https?:\/\//i.test(link))
    return h(
      'a',
      { class: 'link-text', href: link, target: '_blank', rel: 'noopener noreferrer' },
      link,
    );
  return h('code', { class: 'link-text' }, link);
}

const VERDICTS = {
  fine: { words: 'fine', look: 'good' },
  long: { words: 'long', look: 'careful' },
  'too-long': { words: 'too long', look: 'bad' },
};

function lengthOf({ limits, length, verdict }: PreviewLink): Child {
  const meter = h('meter', {
    min: 0,
    max: limits.fail,
    low: limits.warn,
    high: limits.fail - 1,
    optimum: 0,
    'aria-label': 'Length of the link',
  });
  meter.value = Math.min(length, limits.fail);
  const { words, look } = VERDICTS[verdict];
  const [warn, fail] = [limits.warn, limits.fail].map((limit) => numbers.format(limit));
  return [
    meter,
    h('span', { class: 'verdict ' + look }, words),
    ': ' + count(length, 'character') + ' (long from ' + warn + ', too long from ' + fail + ')',
  ];
}

function fieldsTable(fields: readonly PreviewField[]): HTMLElement {
  const hasSources = fields.some(({ source }) => source !== '');
  return h(
    'table',
    { class: 'fields-table payload' },
    h('caption', {}, hasSources ? 'Payload, next to the field map' : 'Payload'),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        h('th', { scope: 'col' }, 'Field'),
        hasSources && h('th', { scope: 'col', class: 'from' }, 'Source'),
        h('th', { scope: 'col' }, 'Value'),
      ),
    ),
    h(
      'tbody',
      {},
      fields.map(({ name, source, value }) =>
        h(
          'tr',
          {},
          h(
            'th',
            { scope: 'row' },
            name,
            hasSources && h('span', { class: 'from narrow' }, source),
          ),
          hasSources && h('td', { class: 'from' }, source),
          h('td', { class: value === undefined ? 'absent' : 'value' }, shownValue(value)),
        ),
      ),
    ),
  );
}

function shownValue(value: string | undefined): string {
  if (value === undefined) return 'left out';
  return value === '' ? 'empty' : value;
}

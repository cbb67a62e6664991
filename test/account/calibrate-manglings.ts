/** What happens to a text between MoEngage and the file that a user saves. */
export const MANGLINGS: ReadonlyMap<string, (text: string) => string> = new Map([
  ['nothing', (text) => text],
  ['HTML escaping', escapeHtml],
  ['HTML escaping twice', (text) => escapeHtml(escapeHtml(text))],
  [
    'an HTML mail',
    (text) => `<html><body><p>${lines(escapeHtml(text), '<br class="x">\n')}</p></body></html>`,
  ],
  ['wrapping at 76 columns', wrap],
  ['wrapping and quoting', (text) => wrap(text).replaceAll(/^/gm, '> ')],
  ['wrapping at 20 columns, escaped', (text) => escapeHtml(wrap(text, 20))],
  ['quoted-printable', quotedPrintable],
  ['quoted-printable HTML', (text) => quotedPrintable(`<p>${escapeHtml(text)}</p>`)],
  ['quoted-printable with CRLF', (text) => lines(quotedPrintable(text), '\r\n')],
  ['trimming', (text) => lines(text.trim(), '\n', (line) => line.trim())],
  ['white space as one blank', (text) => text.replaceAll(/\s+/g, ' ').trim()],
  ['no-break blanks', (text) => wrap(text, 40).replaceAll('\n', '\u00a0\n\u200b')],
  ['capital letters', (text) => text.toUpperCase()],
  ['smart quotes', (text) => text.replaceAll("'", '\u2019').replaceAll(' - ', ' \u2013 ')],
  ['CRLF', (text) => lines(text, '\r\n')],
  [
    'a JSON string',
    (text) => JSON.stringify({ body: wrap(text, 76) }).replaceAll(String.raw`\n`, '\n'),
  ],
  ['text and HTML of one mail', (text) => `${text}\n--part\n<div>${escapeHtml(text)}</div>`],
]);

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

function wrap(text: string, columns: number = 76): string {
  return text.replaceAll(new RegExp(`(.{${columns}})(?=.)`, 'g'), '$1\n');
}

function lines(text: string, ending: string, change = (line: string): string => line): string {
  return text.split('\n').map(change).join(ending);
}

function quotedPrintable(text: string): string {
  const encoded = text.replaceAll(/[^\n\u0020-\u003c\u003e-\u007e]/gu, (char) =>
    [...Buffer.from(char)]
      .map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`)
      .join(''),
  );
  return encoded.split('\n').map(softBreaks).join('\n');
}

/** Lines of at most 76 characters, an escape never broken. */
function softBreaks(line: string): string {
  const pieces = line.match(/(?:=..|[^=]){1,70}/g) ?? [];
  return pieces.join('=\n');
}

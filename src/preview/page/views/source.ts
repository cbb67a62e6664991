import { h } from './dom.ts';

const MARKUP =
  /<!--[^]*?(?:-->|$)|<\/?[A-Za-z!](?:[^<>"']|"[^"]*"|'[^']*')*>?|&(?:#\w+|\w+);|https?:\/\/[^\s<>"']+/g;
const INSIDE = /"[^"]*"|'[^']*'|[^\s=>"'/<]+(?=\s*=)|<\/?[^\s>]+/g;

/** A piece of a source, and what it is: part of the name of its class, or nothing. */
type Piece = readonly [kind: string, text: string];

/** A source with line numbers, and in colours where it is markup. */
export function sourceView(text: string, isMarkup: boolean, label: string): HTMLElement {
  const lines: (string | HTMLElement)[][] = [[]];
  for (const [kind, piece] of coloured(text, isMarkup))
    for (const [at, part] of piece.split(/\r\n|\r|\n/).entries()) {
      if (at > 0) lines.push([]);
      if (part !== '')
        lines.at(-1)?.push(kind === '' ? part : h('span', { class: 's-' + kind }, part));
    }
  const width = String(lines.length).length;
  return h(
    'pre',
    { class: 'source numbered', tabindex: '0', role: 'group', 'aria-label': label },
    lines.map((line, at) =>
      h(
        'span',
        { class: 'source-line' },
        h('span', { class: 'source-no', 'data-no': String(at + 1).padStart(width) }),
        h('span', { class: 'source-text' }, line, '\n'),
      ),
    ),
  );
}

function coloured(text: string, isMarkup: boolean): readonly Piece[] {
  const outer = pieces(text, MARKUP, kindOfMarkup, '');
  if (!isMarkup) return outer.map(([kind, part]) => [kind === 'address' ? kind : '', part]);
  return outer.flatMap((piece) =>
    piece[0] === 'tag' ? pieces(piece[1], INSIDE, kindInTag, 'tag') : [piece],
  );
}

function kindOfMarkup(part: string): string {
  if (part.startsWith('<!--')) return 'comment';
  if (part.startsWith('<')) return 'tag';
  return part.startsWith('&') ? 'entity' : 'address';
}

function kindInTag(part: string): string {
  if (/^["']/.test(part)) return 'text';
  return part.startsWith('<') ? 'tag' : 'name';
}

function pieces(
  text: string,
  pattern: RegExp,
  kindOf: (part: string) => string,
  rest: string,
): readonly Piece[] {
  const found: Piece[] = [];
  let at = 0;
  for (const { 0: part, index } of text.matchAll(pattern)) {
    if (index > at) found.push([rest, text.slice(at, index)]);
    found.push([kindOf(part), part]);
    at = index + part.length;
  }
  if (at < text.length) found.push([rest, text.slice(at)]);
  return found;
}

/** A button that copies a text, and says so in the page's live region `#said`. */
export function copyButton(label: string, text: string): HTMLButtonElement {
  const button = h(
    'button',
    { type: 'button', class: 'copy', 'aria-label': 'Copy ' + label },
    'Copy',
  );
  const done = (words: string): void => {
    button.textContent = words;
    const said = document.getElementById('said');
    if (said !== null) said.textContent = words + ': ' + label;
    setTimeout(() => {
      button.textContent = 'Copy';
    }, 2000);
  };
  button.addEventListener('click', () => {
    void copyText(text).then((isDone) => done(isDone ? 'Copied' : 'Not copied'));
  });
  return button;
}

async function copyText(text: string): Promise<boolean> {
  if (!window.isSecureContext) return copySelected(text);
  return navigator.clipboard.writeText(text).then(
    () => true,
    () => copySelected(text),
  );
}

function copySelected(text: string): boolean {
  const area = h('textarea', { class: 'unseen', 'aria-hidden': 'true', tabindex: '-1' });
  area.value = text;
  document.body.append(area);
  area.select();
  // oxlint-disable-next-line typescript/no-deprecated -- the one way to copy in a page that came from a file
  const isDone = document.execCommand('copy');
  area.remove();
  return isDone;
}

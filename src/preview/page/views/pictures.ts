import { BUTTONS } from '../../../passkit/index.ts';

/** About how wide a letter of the stand-ins is, in pixels. */
const LETTER = 7.2;

/**
 * What is drawn in the place of a picture, since none is loaded: an image of the same size, so that a mail keeps its width. The two Save
 * Pass pictures of PassKit are drawn as buttons.
 */
export function standIn(node: Element): string {
  const source = (node.getAttribute('src') ?? '').trim();
  const button = BUTTONS.find(({ image }) => image === source);
  if (button !== undefined) return savePass(button);
  const alt = node.getAttribute('alt');
  let width = pixels(node, 'width');
  let height = pixels(node, 'height');
  if (width === 0 && height === 0) [width, height] = [240, 80];
  else if (width === 0)
    width = Math.min(600, Math.max(height, Math.ceil((alt ?? '').length * LETTER) + 16));
  else if (height === 0) height = Math.max(24, Math.round(width * 0.3));
  return placeholder(width, height, alt ?? 'picture');
}

/** A grey picture of a size with a text in it. */
export function placeholder(width: number, height: number, text: string): string {
  if (width <= 2 || height <= 2) return drawn(width, height, '');
  const most = Math.max(1, Math.floor((height - 4) / 17));
  const lines = textLines(text, width).slice(0, most);
  const top = height / 2 - (lines.length - 1) * 8.5 + 4.5;
  const frame = tag('rect', {
    x: '.5',
    y: '.5',
    width: width - 1,
    height: height - 1,
    fill: '#eef0f3',
    stroke: '#8a8f98',
    'stroke-dasharray': '4 3',
  });
  const words = lines.map((line, at) =>
    tag(
      'text',
      {
        x: width / 2,
        y: top + at * 17,
        'text-anchor': 'middle',
        'font-family': 'system-ui,sans-serif',
        'font-size': 12,
        fill: '#3d434d',
      },
      xml(line),
    ),
  );
  return drawn(width, height, frame + words.join(''));
}

function textLines(text: string, width: number): readonly string[] {
  const most = Math.max(1, Math.floor((width - 12) / LETTER));
  const lines: string[] = [];
  let last = '';
  for (const word of text.split(/\s+/)) {
    if (last !== '' && last.length + 1 + word.length > most) {
      lines.push(last);
      last = '';
    }
    last = (last === '' ? word : last + ' ' + word).slice(0, most);
  }
  return [...lines, last];
}

const MARKS = {
  apple: [
    tag('rect', { x: 12, y: 13, width: 26, height: 20, rx: 4, fill: '#fff' }),
    tag('path', { d: 'M12 20h26', stroke: '#3aa2f4', 'stroke-width': 3 }),
    tag('path', { d: 'M12 24h26', stroke: '#f5b83d', 'stroke-width': 3 }),
    tag('path', {
      d: 'M12 28h8a5 5 0 0 0 10 0h8v2a4 4 0 0 1-4 4H16a4 4 0 0 1-4-4z',
      fill: '#d9d9d9',
    }),
  ].join(''),
  google: [
    tag('rect', { x: 12, y: 14, width: 26, height: 20, rx: 4, fill: '#34a853' }),
    tag('path', { d: 'M12 20h26v-2a4 4 0 0 0-4-4H16a4 4 0 0 0-4 4z', fill: '#4285f4' }),
    tag('path', { d: 'M12 25c9 0 12 6 26 3v2a4 4 0 0 1-4 4H16a4 4 0 0 1-4-4z', fill: '#fbbc04' }),
  ].join(''),
};

function savePass({ platform, alt }: (typeof BUTTONS)[number]): string {
  const words = alt.split(' ');
  const font = { x: 48, 'font-family': 'system-ui,sans-serif', fill: '#fff' };
  const first = tag('text', { ...font, y: 20, 'font-size': 10 }, xml(words.slice(0, 2).join(' ')));
  const second = tag(
    'text',
    { ...font, y: 36, 'font-size': 15, 'font-weight': 600 },
    xml(words.slice(2).join(' ')),
  );
  const card = tag('rect', { width: 172, height: 48, rx: 8, fill: '#000' });
  return drawn(172, 48, card + MARKS[platform === 'apple' ? 'apple' : 'google'] + first + second);
}

function drawn(width: number, height: number, inner: string): string {
  const picture = tag(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: '0 0 ' + width + ' ' + height,
    },
    inner,
  );
  return 'data:image/svg+xml,' + encodeURIComponent(picture);
}

/** An element of SVG as text. */
function tag(name: string, props: Readonly<Record<string, string | number>>, inner = ''): string {
  const words = Object.entries(props).map(([key, value]) => ' ' + key + '="' + value + '"');
  return '<' + name + words.join('') + '>' + inner + '</' + name + '>';
}

function xml(text: string): string {
  return text
    .replaceAll(/[\u0000-\u001f\ufffe\uffff]/g, ' ')
    .replaceAll(/[&<>"]/g, (char) => '&#' + char.charCodeAt(0) + ';');
}

function pixels(node: Element, name: string): number {
  const value = node.getAttribute(name) ?? '';
  const style = node.getAttribute('style') ?? '';
  const styled = new RegExp('(?:^|;)\\s*' + name + '\\s*:\\s*(\\d+(?:\\.\\d+)?)px', 'i').exec(
    style,
  );
  if (styled !== null) return Number(styled[1]);
  return /^\d+$/.test(value.trim()) ? Number(value) : 0;
}

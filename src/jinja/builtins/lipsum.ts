import { raise } from '../errors.ts';
import { toIndex, toInt } from '../values/numbers.ts';
import { equal, isInt, truthy } from '../values/protocol.ts';
import { Markup, type Callable, type CallState, type Value } from '../values/types.ts';
import { capitalize } from '../values/unicode.ts';
import { pythonFunction } from '../values/define.ts';

/** Jinja's `LOREM_IPSUM_WORDS`. */
const WORDS: readonly string[] = `
a ac accumsan ad adipiscing aenean aliquam aliquet amet ante aptent arcu at auctor augue
bibendum blandit class commodo condimentum congue consectetuer consequat conubia convallis cras
cubilia cum curabitur curae cursus dapibus diam dictum dictumst dignissim dis dolor donec dui
duis egestas eget eleifend elementum elit enim erat eros est et etiam eu euismod facilisi
facilisis fames faucibus felis fermentum feugiat fringilla fusce gravida habitant habitasse hac
hendrerit hymenaeos iaculis id imperdiet in inceptos integer interdum ipsum justo lacinia lacus
laoreet lectus leo libero ligula litora lobortis lorem luctus maecenas magna magnis malesuada
massa mattis mauris metus mi molestie mollis montes morbi mus nam nascetur natoque nec neque
netus nibh nisi nisl non nonummy nostra nulla nullam nunc odio orci ornare parturient pede
pellentesque penatibus per pharetra phasellus placerat platea porta porttitor posuere potenti
praesent pretium primis proin pulvinar purus quam quis quisque rhoncus ridiculus risus rutrum
sagittis sapien scelerisque sed sem semper senectus sit sociis sociosqu sodales sollicitudin
suscipit suspendisse taciti tellus tempor tempus tincidunt torquent tortor tristique turpis
ullamcorper ultrices ultricies urna ut varius vehicula vel velit venenatis vestibulum vitae
vivamus viverra volutpat vulputate
`
  .trim()
  .split(/\s+/);

/** What one word costs. */
const WORD = 8;

/** `lipsum`: paragraphs of filler text, each of `min` up to but not including `max` words. */
export const LIPSUM: Callable = pythonFunction(
  'generate_lorem_ipsum',
  'n? html? min? max?',
  (state, n: Value = 5, html: Value = true, min: Value = 20, max: Value = 100) => {
    const count = Number(toIndex(n));
    const paragraphs: string[] = [];
    for (let index = 0; index < count; index++) {
      state.meter.step();
      paragraphs.push(paragraph(state, randomBetween(state, min, max)));
    }
    if (!truthy(html)) return paragraphs.join('\n\n');
    return new Markup(paragraphs.map((text) => `<p>${text}</p>`).join('\n'));
  },
);

/** Python's `randrange(min, max)`; without `max` it counts up to `min`. */
function randomBetween(state: CallState, min: Value, max: Value): number {
  const first = wholeNumber(min, 'arg 1');
  if (max === null) {
    if (first <= 0) throw raise('ValueError', 'empty range for randrange()');
    return randomBelow(state, first);
  }
  const end = wholeNumber(max, 'stop');
  if (end <= first) {
    throw raise('ValueError', `empty range for randrange() (${first}, ${end}, ${end - first})`);
  }
  return first + randomBelow(state, end - first);
}

/** An int, or what `int(x)` makes of another value and is equal to it. */
function wholeNumber(value: Value, what: string): number {
  if (isInt(value)) return Number(value);
  const whole = toInt(value);
  if (equal(whole, value)) return Number(whole);
  throw raise('ValueError', `non-integer ${what} for randrange()`);
}

function paragraph(state: CallState, length: number): string {
  const words: string[] = [];
  let isSentenceStart = true;
  let lastComma = 0;
  let lastStop = 0;
  let last = '';
  for (let index = 0; index < length; index++) {
    state.meter.step(WORD);
    last = otherWord(state, last);
    let word = isSentenceStart ? capitalize(last) : last;
    isSentenceStart = false;
    if (index - (3 + randomBelow(state, 5)) > lastComma) {
      lastComma = index;
      lastStop += 2;
      word += ',';
    }
    if (index - (10 + randomBelow(state, 10)) > lastStop) {
      lastComma = index;
      lastStop = index;
      word += '.';
      isSentenceStart = true;
    }
    words.push(word);
  }
  const text = words.join(' ');
  if (text.endsWith(',')) return `${text.slice(0, -1)}.`;
  return text.endsWith('.') ? text : `${text}.`;
}

function otherWord(state: CallState, last: string): string {
  for (;;) {
    state.meter.step();
    const word = WORDS[randomBelow(state, WORDS.length)] as string;
    if (word !== last) return word;
  }
}

/** A whole number from 0 up to but not including `limit`, out of the environment's source of chance or `Math.random`. */
export function randomBelow(state: CallState, limit: number): number {
  const random = state.environment.random ?? Math.random;
  return Math.floor(random() * limit);
}

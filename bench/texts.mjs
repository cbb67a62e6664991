/** Texts that are the start of something which does not end as it should, by what reads them: time must grow with their length alone. */
import { compile, readFieldMap } from '../dist/compiler/index.js';
import { closest } from '../dist/diagnostics/index.js';
import { Environment, tokenise } from '../dist/api/jinja.js';
import { readJson } from '../dist/passkit/index.js';
import { mapOf } from './cases.mjs';

const SYNTAX = {
  version: '3.1',
  trimBlocks: false,
  lstripBlocks: false,
  keepTrailingNewline: false,
  tags: new Map(),
};

/** Sources with a part that is repeated: each is the start of something that does not end as it should. */
const SOURCES = [
  (n) => '{%'.padEnd(8 * n),
  (n) => '{% '.repeat(3 * n),
  (n) => `{{ ${'1_'.repeat(4 * n)} }}`,
  (n) => `{{ 0.${'1_'.repeat(4 * n)} }}`,
  (n) => `{{ ${`'a" `.repeat(2 * n)} }}`,
  (n) => `{{ "${'\\a'.repeat(4 * n)} }}`,
  (n) => `{% raw %}${'{% '.repeat(3 * n)}`,
  (n) => '{# '.repeat(3 * n),
  (n) => `${' '.repeat(1000)}{%- do a -%}`.repeat(n / 100),
  (n) => `{{ ${'é'.repeat(8 * n)} }}`,
];

const JSON_PIECES = ['"', '"}', '",', '" ', '{"a":"', '\\"', '"a":'];

const FILTERS =
  'urlize striptags title wordcount capitalize upper escape urlencode trim truncate indent int float tojson pprint wordwrap reverse length string';
const TEXTS =
  "a|<|< |<!--|http://|a@|@|www.|(|a(|.|a.|&|&lt;| |\n|'|-|a-|1|1_|é|👍|ß|http://a.com/((|mailto:|a@b.|%|&#|)|&gt;";

/**
 * What is run at a size, by name.
 *
 * @returns {Generator<[name: string, run: (size: number) => unknown]>}
 */
export function* texts() {
  for (const [at, source] of SOURCES.entries())
    yield [`tokenise ${source(4).slice(0, 12)}… (${at})`, (n) => tokenise(source(n), SYNTAX)];
  for (const piece of JSON_PIECES)
    yield [`readJson ${piece}`, (n) => readJson(`{"a":"${piece.repeat(n)}`)];
  yield ['closest', (n) => closest('Tier', ['a'.repeat(100 * n), 'Teir'])];
  yield [
    'a field map',
    (n) =>
      compile(readFieldMap(mapOf(n / 200, ', as: datetime'), 'x.yaml').map, { channel: 'email' }),
  ];
  const environment = new Environment();
  for (const filter of FILTERS.split(' ')) {
    const template = environment.compile(`{{ x|${filter} }}`);
    for (const text of TEXTS.split('|'))
      yield [`${filter} ${JSON.stringify(text)}`, (n) => rendered(template, text.repeat(n))];
  }
}

function rendered(template, text) {
  try {
    // The last characters make patterns that look ahead look for them in vain.
    return template.renderText({ x: `${text}!a.` });
  } catch (error) {
    return error;
  }
}

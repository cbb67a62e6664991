/** Texts that are the start of something which does not end as it should, by what reads them: time must grow with their length alone. */
import { defaultProfile } from '../dist/account/index.js';
import { analyse } from '../dist/analysis/index.js';
import { adopt, compile, readFieldMap } from '../dist/compiler/index.js';
import { closest, SourceMap } from '../dist/diagnostics/index.js';
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

const tier = "UserAttribute['Tier']";

/** Statements with a number, as templates have many of that set or keep variables; the last one builds a link. */
const STATEMENTS = [
  (at) => `{% set b${at} %}x{{ ${tier} }}{% endset %}`,
  (at) =>
    `{% if ${tier} == 'x${at}' %}{% set v${at} = 'a' %}{% else %}{% set w = 'b' %}{% endif %}`,
  (at) => `{% set v${at} = 1 %}{% with a = ${tier} %}{{ a }}{% endwith %}`,
  (at) => `{% set v${at} = 1 %}{% for a in ${tier} %}{{ a }}{% endfor %}`,
  (at) => `{% macro m${at}(x) %}{{ x }}{% endmacro %}{% set v${at} = m${at}(${tier}) %}`,
];
const LINK = `{{ 'https://pub1.pskt.io/c/a?data=' ~ ({'a': ${tier}}|tojson)|base64encode }}`;

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
  for (const statement of STATEMENTS)
    yield [`adopt ${statement(0).slice(0, 24)}…`, (n) => adopt(analysed(n / 4, statement))];
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

function analysed(count, statement) {
  const text = Array.from({ length: count }, (_, at) => statement(at)).join('');
  const profile = defaultProfile('email');
  return analyse(SourceMap.of(`${text}${LINK}`), { profile, channel: 'email' });
}

function rendered(template, text) {
  try {
    // The last characters make patterns that look ahead look for them in vain.
    return template.renderText({ x: `${text}!a.` });
  } catch (error) {
    return error;
  }
}

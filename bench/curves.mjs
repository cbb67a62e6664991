/** What a template may hold many of: each is compiled and rendered as an account does. */
import { defaultProfile, nobleHashes, readRecipient } from '../dist/account/index.js';
import { createEmulator } from '../dist/emulator/index.js';

const { recipient } = readRecipient('{"user": {"Tier": "gold", "List": [1, 2]}}', 'user.json');

const EMULATOR = createEmulator({
  profile: defaultProfile('email'),
  channel: 'email',
  trigger: 'event',
  crypto: nobleHashes,
  clock: () => 0,
  auxTables: new Map(),
});

const times = (count, make) => Array.from({ length: count }, (_, at) => make(at)).join('');
const tier = "UserAttribute['Tier']";

/** Source of a template with so many of something. */
const SOURCES = {
  'lines of text': (n) => times(n, (at) => `<p>Line ${at}</p>\n`),
  outputs: (n) => times(n, () => `{{ ${tier} }}\n`),
  'reads of one missing attribute': (n) => times(n, () => "{{ UserAttribute['Nope'] }}\n"),
  'reads of different attributes': (n) =>
    times(n, (at) => `{% if UserAttribute['A${at}'] %}x{% endif %}\n`),
  'outputs with filters': (n) => times(n, () => `{{ ${tier}|upper|default('x') }}\n`),
  assignments: (n) => times(n, (at) => `{% set v${at} = ${tier} %}\n`),
  'assignments of one name': (n) => `${times(n, () => `{% set v = ${tier} %}\n`)}{{ v }}`,
  'macros, defined and called': (n) =>
    times(n, (at) => `{% macro m${at}(x) %}{{ x }}{% endmacro %}{{ m${at}(1) }}\n`),
  'calls of one macro': (n) =>
    `{% macro m(x) %}{{ x }}{% endmacro %}${times(n, () => '{{ m(1) }}\n')}`,
  conditions: (n) => times(n, (at) => `{% if ${tier} == 't${at}' %}x{% else %}y{% endif %}\n`),
  elif: (n) =>
    `{% if false %}${times(n, (at) => `{% elif ${tier} == 't${at}' %}x\n`)}{% else %}y{% endif %}`,
  loops: (n) => times(n, () => "{% for x in UserAttribute['List'] %}{{ x }}{% endfor %}\n"),
  blocks: (n) => times(n, (at) => `{% block b${at} %}x{% endblock %}\n`),
  comments: (n) => times(n, (at) => `{# note ${at} #}\n`),
  'items of a list': (n) => `{{ [${times(n, (at) => `${at}, `)}]|length }}`,
  'items of a dict': (n) => `{{ {${times(n, (at) => `'k${at}': ${at}, `)}}|length }}`,
  'parts of a ~': (n) => `{{ ${times(n, () => `${tier} ~ `)}'' }}`,
  links: (n) => times(n, () => `<a href="https://example.com/{{ ${tier} }}">x</a>\n`),
};

/** Name -> compiles and renders that many. */
export function* curves() {
  for (const [name, source] of Object.entries(SOURCES))
    yield [name, (n) => EMULATOR.compile(source(n)).render(recipient)];
}

/** A template that signs with a secret in one way or other: its name, and its text for an address expression and a secret. */
export type SigningForm = {
  readonly name: string;
  readonly write: (secret: string) => string;
};

type Written = readonly [name: string, write: (secret: string) => string];

/** A secret as a literal of Jinja. */
export function literal(secret: string, quote = "'"): string {
  const escaped = secret.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`);
  return `${quote}${escaped.replaceAll('\n', '\\n')}${quote}`;
}

function half(secret: string): readonly [string, string] {
  const at = Math.floor(secret.length / 2);
  return [literal(secret.slice(0, at)), literal(secret.slice(at))];
}

/** Each prints the signature of `u`, which the template sets before. */
const SIGNING: readonly Written[] = [
  ['positional', (s) => `{{ u|convertToSHA256(${literal(s)}) }}`],
  ['double quotes', (s) => `{{ u|convertToSHA256(${literal(s, '"')}) }}`],
  ['keyword', (s) => `{{ u|convertToSHA256( secret = ${literal(s)} ) }}`],
  ['in parentheses', (s) => `{{ u|convertToSHA256((${literal(s)})) }}`],
  ['concatenation', (s) => `{{ u|convertToSHA256(${half(s).join(' ~ ')}) }}`],
  ['sum', (s) => `{{ u|convertToSHA256(${half(s).join(' + ')}) }}`],
  ['literals side by side', (s) => `{{ u|convertToSHA256(${half(s).join(' ')}) }}`],
  ['spread', (s) => `{{ u|convertToSHA256(*[${literal(s)}]) }}`],
  ['spread keywords', (s) => `{{ u|convertToSHA256(**{'secret': ${literal(s)}}) }}`],
  ['variable', (s) => `{% set s = ${literal(s)} %}{{ u|convertToSHA256(s) }}`],
  [
    'variable of a variable',
    (s) => `{% set s = ${literal(s)} %}{% set t = s %}{{ u|convertToSHA256(t) }}`,
  ],
  ['two variables', (s) => `{% set a, b = ${half(s).join(', ')} %}{{ u|convertToSHA256(a ~ b) }}`],
  ['set block', (s) => `{% set s %}{{ ${literal(s)} }}{% endset %}{{ u|convertToSHA256(s) }}`],
  [
    'set block of plain text',
    (s) =>
      `{% set s %}{% raw %}${s.replaceAll('{%', '{')}{% endraw %}{% endset %}{{ u|convertToSHA256(s) }}`,
  ],
  [
    'in two blocks',
    (s) => `{% set s = ${half(s)[0]} %}{% set s = s ~ ${half(s)[1]} %}{{ u|convertToSHA256(s) }}`,
  ],
  [
    'macro that gives it',
    (s) => `{% macro key() %}{{ ${literal(s)} }}{% endmacro %}{{ u|convertToSHA256(key()) }}`,
  ],
  [
    'macro default',
    (s) =>
      `{% macro sign(x, s=${literal(s)}) %}{{ x|convertToSHA256(s) }}{% endmacro %}{{ sign(u) }}`,
  ],
  [
    'macro argument',
    (s) =>
      `{% macro sign(x, s) %}{{ x|convertToSHA256(s) }}{% endmacro %}{{ sign(u, ${literal(s)}) }}`,
  ],
  [
    'macro keyword',
    (s) =>
      `{% macro sign(x, s) %}{{ x|convertToSHA256(s) }}{% endmacro %}{{ sign(u, s=${literal(s)}) }}`,
  ],
  [
    'macro varargs',
    (s) =>
      `{% macro sign(x) %}{{ x|convertToSHA256(varargs[0]) }}{% endmacro %}{{ sign(u, ${literal(s)}) }}`,
  ],
  [
    'call block',
    (s) =>
      `{% macro sign() %}{{ caller(${literal(s)}) }}{% endmacro %}{% call(s) sign() %}{{ u|convertToSHA256(s) }}{% endcall %}`,
  ],
  ['filter block', (s) => `{% filter convertToSHA256(${literal(s)}) %}{{ u }}{% endfilter %}`],
  ['map', (s) => `{{ [u]|map('convertToSHA256', ${literal(s)})|join }}`],
  ['map with keyword', (s) => `{{ [u]|map('convertToSHA256', secret=${literal(s)})|join }}`],
  ['with', (s) => `{% with s = ${literal(s)} %}{{ u|convertToSHA256(s) }}{% endwith %}`],
  ['loop', (s) => `{% for s in [${literal(s)}] %}{{ u|convertToSHA256(s) }}{% endfor %}`],
  [
    'member of a dict',
    (s) => `{% set c = {'secret': ${literal(s)}} %}{{ u|convertToSHA256(c.secret) }}`,
  ],
  [
    'item of a dict',
    (s) => `{% set c = {'secret': ${literal(s)}} %}{{ u|convertToSHA256(c['secret']) }}`,
  ],
  [
    'namespace',
    (s) => `{% set n = namespace(secret=${literal(s)}) %}{{ u|convertToSHA256(n.secret) }}`,
  ],
  [
    'set into a namespace',
    (s) =>
      `{% set n = namespace() %}{% set n.secret = ${literal(s)} %}{{ u|convertToSHA256(n.secret) }}`,
  ],
  ['choice', (s) => `{{ u|convertToSHA256(${literal(s)} if u else 'x') }}`],
  ['default', (s) => `{{ u|convertToSHA256(nothing|default(${literal(s)})) }}`],
  ['filtered', (s) => `{{ u|convertToSHA256(${literal(s)}|trim) }}`],
];

/** Each signs with what only a render puts together: what is written out of it is hidden, and the whole once it is rendered. */
const PUT_TOGETHER: readonly Written[] = [
  ['join of a list', (s) => `{{ u|convertToSHA256([${half(s).join(', ')}]|join) }}`],
  ['join of a text', (s) => `{{ u|convertToSHA256(''.join([${half(s).join(', ')}])) }}`],
  ['percent', (s) => `{{ u|convertToSHA256('%s%s' % (${half(s).join(', ')})) }}`],
  ['format method', (s) => `{{ u|convertToSHA256('{}{}'.format(${half(s).join(', ')})) }}`],
  ['format filter', (s) => `{{ u|convertToSHA256('%s%s'|format(${half(s).join(', ')})) }}`],
  ['base64', (s) => `{{ u|convertToSHA256('${Buffer.from(s).toString('base64')}'|base64decode) }}`],
  ['slice', (s) => `{{ u|convertToSHA256(${literal(`x${s}x`)}[1:-1]) }}`],
  ['replaced', (s) => `{{ u|convertToSHA256(${literal(`x${s}`)}|replace('x', '', 1)) }}`],
];

/** What holds a secret and signs nothing: comments, texts, templates that do not parse. */
const OTHER: readonly Written[] = [
  ['comment', (s) => `{# {{ u|convertToSHA256(${literal(s)}) }} #}`],
  ['raw block', (s) => `{% raw %}{{ u|convertToSHA256(${literal(s)}) }}{% endraw %}`],
  ['HTML comment', (s) => `<!-- u|convertToSHA256(${literal(s)}) -->`],
  ['curly quotes', (s) => `{{ u|convertToSHA256(\u201c${s}\u201d) }}`],
  ['single curly quotes', (s) => `{{ u|convertToSHA256(\u2018${s}\u2019) }}`],
  ['entities', (s) => `{{ u|convertToSHA256(&quot;${s}&quot;) }}`],
  ['no closing quote', (s) => `{{ u|convertToSHA256('${s.replaceAll("'", '')}) }}`],
  ['no closing parenthesis', (s) => `{{ u|convertToSHA256(${literal(s)} }}`],
  ['without parentheses', (s) => `{{ u|convertToSHA256 ${literal(s)} }}`],
  ['misspelt', (s) => `{{ u|convertoSHA265(${literal(s)}) }}`],
  [
    'in a template that breaks later',
    (s) => `{% set s = ${literal(s)} %}{{ u|convertToSHA256(s) }}{% if %}`,
  ],
];

export const SIGNING_FORMS: readonly SigningForm[] = SIGNING.map(named);
export const RENDERED_FORMS: readonly SigningForm[] = PUT_TOGETHER.map(named);
export const OTHER_FORMS: readonly SigningForm[] = OTHER.map(named);

function named([name, write]: Written): SigningForm {
  return { name, write };
}

/** The forms of a secret that a text holds: as it is, in JSON, in an address, in base64. */
export function leaks(text: string, secret: string): readonly string[] {
  const base64 = Buffer.from(secret).toString('base64');
  const written = [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    new URLSearchParams({ x: secret }).toString().slice(2),
    base64,
    base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''),
  ];
  return written.filter((form) => text.includes(form));
}

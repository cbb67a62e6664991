import type { ProfileField } from '../profile-fields.ts';
import { BEGIN, checksum, END, headOf, PRINT_R } from './token.ts';

/** The most characters of a part's template: what a push message takes with room to spare. */
export const PART_LIMIT = 1000;

/** The attribute that no user has: the probe looks at what a missing one is. */
export const MISSING_ATTRIBUTE = 'smartpass probe';
/** The text that is hashed, and the word it is hashed with: a test word, nobody's secret. */
export const HASHED = { text: 'smartpass', secret: 'TESTWORD' } as const;

/** The profile fields that say whether a construct is refused; each has a part of its own. */
type ConstructField = 'raw' | 'whitespaceControl' | 'macros' | 'blockSet' | 'do';

/** What a part asks for. */
export type PartId =
  | ConstructField
  | 'language'
  | 'missing'
  | 'hashes'
  | 'base64'
  | 'urldecode'
  | 'dates'
  | 'offset'
  | 'lists'
  | 'editor';

/**
 * One template of the probe. `keys` are the letters of its answers, in order. `construct` is the field that a refusal of the
 * part settles. `optional` parts may be left out: nothing but what they ask for depends on them. `uses` are the filters and
 * tags that an error names where MoEngage lacks them.
 */
export type ProbePart = {
  readonly number: number;
  readonly id: PartId;
  readonly title: string;
  readonly fields: readonly ProfileField[];
  readonly template: string;
  readonly keys: string;
  readonly check: 'sum' | 'twice';
  readonly construct?: ConstructField;
  readonly optional: boolean;
  readonly where: 'anywhere' | 'rich-text editor';
  readonly uses: readonly string[];
};

type Draft = Pick<ProbePart, 'id' | 'title' | 'fields'> & {
  /** Statements before the answers are put together. */
  readonly first?: string;
  /** Expressions by key. */
  readonly answers: Readonly<Record<string, string>>;
  readonly construct?: ConstructField;
  readonly optional?: boolean;
  readonly where?: ProbePart['where'];
  readonly uses?: readonly string[];
};

/** A construct whose answer is the length of what it prints: it appears twice, since no checksum can hold it. */
type PrintedDraft = Pick<ProbePart, 'id' | 'title' | 'fields'> & {
  readonly printed: string;
  readonly construct: ConstructField;
  readonly uses?: readonly string[];
};

const is = (condition: string): string => `(${condition})|int`;

const DRAFTS: readonly (Draft | PrintedDraft)[] = [
  {
    id: 'language',
    title: 'release of Jinja, default, autoescape, number formats',
    fields: ['jinja', 'python', 'default', 'autoescape'],
    first: "{% set a = 3 %}{% set c = '%c'|format(60) %}",
    answers: {
      a: '7 * 3 // 2',
      b: "{'k': '/'}|urlencode|length",
      d: "('www.' ~ 'example.com')|urlize|length",
      e: "[{'a': 'x'}, {'a': 'X'}]|groupby('a')|list|length",
      f: "('@a@b' ~ 'b.com')|urlize|length",
      g: '(5|round)|string|length',
      h: "'~'|urlencode|length",
      i: is("'\\xdf'|capitalize == 'Ss'"),
      j: `${is("''.removeprefix is defined")} ~ ${is('a.bit_count is defined')} ~ ${is('a.is_integer is defined')}`,
      l: `${is("'%03d'|format(7) == '007'")} ~ ${is("'{:,}'.format(1234) == '1,234'")}`,
      m: "(c ~ ''|safe)|length",
      n: ['a.nosuch', 'none', "''", '0']
        .map((value) => is(`${value}|default('y') == 'y'`))
        .join(' ~ '),
    },
  },
  {
    id: 'missing',
    title: 'an attribute that no user has',
    fields: ['missing'],
    first: `{% set u = UserAttribute['${MISSING_ATTRIBUTE}'] %}`,
    answers: {
      a: is('u is defined'),
      b: is('u is none'),
      c: is("u == ''"),
      d: is("u|default('y') == 'y'"),
      e: is("u|default('y', true) == 'y'"),
    },
  },
  {
    id: 'hashes',
    title: 'hashes',
    fields: ['hash', 'hashCase'],
    first: `{% set h = '${HASHED.text}'|convertToSHA256('${HASHED.secret}')|string %}{% set n = '${HASHED.text}'|convertToSHA256NoSalt()|string %}`,
    answers: {
      a: 'h[:6]|int(0, 16)',
      b: 'h|length',
      c: `${is('h == h|lower')} ~ ${is('h == h|upper')}`,
      d: 'n[:6]|int(0, 16)',
      e: 'n|length',
      f: `${is('n == n|lower')} ~ ${is('n == n|upper')}`,
    },
    uses: ['convertToSHA256', 'convertToSHA256NoSalt'],
  },
  {
    id: 'base64',
    title: 'base64',
    fields: ['base64Alphabet', 'base64Lines'],
    first: "{% set t = 'aa~aa?' * 20 ~ 'a' %}{% set b = t|base64encode|string %}",
    answers: {
      a: 'b|length',
      b: "b.count('+')",
      c: "b.count('/')",
      d: "b.count('-')",
      e: "b.count('_')",
      f: "b.count('=')",
      g: "b.count('\\n')",
      h: "b.count('\\r')",
      i: is("'c21hcnQ='|base64decode == 'smart'"),
    },
    uses: ['base64encode', 'base64decode'],
  },
  {
    id: 'urldecode',
    title: 'urldecode',
    fields: ['urldecode'],
    first: "{% set d = 'a+b%2Bc%20d'|urldecode|string %}",
    answers: { a: "{'a b+c d': 1, 'a+b+c d': 2}.get(d, 0)", b: 'd|length' },
    uses: ['urldecode'],
  },
  {
    id: 'dates',
    title: 'dateFormatter, days, today',
    fields: [],
    answers: {
      a: "'14/10/2020'|dateFormatter('%m%d%Y')|int",
      b: "('12/10/2020'|days('14/10/2020')|int + 100)",
      c: "'%Y'|today('EST')|int",
    },
    uses: ['dateFormatter', 'days', 'today'],
  },
  {
    id: 'offset',
    title: 'dateTimeFormatter: its offset, zones, the usual format',
    fields: ['tzOffset', 'dateZone', 'dateFormat'],
    first: "{% set t = '2012-01-19 17:21:00 CST' %}{% set f = '%d%H%M' %}",
    answers: {
      a: 't|dateTimeFormatter(toFormat=f, tzOffset=-330)|int',
      b: 't|dateTimeFormatter(toFormat=f, tzOffset=330)|int',
      c: "t|dateTimeFormatter(toFormat=f, timeZone='UTC')|int",
      d: "'2012-01-19 17:21:00 +05:30'|dateTimeFormatter(toFormat=f, timeZone='UTC')|int",
      e: "t|dateTimeFormatter(timeZone='UTC')|length",
    },
    uses: ['dateTimeFormatter'],
  },
  {
    id: 'raw',
    title: 'the tag raw',
    fields: ['raw'],
    construct: 'raw',
    printed: '{% raw %}{{}}{% endraw %}',
    uses: ['raw', 'endraw'],
  },
  {
    id: 'whitespaceControl',
    title: 'marks that take white space away',
    fields: ['whitespaceControl'],
    construct: 'whitespaceControl',
    printed: 'a {%- if true %}{% endif -%} b',
  },
  {
    id: 'macros',
    title: 'the tag macro',
    fields: ['macros'],
    construct: 'macros',
    first: '{% macro m(a) %}{{ a }}7{% endmacro %}',
    answers: { a: 'm(3)' },
    uses: ['macro', 'endmacro'],
  },
  {
    id: 'blockSet',
    title: 'the tag set as a block',
    fields: ['blockSet'],
    construct: 'blockSet',
    first: '{% set b %}37{% endset %}',
    answers: { a: 'b' },
    uses: ['endset'],
  },
  {
    id: 'do',
    title: 'the tag do',
    fields: ['do'],
    construct: 'do',
    first: '{% set l = [] %}{% do l.append(37) %}',
    answers: { a: 'l|length ~ l[0]' },
    uses: ['do'],
  },
  {
    id: 'lists',
    title: 'the tag break and the list filters (only told, nothing is written)',
    fields: [],
    optional: true,
    first:
      '{% set l = [] %}{% for i in [5, 6, 6] %}{% if l.append(i) %}{% endif %}{% if i == 6 %}{% break %}{% endif %}{% endfor %}',
    answers: { a: 'l|length', b: 'l|count(6)', c: 'l|index(6)', d: 'l|pop' },
    uses: ['break', 'count', 'index', 'pop'],
  },
  {
    id: 'editor',
    title: 'what the rich-text editor makes of three signs',
    fields: ['editorEntities'],
    optional: true,
    where: 'rich-text editor',
    first: "{% set e = '<&>' %}",
    answers: { a: 'e|length' },
  },
];

/** The templates of the probe, in order. */
export const PROBE_PARTS: readonly ProbePart[] = DRAFTS.map((draft, index) =>
  partOf(draft, index + 1),
);

/**
 * All parts in one template, but for those that belong into one editor: for where length does not matter. Each part prints
 * its own answer, so what is read from it is the same.
 */
export const WHOLE_PROBE: string = PROBE_PARTS.filter(({ where }) => where === 'anywhere')
  .map(({ template }) => template)
  .join('\n');

function partOf(draft: Draft | PrintedDraft, number: number): ProbePart {
  const { id, title, fields, construct, uses = [] } = draft;
  const shared = { number, id, title, fields, uses, ...(construct !== undefined && { construct }) };
  const head = headOf(number);
  if ('printed' in draft) {
    const length = `{% filter length|string %}${draft.printed}{% endfilter %}`;
    const template = `${BEGIN}${head}a${length}b${length}k${checksum(head)}${END}`;
    return {
      ...shared,
      template,
      keys: 'ab',
      check: 'twice',
      optional: false,
      where: 'anywhere',
    };
  }
  const parts = Object.entries(draft.answers).map(([key, expression], at) =>
    at === 0 ? `'${head}${key}' ~ ${expression}` : `'${key}' ~ ${expression}`,
  );
  return {
    ...shared,
    template: `${draft.first ?? ''}{% set r = ${parts.join(' ~ ')} %}${PRINT_R}`,
    keys: Object.keys(draft.answers).join(''),
    check: 'sum',
    optional: draft.optional ?? false,
    where: draft.where ?? 'anywhere',
  };
}

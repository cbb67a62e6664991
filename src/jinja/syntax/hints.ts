import { positionAt } from '../../diagnostics/index.ts';
import type { Place } from './nodes.ts';
import { COMMENT, ELIF, SET } from './hint-words.ts';

/** What a rule may look at: the message, the tag up to the end of the mistake, and the text from the mistake on. */
type Clue = { readonly message: string; readonly before: string; readonly after: string };
type Rule = Partial<Record<keyof Clue, RegExp>> & { readonly hint: string };

const QUOTES = 'curly quotes are no quotes to Jinja: write \' or "';
const ESCAPED = 'the editor has written this sign as an HTML entity: write the sign itself';

/** The first rule whose patterns all match gives the hint; `$1` … stand for the groups of `before`. */
const RULES: readonly Rule[] = [
  {
    before: /^\{\{[-+]?\s*#$/,
    hint: 'this is Handlebars: Jinja writes {% if … %} or {% for … %}',
  },
  {
    before: /^\{\{[-+]?\s*\/$/,
    hint: 'this is Handlebars: Jinja writes {% endif %} or {% endfor %}',
  },
  {
    before: /^\{\{[-+]?\s*\^$/,
    hint: 'this is Handlebars: Jinja writes {% if not … %} … {% endif %}',
  },
  {
    before: /^\{\{[-+]?\s*>$/,
    hint: 'this is Handlebars: put the text itself here, or a content block',
  },
  { before: /^\{\{[-+]?\s*!$/, after: /^!(?:--|\s)/, hint: COMMENT },
  { before: /^\{%[-+]?\s*#$/, hint: COMMENT },
  { before: /<>$/, hint: "write '!='" },
  {
    message: /^Missing end of comment/,
    after: /^[A-Za-z][\w-]*[^#]*\{/,
    hint: "'{#' begins a comment: in a style sheet write a space between them, '{ #outlook'",
  },

  { after: /^[“”„‟«»‘’‚‛]/u, hint: QUOTES },
  { after: /^&(?:amp|lt|gt|quot|apos|nbsp|#\w+);/i, hint: ESCAPED },
  { before: /&(?:amp|lt|gt|quot|apos|nbsp|#\w+);$/i, hint: ESCAPED },
  { after: /^&/, hint: "write 'and'" },
  { before: /\|\s?\|$/, hint: "write 'or'" },
  { after: /^!(?!=)/, hint: "write 'not'" },
  { before: /[=!]==$/, hint: "write '==' or '!='" },
  { before: /\{%[-+]?\s*set\b[^=]*==$/, hint: SET },
  { after: /^=[<>]/, hint: "write '>=' or '<='" },
  { after: /^[≠≥≤]/u, hint: "write '!=', '>=' or '<='" },
  { after: /^[\u2010-\u2015\u2212]/u, hint: "this dash is not the sign for minus: write '-'" },
  { after: /^\$\{/, hint: "write the attribute without ${…}: UserAttribute['Name']" },
  { after: /^[$@]\w/, hint: 'names have no $ or @ before them in Jinja' },
  { after: /^\?/, hint: 'write {{ a if test else b }}' },
  {
    after: /^[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]/u,
    hint: 'there is an invisible character here: delete it and write the place again',
  },
  { after: /^['"]/, message: /^unexpected char/, hint: 'this quote is not closed' },
  {
    before: /\|\s*(\w+)\s*:$/,
    hint: "filters take their arguments in parentheses: |$1('…')",
  },
  {
    before: /\|\s*(\w+)\s+(?:'[^']*'|"[^"]*"|\d+)$/,
    message: /^expected token 'end of/,
    hint: "filters take their arguments in parentheses: |$1('…')",
  },
  {
    before: /\{%[-+]?\s*for\s.*\slimit$/s,
    hint: 'a loop has no limit in Jinja: write {% for item in list[:3] %}',
  },
  {
    before: /\{%[-+]?\s*for\s.*\soffset$/s,
    hint: 'a loop has no offset in Jinja: write {% for item in list[3:] %}',
  },
  {
    before: /\{%[-+]?\s*for\s.*\sreversed$/s,
    hint: 'write {% for item in list|reverse %}',
  },
  { before: /\{%[-+]?\s*else\s+if$/, hint: ELIF },
  { before: /\{%[-+]?\s*(end\w+)\s+\w+$/, hint: 'an end tag takes nothing but its name: {% $1 %}' },
  { before: /\{%[-+]?\s*else\s+\S+$/, hint: 'else takes no condition: write {% elif … %}' },
  { after: /^[-+*/]=/, hint: 'write {% set a = a + 1 %}' },
  { before: /\{%[-+]?\s*(?:el)?if\b[^=]*=$/, hint: "'=' assigns: compare with '=='" },
  { before: /\{\{[^=]*=$/, hint: 'assign with {% set name = value %}' },
  { before: /\d\.\.$/, hint: 'write range(1, 6) for the numbers 1 to 5' },
  {
    before: /([A-Za-z_]\w*)\[\s*([A-Za-z_]\w*(?: \w+)+)$/,
    hint: "a name in brackets goes in quotes: $1['$2']",
  },
  {
    before: /\{%[-+]?\s*([A-Z][A-Z_]+)\s*(?:'[^']*'|"[^"]*")$/,
    hint: "the text goes in parentheses: {% $1('…') %}",
  },
  { after: /^exists?\b/, hint: "write 'is defined'" },
  { after: /^contains\b/, hint: "write 'part' in value" },
  { after: /^(?:eq|equals)\b/, hint: "write '=='" },
  { after: /^(?:ne|neq)\b/, hint: "write '!='" },
  { after: /^(?:gt|gte|ge|lt|lte|le)\b/, hint: "write '>', '>=', '<' or '<='" },
  {
    after: /^(?:AND|OR|NOT|IF|ELSE|IN|IS)\b/,
    hint: 'write and, or, not, if, else, in, is in small letters',
  },
  {
    before: /([A-Za-z_]\w*)\.(\w+) (\w+)$/,
    message: /^expected token 'end of/,
    hint: "a name with a space goes in brackets: $1['$2 $3']",
  },
  {
    before: /^\{%.*\}$/s,
    message: /^unexpected '\}'/,
    hint: "a tag that begins with '{%' ends with '%}'",
  },
  {
    before: /^\{\{.*%\}$/s,
    message: /^unexpected '\}'/,
    hint: "a print that begins with '{{' ends with '}}'",
  },
  { before: /^\{\{[^{]*\}$/s, message: /^unexpected '\}'/, hint: "a print ends with '}}'" },
  { message: /^You cannot chain/, hint: "write 'a is b and a is c'" },
  { message: /^Missing end of comment/, hint: "the comment is not closed: '#}' is missing" },
  { message: /^Missing end of raw/, hint: 'write {% endraw %} where the raw text ends' },
];

/** Tags of more characters are not looked through. */
const LONG_TAG = 1000;

/** What to write instead, where the mistake is a known one. */
export function hintFor(
  source: string,
  problem: Place & { readonly message: string },
): string | undefined {
  const { message } = problem;
  const begin = tagBegin(source, problem.start);
  const end = Math.min(problem.start + LONG_TAG, problem.end + 40);
  const after = source.slice(problem.start, end);
  if (begin < 0) return hintForRules({ message, before: '', after });
  const outer = tagBegin(source, begin);
  if (outer >= 0) return 'braces cannot be used inside a tag: write the name alone';
  if (/^unexpected end of template|^unexpected 'end of template'/.test(message)) {
    const close = source.startsWith('{{', begin) ? '}}' : '%}';
    const { line } = positionAt(source, begin);
    return `the tag that begins in line ${line} is not closed: '${close}' is missing`;
  }
  // Patterns take long on long text, and no habit shows in it.
  const before = problem.end - begin > LONG_TAG ? '' : source.slice(begin, problem.end);
  return hintForRules({ message, before, after });
}

function hintForRules(clue: Clue): string | undefined {
  for (const rule of RULES) {
    const fits = (['message', 'before', 'after'] as const).every(
      (part) => rule[part] === undefined || rule[part].test(clue[part]),
    );
    const groups = rule.before?.exec(clue.before) ?? [];
    if (fits)
      return rule.hint.replaceAll(/\$(\d)/g, (_, index: string) => groups[Number(index)] ?? '');
  }
  return undefined;
}

/** Where the tag opens that holds the place, or -1 where the place is in no tag. */
function tagBegin(source: string, place: number): number {
  const begin = Math.max(source.lastIndexOf('{{', place - 1), source.lastIndexOf('{%', place - 1));
  if (begin < 0 || place === 0) return -1;
  const close = Math.max(source.lastIndexOf('}}', place - 2), source.lastIndexOf('%}', place - 2));
  return close > begin ? -1 : begin;
}

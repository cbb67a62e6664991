import { flowsInto } from '../../../analysis/index.ts';
import { ast } from '../../../jinja/index.ts';
import { keyOf } from '../../person.ts';
import { tagStart } from '../../tags.ts';
import type { Change, Report, Subject, TextRule, Told, ToldRule } from '../../rule.ts';

/** Tags of Liquid, Django, Twig and PHP that Jinja does not have. */
const TAGS: ReadonlySet<string> = new Set(
  'assign capture case comment const csrf_token decrement echo elseif elsif endcapture endcase endcomment endunless firstof foreach ifequal ifnotequal increment layout let load render spaceless static switch tablerow unless url var verbatim when while'.split(
    ' ',
  ),
);

/** What is written for an operator of JavaScript, and for elif; the sign before an operator must not be part of it. */
const OPERATORS: readonly (readonly [pattern: RegExp, text: string])[] = [
  [/\s*&&\s*/g, ' and '],
  [/\s*\|\|\s*/g, ' or '],
  [/===/g, '=='],
  [/!==/g, '!='],
  [/!(?=[A-Za-z(])/g, 'not '],
  [/^(\{%[-+]?\s*)(?:else\s+if|elseif|elsif)\b/g, '$1elif'],
];

const STRINGS = /('[^'\n]*'|"[^"\n]*")/;

/** A value or tag as another template language writes it. */
export const langForeignSyntax: TextRule & ToldRule = {
  code: 'lang/foreign-syntax',
  severity: 'warning',
  why: 'Merge tags of other services, tags of Liquid and Handlebars, operators and methods of JavaScript are not Jinja: they are mailed as they are, or fail.',
  bad: `Hi *|FNAME|*`,
  good: `Hi {{ UserAttribute['First Name']|default('you', true) }}`,

  codes: ['moengage/foreign-syntax', 'jinja/syntax-error'],
  fits: (told) => told.finding.code !== 'jinja/syntax-error' || isForeign(told),
  change: (told) => (told.finding.code === 'jinja/syntax-error' ? inJinja(told) : undefined),

  check: lengths,
};

/** Where the length of a text or list is asked for as in JavaScript: what has no other member, and is not called. */
function lengths({ analysis: { root, map, reads }, reads: shaped }: Subject): Iterable<Report> {
  const found: Report[] = [];
  const shapes = new Map(shaped.map((read) => [keyOf(read), read.shape]));
  const called = new Set<ast.Node>();
  ast.visit(root, {
    Call: ({ node }) => void called.add(node),
    Getattr(node) {
      if (node.attr !== 'length' || called.has(node)) return;
      const flows = flowsInto(node.node, reads);
      const isAlone = flows.every(({ read, keys }) => {
        const members = shapes.get(keyOf(read))?.members;
        return keys.length === 0 && members?.size === 1;
      });
      if (flows.length === 0 || !isAlone) return;
      const dot = map.text.lastIndexOf('.', node.end - node.attr.length);
      found.push({
        message: "'length' after a dot is JavaScript: Python's texts and lists do not have it",
        hint: `write ${map.text.slice(node.start, dot)}|length`,
        at: node,
        change: { title: 'write |length', edits: [{ from: dot, to: dot + 1, text: '|' }] },
      });
    },
  });
  return found;
}

/** The tag in which Jinja gives up, up to its end or a little further. */
function tagOf({ text, start }: Told): { readonly from: number; readonly tag: string } {
  const from = tagStart(text, start);
  const close = /[%}]\}/.exec(text.slice(from + 2));
  const end = close === null ? text.length : from + 4 + close.index;
  return { from, tag: text.slice(from, Math.min(end, from + 400)) };
}

function isForeign(told: Told): boolean {
  const { tag } = tagOf(told);
  const name = /^\{%[-+]?\s*(\w+)/.exec(tag)?.[1];
  if (name !== undefined && TAGS.has(name)) return true;
  if (/^\{%[-+]?\s*else\s+if\b/.test(tag)) return true;
  // Handlebars: {{#if x}}, {{/if}}, {{^x}}, {{> part}}.
  if (/^\{\{[-+]?\s*[#/^>]/.test(tag)) return true;
  const plain = tag.split(STRINGS).filter((_, at) => at % 2 === 0);
  return plain.some(
    (part) =>
      /&&(?!\w+;)|\|\||[=!]==|!(?=[A-Za-z(])|\?|[\w)\]]\s+contains\s/.test(part) ||
      /\|\s*\w+\s*:/.test(part),
  );
}

/** Operators of JavaScript and elif in Jinja's words; undefined for what needs more. */
function inJinja(told: Told): Change | undefined {
  const { from, tag } = tagOf(told);
  const text = tag
    .split(STRINGS)
    .map((part, at) =>
      at % 2 === 1
        ? part
        : OPERATORS.reduce((made, [pattern, by]) => made.replaceAll(pattern, by), part),
    )
    .join('');
  if (text === tag) return undefined;
  const edits = [{ from, to: from + tag.length, text }];
  return { title: 'write it as Jinja does', edits };
}

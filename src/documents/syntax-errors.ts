import { isScalar, visit, type Document, type YAMLError } from 'yaml';
import type { Finding, Lines } from '../diagnostics/index.ts';
import { wrongIndent, type Told } from './indentation.ts';
import type { Range } from './tree.ts';

/** How deep values may nest; so deep they can still be walked by functions that call themselves. */
export const MOST_LEVELS = 200;

/** What is said of a file that goes deeper. */
export const TOO_DEEP: string = `more than ${MOST_LEVELS} levels of lists and mappings: the file nests too deeply`;

/** What to do about it. */
export const NEST_LESS = 'write lists and mappings that nest less deeply';

/** What is said of `{{ … }}` that YAML reads as a mapping, and what to do about it. */
export const BRACES = '{{ … }} without quotes is a mapping, not a text';
export const QUOTE_ALL = 'put the whole text in quotes';

/** The file that errors are about, and the code of their findings. */
type ErrorOptions = { readonly lines: Lines; readonly file: string; readonly code: string };

/** So many errors are told of one file. */
const MOST_ERRORS = 20;

/**
 * YAML's errors as findings: the first of each line, since the others there follow from it, and none behind a line that is
 * wrongly indented, which moves all below it.
 */
export function syntaxFindings(
  document: Document.Parsed,
  { lines, file, code }: ErrorOptions,
): readonly Finding[] {
  const notation = /\.json$/i.test(file) ? 'JSON' : 'YAML';
  const told = new Set<number>();
  const findings: Finding[] = [];
  for (const [at, error] of document.errors.entries()) {
    const { line } = lines.positionAt(error.pos[0]);
    if (told.has(line) || findings.length === MOST_ERRORS) continue;
    const base = { code, severity: 'error', file } as const;
    if (error.code === 'RESOURCE_EXHAUSTION') {
      const [start] = lineRange(lines, error.pos[0]);
      return [
        { ...base, message: TOO_DEEP, hint: NEST_LESS, span: lines.spanOf(start, start + 1) },
      ];
    }
    const indent = wrongIndent(error, document.errors[at + 1], lines);
    const [message, hint, range] = tell(error, indent, document, lines);
    const span = lines.spanOf(...(range ?? error.pos));
    told.add(line).add(span.start.line);
    // A file that is indented with tabs has one in every line.
    if (hint === NO_TABS && findings.some((finding) => finding.hint === hint)) continue;
    const finding: Finding = { ...base, message: `this is not ${notation}: ${message}`, span };
    findings.push(hint === undefined ? finding : { ...finding, hint });
    if (message === indent?.[0]) break;
  }
  return findings;
}

function tell(
  error: YAMLError,
  indent: Told | undefined,
  document: Document.Parsed,
  lines: Lines,
): Told {
  const { code, message, pos } = error;
  const { text } = lines;
  if (code === 'MULTIPLE_DOCS')
    return [
      'a second document begins here, one is expected',
      'take the line --- out, or put the rest into a file of its own',
    ];
  const line = jinjaIn(lines, pos[0]) ?? tabIn(lines, pos[0]) ?? indent ?? mixedLevel(error, lines);
  if (line !== undefined) return line;
  const end = /end with a ([}\]])/.exec(message)?.[1];
  if (end !== undefined) return unclosed(end, text.charAt(pos[0]));
  const closing = /flow-(?:map|seq)-end/.test(message) ? text.charAt(pos[0]) : undefined;
  if (closing !== undefined) return [`the ${closing} closes nothing`, QUOTES];
  switch (code) {
    case 'BLOCK_AS_IMPLICIT_KEY':
      return ['the line has a second colon', 'put the text after the first colon in quotes'];
    case 'BLOCK_IN_FLOW':
      return ['a comma is missing between two values', 'put a comma between them'];
    case 'BAD_SCALAR_START':
      return [`a text that begins with ${text.charAt(pos[0])} needs quotes`, QUOTE_ALL];
    case 'BAD_DQ_ESCAPE':
      return [sentence(message), 'write \\\\ for a backslash between ", or use single quotes'];
    case 'MISSING_CHAR':
      if (message.includes('closing')) return unclosedQuote(document, pos);
      return [sentence(message), /missing ,/i.test(message) ? 'put a comma before it' : QUOTES];
    case 'MULTILINE_IMPLICIT_KEY':
      return ['the line has no colon', 'write a key and its value as key: value'];
    default:
      if (message.endsWith('at node end'))
        return ['the value has ended in front of this', QUOTE_ALL];
      if (message.startsWith('Not a YAML token'))
        return ['text follows on the line of | or >', 'begin the text in the next line, indented'];
      return [
        sentence(message),
        code === 'BAD_INDENT' ? 'indent all keys of one mapping alike' : QUOTES,
      ];
  }
}

const NO_TABS = 'indent with spaces';

const QUOTES = 'put text that holds : # { } [ ] , or quotes into quotes';

function sentence(message: string): string {
  const line = (message.split('\n', 1)[0] ?? message).replace(/[.:]$/, '');
  return line.charAt(0).toLowerCase() + line.slice(1);
}

/** Jinja outside of quotes in the line of an error. */
function jinjaIn(lines: Lines, offset: number): Told | undefined {
  const [start, end] = lineRange(lines, offset);
  const line = lines.text.slice(start, end);
  const bare = line.replaceAll(/"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'/g, (quoted) =>
    ' '.repeat(quoted.length),
  );
  const at = bare.search(/\{[{%#]/);
  if (at < 0) return undefined;
  const braces = bare.slice(at, at + 2);
  const message = braces === '{{' ? BRACES : `${braces} without quotes is not a text`;
  return [message, QUOTE_ALL, [start + at, start + at + 2]];
}

function tabIn(lines: Lines, offset: number): Told | undefined {
  const [start, end] = lineRange(lines, offset);
  const indent = /^\s*/.exec(lines.text.slice(start, end))?.[0] ?? '';
  const at = indent.indexOf('\t');
  return at < 0 || offset > start + indent.length
    ? undefined
    : ['tabs are not allowed as indentation', NO_TABS, [start + at, start + at + 1]];
}

/** A list item among keys, or a key among list items: each is on the level of the other. */
function mixedLevel({ message, pos }: YAMLError, lines: Lines): Told | undefined {
  const [start, end] = lineRange(lines, pos[0]);
  const written = lines.text.slice(start, end);
  const isFirst = pos[0] - start === written.search(/\S/);
  if (!isFirst || !/single line|at node end/.test(message)) return undefined;
  if (/^ *-(?:\s|$)/.test(written))
    return ['a list item is next to a key', 'indent it below the key that it belongs to'];
  return /^ *[^\s#:{["'][^#:]*:(?:\s|$)/.test(written) && message.endsWith('node end')
    ? ['a key is next to a list item or a text', 'a value is either a mapping, a list or a text']
    : undefined;
}

function unclosed(end: string, found: string): Told {
  const start = end === '}' ? '{' : '[';
  return found === end
    ? [`the ${end} is not indented`, `indent the ${end} by at least one space`]
    : [`a ${start} is not closed`, `close what was opened above with ${start}`];
}

/** The quote that nothing closes: YAML tells of it at the end of the file. */
function unclosedQuote(document: Document.Parsed, pos: Range): Told {
  let opened: number | undefined;
  visit(document, {
    Scalar(_key, node) {
      const [start, end] = node.range ?? [0, 0];
      if (isScalar(node) && String(node.type).startsWith('QUOTE') && end >= pos[0]) opened = start;
    },
  });
  const at: Range = opened === undefined ? pos : [opened, opened + 1];
  return ['the quote is not closed', 'write the same quote at the end of the text', at];
}

/** The stretch of the line that an offset is in. */
function lineRange(lines: Lines, offset: number): Range {
  const { line } = lines.positionAt(offset);
  return [lines.starts[line - 1] ?? 0, lines.starts[line] ?? lines.text.length];
}

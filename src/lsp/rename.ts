import { NAMES, NOT_SEND, GLOBAL_DOCS } from '../account/index.ts';
import { ast, isSameTree, type Token } from '../jinja/index.ts';
import { TemplateText, type Place, type Range, wordOf } from './template-text.ts';

/** The places of a variable, or why it is not renamed. */
export type Renaming = { readonly ranges: readonly Range[] } | { readonly refusal: string };

/** Words of the language. */
const WORDS =
  'and or not in is if else recursive true false none True False None caller varargs kwargs self super';

/** Words that are not names of variables. */
const RESERVED: ReadonlySet<string> = new Set([
  ...NAMES.keys(),
  ...GLOBAL_DOCS.keys(),
  ...WORDS.split(' '),
  NOT_SEND,
]);

/** The variable or macro of the template at a place; undefined where there is none that the template names itself. */
export function renamedAt(
  template: TemplateText,
  place: Place,
): { readonly name: string; readonly range: Range } | undefined {
  const offset = template.offsetAt(place);
  const token = placesOf(template).find(({ start, end }) => start <= offset && offset <= end);
  if (token === undefined || RESERVED.has(wordOf(token))) return undefined;
  if (!isOwn(template, wordOf(token))) return undefined;
  return { name: wordOf(token), range: template.rangeOf(token.start, token.end) };
}

/**
 * The places to write another name for the variable or macro at a place. The renamed template is read again: it has to be the same
 * but for the name. `taken` are texts whose words the name may not be.
 */
export function rename(
  template: TemplateText,
  place: Place,
  to: string,
  taken: readonly string[] = [],
): Renaming {
  const found = renamedAt(template, place);
  if (found === undefined) return { refusal: 'there is no variable of the template here' };
  const { name } = found;
  if (!/^[A-Za-z_]\w*$/.test(to) || RESERVED.has(to))
    return { refusal: `'${to}' cannot be the name of a variable` };
  const isTaken = template.tokens.some(({ kind, value }) => kind === 'name' && value === to);
  if (isTaken || taken.some((text) => new RegExp(`\\b${to}\\b`).test(text)))
    return { refusal: `the template has the name '${to}' already` };
  const places = placesOf(template).filter(({ value }) => value === name);
  let text = template.text;
  for (const { start, end } of places.toReversed())
    text = text.slice(0, start) + to + text.slice(end);
  const after = new TemplateText(text).tree?.root;
  const before = template.tree?.root;
  if (before === undefined || after === undefined || !isSameTree(before, after, [name, to]))
    return { refusal: `'${name}' is not only the name of one variable here` };
  return { ranges: places.map(({ start, end }) => template.rangeOf(start, end)) };
}

/** Whether the template itself binds a name. */
function isOwn({ tree }: TemplateText, name: string): boolean {
  if (tree === undefined) return false;
  let isMacro = false;
  ast.visit(tree.root, { Macro: (node) => void (isMacro ||= node.name === name) });
  return isMacro || tree.reads.bindings.has(name);
}

/** The tokens that are names of variables: no members, filters, tests, tags, nor keys of arguments but those of macros. */
function placesOf(template: TemplateText): readonly Token[] {
  const { tokens, tree } = template;
  const macros = new Map<string, ReadonlySet<string>>();
  if (tree !== undefined)
    ast.visit(tree.root, {
      Macro: ({ name, args }) => void macros.set(name, new Set(args.map((arg) => arg.name))),
    });
  const calls: (string | undefined)[] = [];
  return tokens.filter((token, at) => {
    const [before, second, after] = [tokens[at - 1], tokens[at - 2], tokens[at + 1]];
    if (token.kind === 'lparen') calls.push(callee(before, second));
    if (token.kind === 'rparen') calls.pop();
    if (token.kind === 'block_begin' || token.kind === 'variable_begin') calls.length = 0;
    if (token.kind !== 'name' || isOther(before, second)) return false;
    const called = calls.at(-1);
    if (calls.length === 0 || after?.kind !== 'assign' || called === DECLARATION) return true;
    return called !== undefined && macros.get(called)?.has(wordOf(token)) === true;
  });
}

/** In place of the name of a call: the parameters of a macro or call block. */
const DECLARATION = '(';

function callee(before: Token | undefined, second: Token | undefined): string | undefined {
  if (before?.kind !== 'name' || second?.kind === 'pipe' || second?.kind === 'dot')
    return undefined;
  const isDeclared = second?.value === 'macro' || before.value === 'call';
  return isDeclared ? DECLARATION : wordOf(before);
}

/** Whether a name is a member, filter, test, tag or block by what is in front of it. */
function isOther(before: Token | undefined, second: Token | undefined): boolean {
  if (before?.kind === 'dot' || before?.kind === 'pipe' || before?.kind === 'block_begin')
    return true;
  if (before?.kind !== 'name') return false;
  const isTag = second?.kind === 'block_begin';
  if (isTag && ['filter', 'block', 'endblock'].includes(wordOf(before))) return true;
  return before.value === 'is' || (before.value === 'not' && second?.value === 'is');
}

import {
  accountSourceBy,
  innerOf,
  NAMES,
  FILTER_DOCS,
  TEST_DOCS,
  type LanguageDoc,
  GLOBAL_DOCS,
  INNER_TAGS,
  TAG_DOCS,
} from '../account/index.ts';
import type { ReadKind } from '../analysis/index.ts';
import type { CompletionItem, CompletionItemKind } from 'vscode-languageserver-protocol';
import { ast, repr } from '../jinja/index.ts';
import { cursorAt, type Cursor } from './cursor.ts';
import { membersOf, namesOf, nounOf, type Surroundings } from './surroundings.ts';
import { TemplateText, type Place, type TemplateTree, wordOf } from './template-text.ts';

const KINDS = { method: 2, function: 3, field: 5, variable: 6, keyword: 14, file: 17 } as const;

/** What the fields of a completed name are. */
type Named = {
  readonly name: string;
  readonly kind: CompletionItemKind;
  readonly detail?: string;
  readonly doc?: string;
  /** What is written in place of the name. */
  readonly text?: string;
};

/**
 * What may be written at a place of a template. `tree` is that of the last text that parsed: a template that is being written
 * seldom does.
 */
export function completionsAt(
  template: TemplateText,
  place: Place,
  { tree, around }: { readonly tree: TemplateTree | undefined; readonly around: Surroundings },
): readonly CompletionItem[] {
  const offset = template.offsetAt(place);
  const cursor = cursorAt(template.text, offset);
  if (cursor === undefined) return [];
  const named = namesAt(cursor, template, tree, around);
  const range = template.rangeOf(cursor.from, offset);
  return named.map(({ name, kind, detail, doc, text = name }) => {
    const dot = cursor.kind === 'key' ? cursor.dot : undefined;
    const isWord = /^[\p{L}_][\p{L}\p{N}_]*$/u.test(text);
    const written = dot !== undefined && !isWord ? `[${quotedName(text)}]` : text;
    const from = dot !== undefined && !isWord ? dot : cursor.from;
    return {
      label: name,
      kind,
      ...(detail !== undefined && { detail }),
      ...(doc !== undefined && { documentation: doc }),
      // What is typed is compared with the stretch that is replaced.
      filterText: template.text.slice(from, cursor.from) + name,
      textEdit: {
        range: from === cursor.from ? range : template.rangeOf(from, offset),
        newText: written,
      },
    };
  });
}

function quotedName(name: string): string {
  return name.includes("'") ? `"${name}"` : `'${name}'`;
}

function namesAt(
  cursor: Cursor,
  template: TemplateText,
  tree: TemplateTree | undefined,
  around: Surroundings,
): readonly Named[] {
  switch (cursor.kind) {
    case 'filter':
      return ofDocs(FILTER_DOCS, KINDS.function);
    case 'test':
      return ofDocs(TEST_DOCS, KINDS.function).filter(({ name }) => /^\w/.test(name));
    case 'tag':
      return tagsAt(template, cursor.from);
    case 'variable':
      return variables(tree);
    case 'table':
      return counted('getAuxData', around, tree);
    case 'key':
    default:
      return keysOf(cursor, tree, around);
  }
}

function ofDocs(
  docs: ReadonlyMap<string, LanguageDoc>,
  kind: CompletionItemKind,
): readonly Named[] {
  return Array.from(docs, ([name, { form, what }]) => ({ name, kind, detail: form, doc: what }));
}

/** The tags, those first that go on with or end what is open at an offset. */
function tagsAt(template: TemplateText, offset: number): readonly Named[] {
  const open = openTag(template, offset);
  const end = open === undefined ? undefined : TAG_DOCS.get(open)?.end;
  const inner = open === undefined ? [] : (INNER_TAGS.get(open) ?? []);
  const own = [...(end === undefined || end === null ? [] : [end]), ...inner].map((name) => {
    return { name, kind: KINDS.keyword, detail: `of {% ${open ?? ''} %}` };
  });
  return [...own, ...ofDocs(TAG_DOCS, KINDS.keyword)];
}

/** The innermost tag with a body that is open at an offset. */
function openTag({ tokens }: TemplateText, offset: number): string | undefined {
  const open: string[] = [];
  tokens.forEach(({ kind, start }, at) => {
    if (kind !== 'block_begin' || start >= offset) return;
    const next = tokens[at + 1];
    const name = next !== undefined && next.end < offset ? wordOf(next) : '';
    if (name.startsWith('end')) open.pop();
    else if (TAG_DOCS.get(name)?.end !== undefined && TAG_DOCS.get(name)?.end !== null)
      open.push(name);
  });
  return open.at(-1);
}

function variables(tree: TemplateTree | undefined): readonly Named[] {
  const own = [...(tree?.reads.bindings.keys() ?? [])].map((name) => {
    return { name, kind: KINDS.variable, detail: 'variable of the template' };
  });
  const macros: Named[] = [];
  if (tree !== undefined)
    ast.visit(tree.root, {
      Macro: ({ name, args }) => {
        const detail = `macro ${name}(${args.map((arg) => arg.name).join(', ')})`;
        macros.push({ name, kind: KINDS.method, detail });
      },
    });
  const account = [...NAMES.values()]
    .filter(({ form }) => form === 'variable')
    .map(({ name, what, example }) => ({ name, kind: KINDS.variable, detail: example, doc: what }));
  return [...own, ...macros, ...account, ...ofDocs(GLOBAL_DOCS, KINDS.function)];
}

function keysOf(
  { owner }: Extract<Cursor, { kind: 'key' }>,
  tree: TemplateTree | undefined,
  around: Surroundings,
): readonly Named[] {
  if (/^ContentBlocks?$/.test(owner))
    return [...(around.campaign?.fixtures.contentBlocks?.keys() ?? [])].map((name) => ({
      name,
      kind: KINDS.file,
      detail: 'content block',
    }));
  const source = accountSourceBy('name', owner.replace(/\..*$/s, ''));
  if (source !== undefined) {
    const inner = innerOf(source.name);
    if (inner !== undefined && owner === source.name)
      return [{ name: inner, kind: KINDS.field, detail: source.noun }];
    if (owner === source.name || owner === `${source.name}.${inner ?? ''}`)
      return counted(source.name, around, tree);
  }
  return membersAt(owner, tree, around);
}

/** The names of a kind, with how many fixtures have each. */
function counted(
  kind: ReadKind,
  around: Surroundings,
  tree: TemplateTree | undefined,
): readonly Named[] {
  const all = around.known.get(kind)?.length ?? 0;
  return Array.from(namesOf(kind, around, tree), ([name, count]) => ({
    name,
    kind: KINDS.field,
    detail: all === 0 ? nounOf(kind) : `${nounOf(kind)}, in ${count} of ${all} fixtures`,
  }));
}

function membersAt(
  owner: string,
  tree: TemplateTree | undefined,
  around: Surroundings,
): readonly Named[] {
  const parsed = expressionOf(owner);
  if (parsed === undefined) return [];
  return Array.from(membersOf(parsed.node, tree ?? parsed.tree, around), ([name, value]) => ({
    name,
    kind: KINDS.field,
    detail: shortened(repr(value)),
  }));
}

/** An expression with the tree that it is in; undefined where it does not parse. */
function expressionOf(
  text: string,
): { readonly node: ast.Node; readonly tree: TemplateTree } | undefined {
  const { tree } = new TemplateText(`{{ ${text} }}`);
  const [first] = tree?.root.body ?? [];
  const [node] = first?.typename === 'Output' ? first.nodes : [];
  return tree === undefined || node === undefined ? undefined : { node, tree };
}

/** A text of at most 60 characters. */
export function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

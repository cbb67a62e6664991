import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { jinjaCompletionSource } from '@codemirror/lang-jinja';
import type { StudioColumn, StudioNames } from '../protocol.ts';

/** The names that can be completed, those of the attributes that users have among them. */
export type Names = StudioNames & { readonly columns: readonly StudioColumn[] };

const POLICIES = ['omit', 'empty', '{ drop: reason }', '{ default: value }'];

/** Completes what a file can name: attributes, variables, filters and tags in a template, fields of PassKit and attributes in a field map. */
export function completionsFor(
  path: string,
  names: () => Names,
): (context: CompletionContext) => CompletionResult | null {
  if (/\.ya?ml$/i.test(path)) return (context) => inMap(context, names());
  return (context) => inTemplate(context, names());
}

function inTemplate(context: CompletionContext, names: Names): CompletionResult | null {
  const attribute = context.matchBefore(/\w+Attribute(?:\[['"]|\.)[^'"\]\n|}]*/);
  if (attribute === null) return inTag(context, names);
  const [, variable = '', opening = '', typed = ''] =
    /^(\w+)(\[['"]|\.)(.*)$/.exec(attribute.text) ?? [];
  const section = names.attributes.find((one) => one.name === variable)?.section;
  const options = names.columns
    .filter((one) => one.section === section)
    .map(({ name }): Completion => attributeOption(name, opening));
  return options.length > 0 ? { from: attribute.to - typed.length, options } : null;
}

function inTag(context: CompletionContext, { filters, variables }: Names): CompletionResult | null {
  const option = (type: string, { name, what }: Names['filters'][number]): Completion => ({
    label: name,
    type,
    info: what,
  });
  const own = variables.map((one) => option('variable', one));
  const found = jinjaCompletionSource({ variables: own })(context);
  const filter = context.matchBefore(/\|\s*\w*/);
  if (filter === null) return found;
  const typed = /\w*$/.exec(filter.text)?.[0] ?? '';
  const options = [...filters.map((one) => option('function', one)), ...(found?.options ?? [])];
  return { from: filter.to - typed.length, options };
}

function attributeOption(name: string, opening: string): Completion {
  if (opening === '.') return { label: name, type: 'property' };
  const quote = opening.slice(1);
  return {
    label: name,
    type: 'property',
    apply(view, _completion, from, to) {
      const after = view.state.sliceDoc(to, to + 2);
      const isClosed = after.startsWith(quote);
      const insert = isClosed ? name : name + quote + ']';
      view.dispatch({ changes: { from, to, insert }, selection: { anchor: from + insert.length } });
    },
  };
}

function inMap(
  context: CompletionContext,
  { attributes, columns, fields }: Names,
): CompletionResult | null {
  const sources = attributes.map(({ source }) => source).join('|');
  const source = context.matchBefore(new RegExp(String.raw`\b(?:${sources}):\s*[^,}\n]*`));
  if (source) {
    const [, key = '', typed = ''] = /^(\w+):\s*(.*)$/.exec(source.text) ?? [];
    const section = attributes.find((one) => one.source === key)?.section;
    const options = columns
      .filter((one) => one.section === section)
      .map(({ name }): Completion => ({ label: name, type: 'property' }));
    return options.length > 0 ? { from: source.to - typed.length, options } : null;
  }
  const policy = context.matchBefore(/\bmissing:\s*[^,}\n]*/);
  if (policy) {
    const typed = policy.text.replace(/^missing:\s*/, '');
    return {
      from: policy.to - typed.length,
      options: POLICIES.map((label) => ({ label, type: 'keyword' })),
    };
  }
  const field = context.matchBefore(/^\s{2}[\w.]+$/);
  if (!field) return null;
  const from = field.to - field.text.trimStart().length;
  return { from, options: fields.map((label) => ({ label: label + ':', type: 'property' })) };
}

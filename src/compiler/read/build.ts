import { spanOf, type Finding, type Span } from '../../diagnostics/index.ts';
import { escapeQuery, fieldNamed } from '../../passkit/index.ts';
import type { FieldMap, MappedField, Policy, Source, Transform } from '../field-map.ts';
import { SOURCE_KEYS } from '../schema-parts.ts';
import { conversionOf } from './build-conversion.ts';
import { contentPath, isApiName, parseText, pathSteps, productPath } from './placeholders.ts';
import type { Tree } from '../../documents/index.ts';

/** A field map with the places that checks need: of each field's value, and of what it is made of. */
export type Built = {
  readonly map: FieldMap;
  readonly trees: ReadonlyMap<string, Tree>;
  readonly identity: Tree | undefined;
  readonly findings: readonly Finding[];
};

/** The file's text and name, for findings. */
type Origin = { readonly text: string; readonly file: string };

/** Builds the field map out of a file that keeps to the schema; a part that does not is left out (the schema's check has told). */
export function buildMap(root: Tree, origin: Origin): Built {
  return new Builder(origin).build(root);
}

const NOTHING: Tree = {
  kind: 'null',
  span: { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } },
  text: '',
  entries: new Map(),
  items: [],
};

/** Fields that PassKit tells people apart by. */
export function isIdentity(name: string): boolean {
  return name.endsWith('.externalId');
}

class Builder {
  readonly #origin: Origin;
  readonly #findings: Finding[] = [];
  #policy: Tree | undefined;

  constructor(origin: Origin) {
    this.#origin = origin;
  }

  build(root: Tree): Built {
    const project = child(root, 'project');
    const link = child(root, 'link');
    const kind = child(project, 'kind').text;
    this.#policy = root.entries.get('missing')?.tree;
    const trees = new Map<string, Tree>();
    const fields: MappedField[] = [];
    for (const [name, { keySpan, tree }] of child(root, 'fields').entries) {
      const field = fieldNamed(name) === undefined ? undefined : this.#field(name, keySpan, tree);
      trees.set(name, tree);
      if (field !== undefined) fields.push(field);
    }
    const url = child(project, 'url').text;
    const map: FieldMap = {
      file: this.#origin.file,
      project: kind === 'membership' || kind === 'coupon' ? { url, kind } : { url },
      fields,
      base64: child(link, 'base64').text === 'standard' ? 'standard' : 'url',
      query: [...child(link, 'query').entries].map(([key, { tree }]) => [
        escapeQuery(key),
        escapeQuery(tree.text),
      ]),
    };
    return { map, trees, identity: root.entries.get('identity')?.tree, findings: this.#findings };
  }

  #field(name: string, span: Span, tree: Tree): MappedField | undefined {
    const source = this.#source(tree);
    if (source === undefined) return undefined;
    const lookup = tree.entries.get('map')?.tree;
    const field: MappedField = {
      name,
      source,
      transforms: transformsOf(child(tree, 'transform')),
      conversion: conversionOf(tree, name, source),
      missing: this.#policyOf(name, source, tree),
      span,
    };
    if (lookup === undefined) return field;
    return { ...field, lookup: lookupOf(lookup) };
  }

  #policyOf(name: string, source: Source, tree: Tree): Policy {
    const own = tree.entries.get('missing')?.tree ?? this.#policy;
    const reason = `No ${labelOf(source) ?? name}`;
    if (own === undefined) return isIdentity(name) ? { kind: 'drop', reason } : { kind: 'omit' };
    const drop = own.entries.get('drop')?.tree;
    if (drop !== undefined) return { kind: 'drop', reason: drop.text };
    const other = own.entries.get('default')?.tree;
    if (other !== undefined) return { kind: 'default', text: other.text };
    if (own.text === 'drop') return { kind: 'drop', reason };
    return own.text === 'empty' ? { kind: 'empty' } : { kind: 'omit' };
  }

  #source(tree: Tree): Source | undefined {
    const key = SOURCE_KEYS.find((name) => tree.entries.has(name));
    const inner = key === undefined ? NOTHING : child(tree, key);
    switch (key) {
      case 'user':
      case 'event':
      case 'business':
      case 'campaign':
        return { kind: key, attribute: inner.text };
      case 'value':
        return { kind: 'value', text: inner.text };
      case 'now':
        return { kind: 'now' };
      case 'text':
        return this.#text(inner);
      case 'first':
        return this.#first(inner);
      case 'product':
        return this.#product(inner);
      case 'content':
        return this.#content(inner);
      case 'aux':
        return this.#aux(inner);
      case undefined:
      default:
        return undefined;
    }
  }

  #text(tree: Tree): Source | undefined {
    const { parts, problems } = parseText(tree.text);
    for (const { code, start, end, message, hint } of problems) {
      this.#report(code, message, hint, this.#within(tree, start, end));
    }
    if (problems.length > 0) return undefined;
    return parts.every((part) => typeof part === 'string')
      ? { kind: 'value', text: parts.join('') }
      : { kind: 'text', parts };
  }

  /** The place of a stretch of a scalar; the whole scalar where quotes or folding moved its characters. */
  #within(tree: Tree, start: number, end: number): Span {
    const { text } = this.#origin;
    const lines = text.split('\n');
    const { line, column } = tree.span.start;
    const from =
      lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
    const shift = /["']/.test(text[from] ?? '') ? 1 : 0;
    const same = text.slice(from + shift, from + shift + tree.text.length) === tree.text;
    return same ? spanOf(text, from + shift + start, from + shift + end) : tree.span;
  }

  #first(tree: Tree): Source | undefined {
    const sources = tree.items.map((item) => this.#source(item));
    const fine = sources.filter((source) => source !== undefined);
    return fine.length === sources.length && fine.length > 0
      ? { kind: 'first', sources: fine }
      : undefined;
  }

  #product(tree: Tree): Source | undefined {
    if (tree.kind !== 'map')
      return this.#orReport(productPath(tree.text), tree, 'Recommended[0].title');
    const path = pathSteps(child(tree, 'field').text);
    const item = Number(child(tree, 'item').text || '0');
    if (path === undefined) return this.#orReport(undefined, child(tree, 'field'), 'title');
    return { kind: 'product', set: child(tree, 'set').text, path: [item, ...path] };
  }

  #content(tree: Tree): Source | undefined {
    if (tree.kind !== 'map')
      return this.#orReport(contentPath(tree.text), tree, 'Points.balance.total');
    const api = child(tree, 'api');
    const path = pathSteps(child(tree, 'field').text);
    if (!isApiName(api.text)) return this.#orReport(undefined, api, 'Points');
    if (path === undefined) return this.#orReport(undefined, child(tree, 'field'), 'balance.total');
    const params: [string, Source][] = [];
    for (const [name, { tree: value }] of child(tree, 'params').entries) {
      const source = this.#source(value);
      if (source !== undefined) params.push([name, source]);
    }
    return { kind: 'content', api: api.text, path, params };
  }

  #aux(tree: Tree): Source | undefined {
    const key = this.#source(child(tree, 'key'));
    if (key === undefined) return undefined;
    return { kind: 'aux', table: child(tree, 'table').text, key, field: child(tree, 'field').text };
  }

  #orReport(source: Source | undefined, tree: Tree, example: string): Source | undefined {
    if (source !== undefined || tree.kind !== 'text') return source;
    this.#report(
      'map/bad-path',
      `'${tree.text}' cannot be read as a path`,
      `write it as ${example}`,
      tree.span,
    );
    return undefined;
  }

  #report(code: string, message: string, hint: string, span: Span): void {
    this.#findings.push({ code, severity: 'error', message, hint, file: this.#origin.file, span });
  }
}

/** The pairs of a look-up. Keys are compared with texts that are stripped, whatever their quotes. */
function lookupOf(tree: Tree): readonly (readonly [from: string, to: string])[] {
  return [...tree.entries].map(([from, { tree: to }]) => [from.trim(), to.text]);
}

/** The value under a key; an empty one where there is none. */
export function child(tree: Tree, key: string): Tree {
  return tree.entries.get(key)?.tree ?? NOTHING;
}

function labelOf(source: Source): string | undefined {
  return 'attribute' in source && /^[\w ()-]+$/.test(source.attribute)
    ? source.attribute
    : undefined;
}

function transformsOf(tree: Tree): readonly Transform[] {
  const steps = tree.kind === 'list' ? tree.items : tree.kind === 'null' ? [] : [tree];
  return steps.flatMap((step): Transform[] => {
    const length = step.entries.get('truncate')?.tree.text;
    if (length !== undefined)
      return /^[1-9]\d*$/.test(length) ? [{ truncate: Number(length) }] : [];
    const { text } = step;
    return text === 'trim' || text === 'lower' || text === 'upper' || text === 'title'
      ? [text]
      : [];
  });
}

import { ast } from '../../jinja/syntax/index.ts';
import type { Analysis } from '../../analysis/index.ts';
import type { Span } from '../../diagnostics/index.ts';
import { changedIn } from './changes.ts';
import type { FoundLink } from './find-link.ts';
import type { Place } from './parts.ts';

/** A template in which the marker of a field map has the place of the statements that built the link. */
export type Rewritten =
  | { readonly template: string }
  /** Where a statement does more than build the link, so that it can be neither taken out nor left. */
  | { readonly keeps: Span };

/** A statement that gives a variable its value: the names it sets, those it uses, and where it is. */
type Definition = {
  readonly node: ast.Stmt;
  readonly sets: ReadonlySet<string>;
  readonly uses: ReadonlySet<string>;
};

type Edit = { readonly at: Place; readonly text: string };

/**
 * Takes the statements out that only serve the link, writes the marker in the place of the last of them, and calls the link
 * `longURL` wherever the template prints it. `guards` are the places of the calls of MOE_NOT_SEND that the field map makes itself.
 */
export function withMarker(
  { root, map }: Analysis,
  {
    link,
    guards,
    fieldmap,
  }: { readonly link: FoundLink; readonly guards: readonly Place[]; readonly fieldmap: string },
): Rewritten {
  const { text } = map;
  const { variable } = link;
  const keeps = { keeps: map.spanOf(...link.payload.at) };
  if (variable === undefined) return keeps;
  const definitions = definitionsOf(root.body, guards);
  const removed = removable(root, definitions, variable);
  const last = removed.findLast(({ sets }) => sets.has(variable));
  if (last === undefined) return keeps;
  const edits: Edit[] = removed.map(({ node }) => {
    const at = wholeLine(stretchOf(node, text), text, node !== last.node);
    return { at, text: node === last.node ? `{# smartpass: ${fieldmap} #}` : '' };
  });
  const isInside = ({ start }: ast.Node): boolean =>
    edits.some(({ at }) => at[0] <= start && start < at[1]);
  ast.walk(root, (node) => {
    if (node.typename === 'Name' && node.name === variable && !isInside(node))
      edits.push({ at: [node.start, node.end], text: 'longURL' });
  });
  const ofSource = edits.map(({ at, text: to }) => ({ at: map.origin(...at), text: to }));
  return { template: applied(ofSource, map.source.text) };
}

/** Which statements set variables, or are nothing but guards that the map has, or choices between such statements. */
function definitionsOf(body: readonly ast.Stmt[], guards: readonly Place[]): readonly Definition[] {
  return body.flatMap((node): readonly Definition[] => {
    const sets = setBy(node, guards);
    return sets === undefined ? [] : [{ node, sets, uses: usedBy(node) }];
  });
}

/** The names that a statement sets and does nothing else; undefined for any other statement. */
function setBy(node: ast.Stmt, guards: readonly Place[]): ReadonlySet<string> | undefined {
  if (node.typename === 'Macro') return new Set([node.name]);
  if (node.typename === 'AssignBlock' || node.typename === 'Assign') {
    const changed = node.typename === 'Assign' ? ownerOf(node.node) : undefined;
    const target = node.target.typename === 'Tuple' ? undefined : node.target.name;
    return target === undefined
      ? undefined
      : new Set(changed === undefined ? [target] : [target, changed]);
  }
  if (node.typename === 'ExprStmt') {
    const owner = ownerOf(node.node);
    return owner === undefined ? undefined : new Set([owner]);
  }
  if (node.typename === 'ExtensionTag')
    return guards.some(([start]) => start === node.start) ? new Set() : undefined;
  if (node.typename === 'Output') return node.nodes.every(isSilent) ? changedIn(node) : undefined;
  if (node.typename !== 'If') return undefined;
  const inner = [...node.body, ...node.elif_, ...node.else_].map((one) => setBy(one, guards));
  if (inner.includes(undefined)) return undefined;
  return new Set([...changedIn(node.test), ...inner.flatMap((names) => [...(names ?? [])])]);
}

/** White space, or `l.append(x) or ''`. */
function isSilent(node: ast.Expr): boolean {
  if (node.typename === 'TemplateData') return node.data.trim() === '';
  const isEmpty =
    node.typename === 'Or' && node.right.typename === 'Const' && node.right.value === '';
  return isEmpty && changedIn(node.left).size > 0;
}

/** `d` of `d.update(…)`. */
function ownerOf(node: ast.Expr): string | undefined {
  if (node.typename !== 'Call' || node.node.typename !== 'Getattr') return undefined;
  return node.node.node.typename === 'Name' ? node.node.node.name : undefined;
}

function usedBy(node: ast.Node): ReadonlySet<string> {
  const names = new Set<string>();
  ast.walk(node, (inner) => {
    if (inner.typename === 'Name' && inner.ctx === 'load') names.add(inner.name);
    if (inner.typename === 'NSRef') names.add(inner.name);
  });
  return names;
}

/** The definitions that only serve the link, less those whose variables the rest of the template uses. */
function removable(
  root: ast.Root,
  definitions: readonly Definition[],
  variable: string,
): readonly Definition[] {
  const needed = new Set([variable]);
  let before = 0;
  while (needed.size > before) {
    before = needed.size;
    for (const { sets, uses } of definitions)
      if ([...sets].some((name) => needed.has(name))) for (const name of uses) needed.add(name);
  }
  const serves = definitions.filter(
    ({ node, sets }) =>
      [...sets].some((name) => needed.has(name)) || (sets.size === 0 && node.typename !== 'Output'),
  );
  for (;;) {
    const others = root.body.filter((node) => !serves.some((one) => one.node === node));
    const used = new Set(others.flatMap((node) => [...usedBy(node)]));
    const kept = serves.findIndex(({ sets }) =>
      [...sets].some((name) => name !== variable && used.has(name)),
    );
    if (kept < 0) return serves;
    serves.splice(kept, 1);
  }
}

const ENDS: ReadonlyMap<string, RegExp> = new Map([
  ['AssignBlock', /\{%[-+]?\s*endset\s*[-+]?%\}/g],
  ['Macro', /\{%[-+]?\s*endmacro\b[^%]*%\}/g],
  ['If', /\{%[-+]?\s*endif\s*[-+]?%\}/g],
]);

/** A statement with its body and its closing tag. */
function stretchOf(node: ast.Stmt, text: string): Place {
  if (node.typename === 'Output') {
    const printed = text.slice(node.start, node.end);
    const start = node.end - printed.trimStart().length;
    return [start, start + printed.trim().length];
  }
  const end = ENDS.get(node.typename);
  if (end === undefined) return [node.start, node.end];
  let last = node.end;
  ast.walk(node, (inner) => {
    if (inner !== node && inner.typename !== 'Output')
      last = Math.max(
        last,
        inner.typename === 'If' || inner.typename === 'AssignBlock'
          ? stretchOf(inner, text)[1]
          : inner.end,
      );
  });
  end.lastIndex = last;
  const closing = end.exec(text);
  return [node.start, closing === null ? last : closing.index + closing[0].length];
}

/** With the line break after it, where nothing else is on its line. */
function wholeLine([start, end]: Place, text: string, isTaken: boolean): Place {
  const isAlone = /(?:^|\n)[ \t]*$/.test(text.slice(0, start)) && text.charAt(end) === '\n';
  return isTaken && isAlone ? [start, end + 1] : [start, end];
}

function applied(edits: readonly Edit[], text: string): string {
  let made = '';
  let at = 0;
  for (const edit of edits.toSorted((a, b) => a.at[0] - b.at[0])) {
    if (edit.at[0] < at) continue;
    made += text.slice(at, edit.at[0]) + edit.text;
    [, at] = edit.at;
  }
  return made + text.slice(at);
}

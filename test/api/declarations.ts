import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A declaration file: what it declares by name, and what it takes from other files. */
type Module = {
  readonly declared: ReadonlyMap<string, string>;
  /** Local name to file and name there; `*` is everything. */
  readonly imported: ReadonlyMap<string, readonly [file: string, name: string]>;
  readonly exported: ReadonlyMap<string, readonly [file: string, name: string]>;
  /** Files of `export * from`. */
  readonly whole: readonly string[];
};

/** Every name that a declaration file exports, with its declaration, sorted by name and without comments. */
export function declarationsOf(file: string): string {
  const names = [...exportsOf(file)].sort(([one], [other]) => (one < other ? -1 : 1));
  return `${names.map(([, text]) => text).join('\n')}\n`;
}

function exportsOf(file: string): Map<string, string> {
  const { declared, exported, whole } = moduleOf(file);
  const found = new Map<string, string>();
  for (const from of whole) for (const [name, text] of exportsOf(from)) found.set(name, text);
  for (const [name, text] of declared) if (text.startsWith('export ')) found.set(name, text);
  for (const [name, [from, original]] of exported) found.set(name, lookUp(from, original, name));
  return found;
}

function lookUp(file: string, name: string, as: string): string {
  if (name === '*') {
    const names = [...exportsOf(file).keys()].sort().join(', ');
    return `export namespace ${as} { ${names} }`;
  }
  const { declared, imported, exported, whole } = moduleOf(file);
  const text = declared.get(name);
  if (text !== undefined) return as === name ? text : `${text} // as ${as}`;
  const [from, original] = exported.get(name) ?? imported.get(name) ?? [];
  if (from !== undefined && original !== undefined) return lookUp(from, original, as);
  for (const other of whole) if (exportsOf(other).has(name)) return lookUp(other, name, as);
  // A package's own.
  return `export ${as} // of a package`;
}

function moduleOf(file: string): Module {
  const declared = new Map<string, string>();
  const imported = new Map<string, readonly [string, string]>();
  const exported = new Map<string, readonly [string, string]>();
  const whole: string[] = [];
  const resolve = (from: string): string => join(dirname(file), from).replace(/\.[tj]s$/, '.d.ts');
  for (const statement of statementsOf(readFileSync(file, 'utf8'))) {
    const [, verb, what, from] =
      /^(import|export) (?:type )?([^]*?) from ["'](.*)["'];$/.exec(statement) ?? [];
    if (from === undefined || what === undefined) {
      const name = /^(?:export )?(?:declare )?(?:abstract )?\w+ ([\w$]+)/.exec(statement)?.[1];
      if (name !== undefined) declared.set(name, overloaded(declared.get(name), statement));
    } else if (from.startsWith('.')) {
      const target = verb === 'import' ? imported : exported;
      if (what === '*') whole.push(resolve(from));
      for (const [original, local] of clauseOf(what)) target.set(local, [resolve(from), original]);
    }
  }
  return { declared, imported, exported, whole };
}

function overloaded(before: string | undefined, statement: string): string {
  return before === undefined ? statement : `${before}\n${statement}`;
}

/** The names of an import or export clause: what it is called there, and here. */
function clauseOf(clause: string): readonly (readonly [original: string, local: string])[] {
  const namespace = /^\* as (\w+)$/.exec(clause)?.[1];
  if (namespace !== undefined) return [['*', namespace]];
  return [...clause.matchAll(/(?:type )?([\w$]+)(?: as ([\w$]+))?(?=[,}\s])/g)].map(
    ([, original = '', local = original]) => [original, local] as const,
  );
}

/** The statements of a declaration file, without comments and private members. */
function statementsOf(text: string): readonly string[] {
  const bare = text
    .replaceAll(/^\s*\/\*\*[^]*?\*\/\n/gm, '')
    .replaceAll(/^ +(?:private |#private).*\n/gm, '');
  const statements: string[] = [];
  let open = '';
  for (const line of bare.split('\n')) {
    if (line === '' && open === '') continue;
    open += open === '' ? line : `\n${line}`;
    if (depthOf(open) > 0 || !/[;}]$/.test(line)) continue;
    statements.push(open);
    open = '';
  }
  return statements;
}

/** How many brackets are open at the end of a text; those within quotes do not count. */
function depthOf(text: string): number {
  const code = text.replaceAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`/g, '');
  return (code.match(/[{([]/g)?.length ?? 0) - (code.match(/[})\]]/g)?.length ?? 0);
}

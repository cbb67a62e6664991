import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const INTRO = `# Every name of the API

What \`smartpass\`, and for pages \`smartpass/browser\`, export. How the functions are used: [api.md](api.md). Types come with the package; the other modules say in the same way what their names are.

This page is made of the sources.

| name | | what it is |
|---|---|---|`;

/** `docs/api-names.md`: each name of the root with the comment that its declaration has. */
export function apiPage(): string {
  const file = 'src/api/index.ts';
  const names = exportsOf(file).map(([name]) => name);
  const rows = names
    .toSorted((one, other) => (one.toLowerCase() < other.toLowerCase() ? -1 : 1))
    .map((name) => rowOf(name, file));
  return `${[INTRO, ...rows].join('\n')}\n`;
}

const DECLARED =
  /(?:^\/\*\*((?:(?!\*\/)[^])*)\*\/\n)?^export (?:declare |abstract |async )*(const|let|function|class|type|interface) ([\w$]+)/gm;

const KINDS: ReadonlyMap<string, string> = new Map([
  ['const', 'value'],
  ['interface', 'type'],
]);

function rowOf(name: string, file: string): string {
  const { kind, comment } = declarationOf(name, file);
  const text = comment
    .replaceAll(/^\s*\*? ?/gm, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll('|', '\\|')
    .trim();
  return `| \`${name}\` | ${KINDS.get(kind) ?? kind} | ${text} |`;
}

type Declaration = { readonly kind: string; readonly comment: string };

/** Throws an Error for a name that nothing declares with a comment. */
function declarationOf(name: string, file: string): Declaration {
  const text = readFileSync(file, 'utf8');
  const own = [...text.matchAll(DECLARED)].filter(([, , , declared]) => declared === name);
  const comment = own.find(([, said]) => said !== undefined)?.[1];
  // A value may have a type of its name.
  const kind = own
    .map(([, , one = '']) => one)
    .find((one, _, all) => one !== 'type' || all.length === 1);
  if (comment !== undefined && kind !== undefined) return { kind, comment };
  const [, original, from] = exportsOf(file).find(([exported]) => exported === name) ?? [];
  if (original === undefined || from === undefined)
    throw new Error(`${name} of ${file} has no declaration with a comment`);
  return declarationOf(original, from);
}

type Exported = readonly [name: string, original: string, file: string];

/** What a file exports of others, by the name that it gives it. */
function exportsOf(file: string): readonly Exported[] {
  const clauses = readFileSync(file, 'utf8').matchAll(
    /^export (?:type )?\{([^}]*)\} from '(\..*)';/gm,
  );
  return [...clauses].flatMap(([, names = '', from = '']) =>
    [...names.matchAll(/(?:type )?([\w$]+)(?: as ([\w$]+))?(?=\s*(?:,|$))/g)].map(
      ([, original = '', name = original]): Exported => [name, original, join(dirname(file), from)],
    ),
  );
}

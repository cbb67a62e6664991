import { NAMES, NOT_SEND } from '../account/index.ts';
import { didYouMean, type Finding, type SourceMap } from '../diagnostics/index.ts';
import { ast, NAME_HINTS } from '../jinja/syntax/index.ts';
import type { Reads } from './reads.ts';

/** Names that Jinja itself gives to some places of a template. */
const LOCAL: ReadonlySet<string> = new Set([
  'loop',
  'caller',
  'varargs',
  'kwargs',
  'self',
  'super',
]);

/** Variables of the account: words of their own, not filters. */
const VARIABLES: readonly string[] = [...NAMES.values()]
  .filter(({ form }) => form === 'variable')
  .map(({ name }) => name);

/**
 * Names that neither an account nor the template nor Jinja (`globals`) has, each with what it was probably meant to be, and
 * MOE_NOT_SEND written as a function. A name that is only asked for by `is defined` is meant to be absent.
 */
export function checkUnknownNames(
  root: ast.Root,
  reads: Reads,
  map: SourceMap,
  globals: Iterable<string>,
): readonly Finding[] {
  const own = new Set([...reads.bindings.keys(), ...definedIn(root)]);
  const known = new Set([...own, ...VARIABLES, ...globals, ...LOCAL, NOT_SEND]);
  const asked = new Set<ast.Node>();
  const findings: Finding[] = [];
  ast.visit(root, {
    Test({ name, node }) {
      if (name === 'defined' || name === 'undefined') asked.add(node);
    },
    Call({ node, start, end }) {
      if (node.typename === 'Name' && node.name === NOT_SEND)
        findings.push({ ...AS_FUNCTION, span: map.spanOf(start, end) });
    },
    Name(node) {
      const { name, ctx, start, end } = node;
      if (ctx !== 'load' || known.has(name) || asked.has(node)) return;
      const hint = NAME_HINTS.get(name) ?? didYouMean(name, [...own, ...VARIABLES]);
      findings.push({
        code: 'moengage/unknown-variable',
        severity: 'warning',
        message: `'${name}' is set nowhere in the template, and no account has that name`,
        ...(hint !== undefined && { hint }),
        span: map.spanOf(start, end),
      });
    },
  });
  return findings;
}

const AS_FUNCTION: Finding = {
  code: 'moengage/tag-as-function',
  severity: 'error',
  message: 'MOE_NOT_SEND is a tag and not a function: printed like this it fails for every user',
  hint: "write {% MOE_NOT_SEND('reason') %}",
};

/** Macros and imported names. */
function definedIn(root: ast.Root): readonly string[] {
  const names: string[] = [];
  ast.walk(root, (node) => {
    if (node.typename === 'Macro') names.push(node.name);
    if (node.typename === 'Import') names.push(node.target);
    if (node.typename === 'FromImport') names.push(...node.names.map(([, alias]) => alias));
  });
  return names;
}

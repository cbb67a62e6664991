import { attributesBy, NAMES, NOT_SEND, parsingFailed } from '../account/index.ts';
import { didYouMean, type Finding } from '../diagnostics/index.ts';
import {
  type ast,
  FILTER_HINTS,
  METHOD_HINTS,
  NAME_HINTS,
  TEST_HINTS,
} from '../jinja/syntax/index.ts';
import type { Analysis } from './analysis.ts';

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

/** Names of MoEngage that are variables nowhere here, with what to do about them. */
const NOT_EMULATED: ReadonlyMap<string, string> = new Map([
  ['Content', 'write ContentApi.Name({}), whose answers fixtures have, or give it a default'],
  ['ContentBlock', "print a content block alone: {{ContentBlock['name']}}"],
]);

type NameTable = { has(name: string): boolean; keys(): Iterable<string> };

/** The names that an engine knows beside those of the account and the template. */
type EngineNames = {
  readonly globals: Pick<NameTable, 'keys'>;
  readonly filters: NameTable;
  readonly tests: NameTable;
};

/**
 * Names that neither an account nor the template nor Jinja has, each with what it was probably meant to be, methods of other
 * languages, and MOE_NOT_SEND written as a function or filter. A name that is only asked for by `is defined` is meant to be absent.
 */
export function checkUnknownNames(analysis: Analysis, engine: EngineNames): readonly Finding[] {
  const { mentions, reads, map } = analysis;
  const own = new Set([...reads.bindings.keys(), ...mentions.defined]);
  const known = new Set([...own, ...VARIABLES, ...engine.globals.keys(), ...LOCAL, NOT_SEND]);
  const asked = new Set<ast.Node>();
  const findings: Finding[] = [];
  const add = (finding: Finding, { start, end }: ast.Node): void =>
    void findings.push({ ...finding, span: map.spanOf(start, end) });
  for (const node of mentions.nodes)
    switch (node.typename) {
      case 'Test':
        if (node.name === 'defined' || node.name === 'undefined') asked.add(node.node);
        if (!engine.tests.has(node.name)) add(unknownTest(node.name, engine.tests), node);
        break;
      case 'Filter':
        if (node.name === NOT_SEND) add(AS_FUNCTION, node);
        else if (!engine.filters.has(node.name))
          add(unknownFilter(node.name, engine.filters), node);
        break;
      case 'Call':
        for (const [finding, place] of wrongCall(node, own)) add(finding, place);
        break;
      case 'Name':
        if (node.ctx !== 'load' || known.has(node.name) || asked.has(node)) break;
        add(unknownVariable(node.name, [...own, ...VARIABLES]), node);
    }
  return findings;
}

/** What is wrong with what a call calls, and where. */
function wrongCall(
  node: ast.Call,
  own: ReadonlySet<string>,
): readonly (readonly [Finding, ast.Node])[] {
  const { node: callee } = node;
  if (callee.typename === 'Name') {
    if (callee.name === NOT_SEND) return [[AS_FUNCTION, node]];
    const isDict = isAttributes(callee.name) && !own.has(callee.name);
    return isDict ? [[calledAttributes(callee.name), node]] : [];
  }
  const hint = callee.typename === 'Getattr' ? METHOD_HINTS.get(callee.attr) : undefined;
  return callee.typename === 'Getattr' && hint !== undefined
    ? [[unknownMethod(callee.attr, hint), callee]]
    : [];
}

const AS_FUNCTION: Finding = {
  code: 'moengage/tag-as-function',
  severity: 'error',
  message: 'MOE_NOT_SEND is a tag and not a function: printed like this it fails for every user',
  hint: "write {% MOE_NOT_SEND('reason') %}",
};

function unknownVariable(name: string, candidates: readonly string[]): Finding {
  const code = 'moengage/unknown-variable';
  const advice = NOT_EMULATED.get(name);
  if (advice !== undefined) {
    const message = `'${name}' is not emulated in this place: it is undefined here, whatever the account has`;
    return { code, severity: 'warning', message, hint: advice };
  }
  const hint = NAME_HINTS.get(name) ?? didYouMean(name, candidates);
  return {
    code,
    severity: 'warning',
    message: `'${name}' is set nowhere in the template, and no account has that name`,
    ...(hint !== undefined && { hint }),
  };
}

function unknownFilter(name: string, filters: NameTable): Finding {
  const hint = FILTER_HINTS.get(name) ?? didYouMean(name, filters.keys());
  return unknownName(`No filter named '${name}'.`, hint);
}

function unknownTest(name: string, tests: NameTable): Finding {
  const hint = TEST_HINTS.get(name) ?? didYouMean(name, tests.keys());
  return unknownName(`No test named '${name}'.`, hint);
}

/** In a branch that is not taken Jinja does not look for it, hence a warning. */
function unknownName(message: string, hint: string | undefined): Finding {
  return {
    code: 'jinja/unknown-name',
    severity: 'warning',
    message: parsingFailed(message),
    ...(hint !== undefined && { hint }),
  };
}

function isAttributes(name: string): boolean {
  return attributesBy('name', name) !== undefined;
}

function calledAttributes(name: string): Finding {
  return {
    code: 'moengage/foreign-syntax',
    severity: 'warning',
    message: `${name} is a dict and cannot be called`,
    hint: `write ${name}['First Name'], in square brackets`,
  };
}

function unknownMethod(name: string, hint: string): Finding {
  return {
    code: 'moengage/foreign-syntax',
    severity: 'warning',
    message: `'${name}' is a method of another language: Python's values do not have it`,
    hint,
  };
}

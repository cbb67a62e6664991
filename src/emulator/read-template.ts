import { didYouMean, FindingsError, type Finding, type SourceMap } from '../diagnostics/index.ts';
import {
  FILTER_HINTS,
  parse,
  tokenise,
  ast,
  type Template,
  isError,
  PyError,
} from '../jinja/index.ts';
import { parsingFailed, type Profile } from '../account/index.ts';
import type { AccountEnvironment } from './account-environment.ts';
import { constructsOf, refusals, type Construct } from '../analysis/index.ts';

/** A template that parses: its tree, its code that reports printed nulls, and the constructs that an account may refuse. */
export type ReadTemplate = {
  readonly root: ast.Root;
  readonly watching: Template;
  readonly constructs: readonly Construct[];
};

/** Reads a template. Throws a FindingsError for one that does not parse or that the account refuses. */
export function readTemplate(parts: {
  readonly environment: AccountEnvironment;
  readonly profile: Profile;
  readonly map: SourceMap;
  readonly findings: readonly Finding[];
}): ReadTemplate {
  const { environment, profile, map, findings } = parts;
  const { text } = map;
  let root: ast.Root | undefined;
  try {
    root = parse(text, { ...environment.syntax, name: null });
    const constructs = constructsOf(root, tokenise(text, environment.syntax).tokens, text);
    const refused = refusals(constructs, profile, map);
    if (refused.length > 0) throw new FindingsError([...findings, ...refused]);
    return { root, constructs, watching: environment.compile(text, { trace: 'nulls' }) };
  } catch (error) {
    if (!(error instanceof PyError)) throw error;
    const finding = syntaxFinding(error, map);
    const hint = finding.hint ?? (root && nameHint(root, error, environment));
    throw new FindingsError([...findings, hint === undefined ? finding : { ...finding, hint }]);
  }
}

/** What the unknown filter or test of an error was probably meant to be. */
function nameHint(
  root: ast.Root,
  { offsets }: PyError,
  { filters, tests }: AccountEnvironment,
): string | undefined {
  let hint: string | undefined;
  ast.walk(root, (node) => {
    if (node.start !== offsets?.[0] || node.end !== offsets[1]) return;
    if (node.typename === 'Filter' && !filters.has(node.name))
      hint = FILTER_HINTS.get(node.name) ?? didYouMean(node.name, filters.keys());
    if (node.typename === 'Test' && !tests.has(node.name))
      hint = didYouMean(node.name, tests.keys());
  });
  return hint;
}

function syntaxFinding(error: PyError, map: SourceMap): Finding {
  const { offsets, line, hint } = error;
  const start = line === undefined ? undefined : { line: map.lineOf(line), column: 1 };
  const span = offsets ? map.spanOf(...offsets) : start && { start, end: start };
  return {
    code: isError(error, 'TemplateAssertionError') ? 'jinja/unknown-name' : 'jinja/syntax-error',
    severity: 'error',
    message: parsingFailed(error.message),
    ...(hint !== undefined && { hint }),
    ...(span && { span }),
  };
}

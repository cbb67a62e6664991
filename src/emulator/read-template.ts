import { FindingsError, type Finding, type SourceMap } from '../diagnostics/index.ts';
import { parse, tokenise, type ast, type Template, isError, PyError } from '../jinja/index.ts';
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
  try {
    const root = parse(text, { ...environment.syntax, name: null });
    const constructs = constructsOf(root, tokenise(text, environment.syntax).tokens, text);
    const refused = refusals(constructs, profile, map);
    if (refused.length > 0) throw new FindingsError([...findings, ...refused]);
    return { root, constructs, watching: environment.compile(text, { trace: 'nulls' }) };
  } catch (error) {
    if (!(error instanceof PyError)) throw error;
    throw new FindingsError([...findings, syntaxFinding(error, map)]);
  }
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

import { FindingsError, type Finding } from '../diagnostics/index.ts';
import { parse, tokenise, type ast, type Template, isError, PyError } from '../jinja/index.ts';
import { parsingFailed, type Profile } from '../account/index.ts';
import type { AccountEnvironment } from './account-environment.ts';
import { constructsOf, refusals, type Construct, type Places } from '../analysis/index.ts';

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
  readonly places: Places;
  readonly findings: readonly Finding[];
}): ReadTemplate {
  const { environment, profile, places, findings } = parts;
  const { made } = places;
  try {
    const root = parse(made, { ...environment.syntax, name: null });
    const constructs = constructsOf(root, tokenise(made, environment.syntax).tokens, made);
    const refused = refusals(constructs, profile, places);
    if (refused.length > 0) throw new FindingsError([...findings, ...refused]);
    return { root, constructs, watching: environment.compile(made, { trace: 'nulls' }) };
  } catch (error) {
    if (!(error instanceof PyError)) throw error;
    throw new FindingsError([...findings, syntaxFinding(error, places)]);
  }
}

function syntaxFinding(error: PyError, places: Places): Finding {
  const { offsets, line, hint } = error;
  const start = line === undefined ? undefined : { line: places.lineOf(line), column: 1 };
  const span = offsets ? places.spanOf(...offsets) : start && { start, end: start };
  return {
    code: isError(error, 'TemplateAssertionError') ? 'jinja/unknown-name' : 'jinja/syntax-error',
    severity: 'error',
    message: parsingFailed(error.message),
    ...(hint !== undefined && { hint }),
    ...(span && { span }),
  };
}

/**
 * The Jinja language: compiles and renders templates exactly as Python's Jinja2 does, by the interface of nunjucks.
 * In: template text, a context of Python values or plain data, an environment's settings.
 * Out: text, or a PyError with Python's type and message, the template's line and our span; the tree for those who read it.
 * Must not know MoEngage or PassKit: filters, tags and globals of an account are handed in.
 */
export { Environment, type EnvironmentOptions, type Loader, type Tag } from './environment.ts';
export { LimitError } from './values/meter.ts';
export { isError, PyError, raise, type PythonErrorType } from './errors.ts';
export type { Site } from './codegen/emitter.ts';
export { Variables, type ContextData } from './runtime/names.ts';
export type { DefaultArguments, RenderContext, Trace } from './runtime/types.ts';
export {
  isSameTree,
  normalise,
  parse,
  refuseTooDeep,
  tokenise,
  NAME_HINTS,
  type Lexed,
  type LexOptions,
  type LexProblem,
  type SyntaxOptions,
  type TagParser,
  type TagSyntax,
  type Token,
  type TokenKind,
} from './syntax/index.ts';
/** The template tree: its node kinds, `make`, `children` and `walk`. */
export * as ast from './syntax/nodes.ts';
export { SharedCode } from './shared-code.ts';
export { Template, type RenderOptions } from './template.ts';
export * from './values/index.ts';

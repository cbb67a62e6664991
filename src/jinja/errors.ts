import type { Span } from '../diagnostics/index.ts';
import type { Value } from './values/types.ts';

/**
 * An exception as Python raises it: `type` is the class name (`TypeError`, `TemplateSyntaxError`, `UndefinedError` …),
 * `message` is `str(exception)`. `line` is the template's line where Jinja or the traceback names one. `template` is the
 * name of the template it happened in (null for one given as text). `span` and `hint` are ours, for people.
 * `offsets` are UTF-16 offsets into the normalised source: of a syntax error, or of the innermost expression or tag that ran
 * when a render failed. `cause` is the Undefined that a render failed on, where it failed on one.
 */
export class PyError extends Error {
  readonly type: string;
  line: number | undefined;
  template: string | null | undefined;
  span: Span | undefined;
  offsets: readonly [start: number, end: number] | undefined;
  override cause: Value | undefined;
  hint: string | undefined;

  constructor(type: string, message: string) {
    // The stack of JavaScript says nothing of a template, and V8 takes longer to walk it than many a render takes.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(message);
    Error.stackTraceLimit = stackTraceLimit;
    this.name = type;
    this.type = type;
  }
}

/** `raise TypeError(message)` and friends: `throw raise('TypeError', '…')`. */
export function raise(type: PythonErrorType, message: string): PyError {
  return new PyError(type, message);
}

/** The names of the exception classes that templates can meet. */
export type PythonErrorType =
  | 'ArithmeticError'
  | 'AssertionError'
  | 'AttributeError'
  | 'FilterArgumentError'
  | 'IndentationError'
  | 'IndexError'
  | 'KeyError'
  | 'LookupError'
  | 'MOE_NOT_SEND'
  | 'NameError'
  | 'OverflowError'
  | 'RecursionError'
  | 'RuntimeError'
  | 'StopIteration'
  | 'SyntaxError'
  | 'TemplateAssertionError'
  | 'TemplateError'
  | 'TemplateNotFound'
  | 'TemplateRuntimeError'
  | 'TemplateSyntaxError'
  | 'TemplatesNotFound'
  | 'TypeError'
  | 'UnboundLocalError'
  | 'UndefinedError'
  | 'UnicodeDecodeError'
  | 'UnicodeEncodeError'
  | 'ValueError'
  | 'ZeroDivisionError';

/** The base classes of those that have any out of the list, nearest first. */
const BASES: Partial<Record<PythonErrorType, readonly PythonErrorType[]>> = {
  FilterArgumentError: ['TemplateRuntimeError', 'TemplateError'],
  IndentationError: ['SyntaxError'],
  IndexError: ['LookupError'],
  KeyError: ['LookupError'],
  OverflowError: ['ArithmeticError'],
  RecursionError: ['RuntimeError'],
  TemplateAssertionError: ['TemplateSyntaxError', 'TemplateError'],
  TemplateNotFound: ['LookupError', 'TemplateError'],
  TemplateRuntimeError: ['TemplateError'],
  TemplateSyntaxError: ['TemplateError'],
  TemplatesNotFound: ['TemplateNotFound', 'LookupError', 'TemplateError'],
  UnboundLocalError: ['NameError'],
  UndefinedError: ['TemplateRuntimeError', 'TemplateError'],
  UnicodeDecodeError: ['ValueError'],
  UnicodeEncodeError: ['ValueError'],
  ZeroDivisionError: ['ArithmeticError'],
};

/** `isinstance(error, types)` for Python's exception classes; false for anything that is no PyError. */
export function isError(error: unknown, ...types: PythonErrorType[]): error is PyError {
  if (!(error instanceof PyError)) return false;
  const bases = BASES[error.type as PythonErrorType] ?? [];
  return types.some((type) => error.type === type || bases.includes(type));
}

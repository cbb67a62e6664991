import {
  Environment,
  LimitError,
  PyError,
  type EnvironmentOptions,
  type Loader,
} from '../../../src/jinja/index.ts';
import { jsonLines } from '../../json-lines.ts';

/**
 * A trick against template engines and what has to come of it: what Jinja 3.1.2 gave (`test/oracle/render.py` recorded it), or
 * with `differs`, where Jinja2 lets templates into Python's internals, what an attribute that does not exist gives.
 */
export type Trick = {
  readonly id: string;
  readonly source: string;
  readonly template: string;
  readonly context?: Readonly<Record<string, unknown>>;
  readonly templates?: Readonly<Record<string, string>>;
  readonly env?: { readonly autoescape?: boolean };
  readonly differs?: string;
  readonly expect: Answer;
};

export type Answer =
  | { readonly output: string }
  | {
      readonly error: {
        readonly type: string;
        readonly message: string;
        readonly line: number | null;
      };
    };

export const TRICKS: readonly Trick[] = jsonLines(
  'fixtures/jinja/injection.jsonl',
) as readonly Trick[];

/** A loader of the templates of a case. */
export function store(templates: Trick['templates'] = {}): Loader {
  const sources = new Map(Object.entries(templates));
  return {
    getSource(name: string) {
      const src = sources.get(name);
      return src === undefined ? null : { src, path: name, noCache: false };
    },
  };
}

/** What a template gives: its output, or its error where it is one of Jinja's, Python's or a limit's; any other error is thrown. */
export function answerOf(trick: Trick, options: EnvironmentOptions = {}): Answer {
  try {
    const environment = new Environment({
      autoescape: trick.env?.autoescape ?? false,
      loaders: [store(trick.templates)],
      ...options,
    });
    return { output: environment.renderSource(trick.template, trick.context ?? {}) };
  } catch (error) {
    if (!(error instanceof PyError || error instanceof LimitError)) throw error;
    return { error: { type: error.type, message: error.message, line: error.line ?? null } };
  }
}

import { filtersFor, testsFor } from '../../../src/jinja/builtins/index.ts';
import { callValue } from '../../../src/jinja/values/call.ts';
import { DEFAULT_LIMITS, Meter } from '../../../src/jinja/values/meter.ts';
import { Undefined } from '../../../src/jinja/values/undefined.ts';
import type {
  CallState,
  JinjaVersion,
  UndefinedOptions,
  Value,
} from '../../../src/jinja/values/types.ts';

/** What a test sets of the state that filters run in. */
export type FakeOptions = {
  readonly version?: JinjaVersion;
  readonly autoescape?: boolean;
  readonly range?: number;
  readonly random?: () => number;
  readonly steps?: number;
};

/** A render's state without a render. */
export function fakeState(options: FakeOptions = {}): CallState {
  const version = options.version ?? '3.1';
  const state: CallState = {
    autoescape: options.autoescape ?? false,
    meter: new Meter({
      ...DEFAULT_LIMITS,
      steps: options.steps ?? 1e6,
      output: 1e6,
      range: options.range ?? 1e5,
    }),
    environment: {
      version,
      filters: filtersFor(version),
      tests: testsFor(version),
      random: options.random ?? Math.random,
      undefined: (what: UndefinedOptions): Value => new Undefined(what, version),
    },
    resolve: () => undefined,
    call: (callee, args, kwargs) => callValue(state, callee, args, kwargs),
  };
  return state;
}

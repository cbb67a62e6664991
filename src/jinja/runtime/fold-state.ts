import { globalsFor } from '../builtins/globals.ts';
import { callValue, invoke } from '../values/call.ts';
import { Meter, type Limits } from '../values/meter.ts';
import { python2Of } from '../values/python.ts';
import type { Callable, CallState, EnvironmentView, Kwargs, Value } from '../values/types.ts';

/** The steps that folding may take in one template; what takes longer is left for the render. */
const MOST_STEPS = 200_000;

type FoldEnvironment = EnvironmentView & { readonly limits: Limits };

/** Takes the place of the render while constants are folded: there are no variables. */
export class FoldState implements CallState {
  readonly environment: FoldEnvironment;
  readonly meter: Meter;
  readonly autoescape: boolean;
  /** The filters and tests that were run. */
  readonly ran: Set<Callable>;

  constructor(
    environment: FoldEnvironment,
    autoescape: boolean,
    ran: Set<Callable> = new Set(),
    meter: Meter = new Meter({ ...environment.limits, steps: MOST_STEPS, time: Infinity }),
  ) {
    this.ran = ran;
    this.environment = environment;
    this.meter = meter;
    meter.python2 = python2Of(environment.version);
    this.autoescape = autoescape;
  }

  /** The same at a place where autoescape is on, or off. */
  at(autoescape: boolean): FoldState {
    if (autoescape === this.autoescape) return this;
    return new FoldState(this.environment, autoescape, this.ran, this.meter);
  }

  /** The same with a meter of its own. */
  apart(): FoldState {
    return new FoldState(this.environment, this.autoescape, this.ran);
  }

  /** Jinja's own global of that name. */
  builtin(name: string): Value | undefined {
    return globalsFor(this.environment.version).get(name);
  }

  /** Runs a filter or test. */
  invoke(callable: Callable, args: readonly Value[], kwargs: Kwargs): Value {
    this.ran.add(callable);
    return invoke(callable, this, args, kwargs);
  }

  resolve(): undefined {
    return undefined;
  }

  call(callee: Value, args: readonly Value[], kwargs?: Kwargs): Value {
    return callValue(this, callee, args, kwargs);
  }
}

import { LimitError } from '../errors.ts';
import { callValue } from '../values/call.ts';
import type { CallState, EnvironmentView, Kwargs, Limits, Value } from '../values/types.ts';

/** The steps that folding may take in one template; what takes longer is left for the render. */
const MOST_STEPS = 200_000;

type FoldEnvironment = EnvironmentView & { readonly limits: Limits };

/** Takes the place of the render while constants are folded: there are no variables. */
export class FoldState implements CallState {
  readonly environment: FoldEnvironment;
  readonly limits: Limits;
  readonly autoescape: boolean;
  private readonly steps: { left: number };

  constructor(
    environment: FoldEnvironment,
    autoescape: boolean,
    steps: { left: number } = { left: MOST_STEPS },
  ) {
    this.environment = environment;
    this.limits = environment.limits;
    this.autoescape = autoescape;
    this.steps = steps;
  }

  /** The same at a place where autoescape is on, or off. */
  at(autoescape: boolean): FoldState {
    if (autoescape === this.autoescape) return this;
    return new FoldState(this.environment, autoescape, this.steps);
  }

  resolve(): undefined {
    return undefined;
  }

  step(count = 1): void {
    this.steps.left -= count;
    if (this.steps.left < 0) throw new LimitError('steps', 'folding takes too long');
  }

  call(callee: Value, args: readonly Value[], kwargs?: Kwargs): Value {
    return callValue(this, callee, args, kwargs);
  }
}

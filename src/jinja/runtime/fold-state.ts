import { LimitError } from '../errors.ts';
import { callValue } from '../values/call.ts';
import type { CallState, EnvironmentView, Kwargs, Limits, Value } from '../values/types.ts';

/** The steps that folding may take in one template; what takes longer is left for the render. */
const MOST_STEPS = 200_000;

/** Stands for the render while constants are folded: there are no variables, and autoescape is as the environment says. */
export class FoldState implements CallState {
  readonly environment: EnvironmentView;
  readonly limits: Limits;
  readonly autoescape: boolean;
  private left = MOST_STEPS;

  constructor(environment: EnvironmentView & { readonly limits: Limits }, autoescape: boolean) {
    this.environment = environment;
    this.limits = environment.limits;
    this.autoescape = autoescape;
  }

  resolve(): undefined {
    return undefined;
  }

  step(count = 1): void {
    this.left -= count;
    if (this.left < 0) throw new LimitError('steps', 'folding takes too long');
  }

  call(callee: Value, args: readonly Value[], kwargs?: Kwargs): Value {
    return callValue(this, callee, args, kwargs);
  }
}

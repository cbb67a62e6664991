import { callValue } from '../values/call.ts';
import type { CallState, EnvironmentView, Kwargs, Value } from '../values/types.ts';

/** Stands for the render while constants are folded: there are no variables, and autoescape is as the environment says. */
export class FoldState implements CallState {
  readonly environment: EnvironmentView;
  readonly autoescape: boolean;

  constructor(environment: EnvironmentView, autoescape: boolean) {
    this.environment = environment;
    this.autoescape = autoescape;
  }

  resolve(): undefined {
    return undefined;
  }

  step(): void {
    // Folding is bounded by the size of the source.
  }

  call(callee: Value, args: readonly Value[], kwargs?: Kwargs): Value {
    return callValue(this, callee, args, kwargs);
  }
}

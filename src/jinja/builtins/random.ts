import type { CallState } from '../values/types.ts';

/** A whole number from 0 up to but not including `limit`, out of the environment's source of chance or `Math.random`. */
export function randomBelow(state: CallState, limit: number): number {
  const random = state.environment.random ?? Math.random;
  return Math.floor(random() * limit);
}

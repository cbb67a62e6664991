import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** Whether this is the run of `npm run test:long`. */
    readonly isLongRun: boolean;
  }
}

/** What a `*.sampled.test.ts` takes: a sample in the run of `npm test`, the whole in that of `npm run test:long`. */
export function sampled<T>(sample: T, whole: T): T {
  return inject('isLongRun') ? whole : sample;
}

/** Every n-th item in the run of `npm test`, each in that of `npm run test:long`. */
export function everyNth<T>(items: readonly T[], n: number): readonly T[] {
  return items.filter((_, at) => at % sampled(n, 1) === 0);
}

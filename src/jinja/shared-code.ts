import { Cache } from '../diagnostics/index.ts';
import type { Generated } from './codegen/generator.ts';
import { findAll } from './analysis/queries.ts';
import type { Root } from './syntax/nodes.ts';
import type { Limits } from './values/meter.ts';
import type { Callable, JinjaVersion } from './values/types.ts';

/** What code is written from besides the tree of its template. */
type CodeSettings = {
  readonly version: JinjaVersion;
  readonly name: string | null;
  readonly autoescape: boolean;
  readonly trace: boolean | 'nulls';
  readonly limits: Limits;
  readonly filters: ReadonlyMap<string, Callable>;
  readonly tests: ReadonlyMap<string, Callable>;
};

/** Generated code, and the filters and tests that were run while it was written, to fold constants. */
export type WrittenCode = Generated & { readonly ran: ReadonlySet<Callable> };

type Kept = {
  readonly settings: CodeSettings;
  readonly callables: readonly Named[];
  readonly code: WrittenCode;
};

type Named = { readonly kind: 'filters' | 'tests'; readonly name: string };

/** How many functions are kept. */
const MOST = 256;

/**
 * What environments may share that compile the same trees: the code, where both would write the same, and its functions, so that a
 * template that is warm in one environment is so in the others.
 */
export class SharedCode {
  private readonly functions: Cache<object> = new Cache(MOST);
  private readonly written: WeakMap<Root, Kept[]> = new WeakMap();

  /** The function of a code, made by `make` where it is new. */
  load<F extends object>(code: string, make: () => F): F {
    return this.functions.recall(code, make) as F;
  }

  /** The code of a tree, written by `write` where no environment that would write the same has done so. */
  write(root: Root, settings: CodeSettings, write: () => WrittenCode): Generated {
    const kept = this.written.get(root) ?? [];
    this.written.set(root, kept);
    const known = kept.find((one) => isSame(one, settings));
    if (known !== undefined) return known.code;
    const code = write();
    kept.push({ settings, callables: kept[0]?.callables ?? callablesOf(root), code });
    return code;
  }
}

function callablesOf(root: Root): readonly Named[] {
  const found = (['Filter', 'Test'] as const).map((kind) => {
    const names = findAll([root], kind).map(({ name }) => name);
    return [...new Set(names)].map((name): Named => ({
      kind: kind === 'Filter' ? 'filters' : 'tests',
      name,
    }));
  });
  return found.flat();
}

/** Whether other settings would lead to the same code. */
function isSame({ settings, callables, code }: Kept, other: CodeSettings): boolean {
  return (
    (['version', 'name', 'autoescape', 'trace'] as const).every(
      (key) => settings[key] === other[key],
    ) &&
    (Object.keys(other.limits) as (keyof Limits)[]).every(
      (key) => settings.limits[key] === other.limits[key],
    ) &&
    callables.every(({ kind, name }) => {
      const [ours, theirs] = [settings[kind].get(name), other[kind].get(name)];
      if (ours === theirs) return true;
      return (
        ours !== undefined && theirs !== undefined && !code.ran.has(ours) && isAlike(ours, theirs)
      );
    })
  );
}

/** Whether the calls of two filters or tests are written alike, and folded alike where they are not run. */
function isAlike(one: Callable, other: Callable): boolean {
  return (
    (['name', 'hidden', 'style', 'parsing', 'context', 'cost'] as const).every(
      (key) => one[key] === other[key],
    ) && one.params.join() === other.params.join()
  );
}

import type { Value } from '../values/types.ts';
import { LoopContext, type Recursion } from './loop.ts';
import type { RenderContext } from './types.ts';

/** What the `loop` of 2.8 does not have (O4). */
const ABSENT: ReadonlySet<string> = new Set(['changed', 'previtem', 'nextitem']);

/**
 * The `loop` object of 2.8: one item is always fetched ahead, and counted even behind the last one, where it is asked for the
 * length of a generator (O1, O2, O5).
 */
export class LoopContext28 extends LoopContext {
  constructor(iterable: Value, context: RenderContext, recurse?: Recursion, depth0 = 0) {
    super(iterable, context, recurse, depth0);
    this.after = this.items.next();
  }

  override next(): Value | undefined {
    const item = this.after;
    this.index0 += 1;
    if (item !== undefined) this.after = this.items.next();
    return item;
  }

  override peek(): Value | undefined {
    return this.after;
  }

  protected override ahead(): number {
    return 1;
  }

  override attribute(name: string): Value | undefined {
    return ABSENT.has(name) ? undefined : super.attribute(name);
  }

  protected override get wording(): { readonly name: string; readonly notRecursive: string } {
    return {
      name: 'LoopContext.loop',
      notRecursive: "Tried to call non recursive loop.  Maybe you forgot the 'recursive' modifier.",
    };
  }
}

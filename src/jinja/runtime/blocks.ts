import { raise } from '../errors.ts';
import { bindArguments } from '../values/call.ts';
import { hashKey } from '../values/hash.ts';
import { repr } from '../values/print.ts';
import {
  Markup,
  PyObject,
  type Callable,
  type CallState,
  type Kwargs,
  type Value,
} from '../values/types.ts';
import type { BlockFunction, RenderContext } from './types.ts';

/** `self` in a template: `self.title()` renders the block `title`. */
export class TemplateReference extends PyObject {
  readonly typeName = 'TemplateReference';
  override readonly iteratesByItem = true;
  private readonly context: RenderContext;

  constructor(context: RenderContext) {
    super();
    this.context = context;
  }

  override repr(): string {
    const { name } = this.context.template;
    return `<TemplateReference ${name === null ? 'None' : `'${name}'`}>`;
  }

  override moduleName(): string {
    return 'jinja2.runtime';
  }

  /** Python iterates over what has `__getitem__` by asking for 0, 1, …: there is no block of such a name. */
  override iterate(): Iterator<Value> {
    return { next: () => ({ done: false, value: this.item(0) }) };
  }

  override item(key: Value): Value {
    hashKey(key);
    const stack = typeof key === 'string' ? this.context.blocks.get(key) : undefined;
    if (stack === undefined) throw raise('KeyError', repr(key));
    return new BlockReference(key as string, this.context, stack, 0);
  }
}

/** How a block is called: without arguments. */
const CALL: Callable = {
  name: 'BlockReference.__call__',
  params: ['self'],
  style: 'python',
  run: (_state, self: BlockReference) => self,
};

/** One block at one level of inheritance: `super` in a block, or an item of `self`. */
export class BlockReference extends PyObject {
  readonly typeName = 'BlockReference';
  private readonly name: string;
  private readonly context: RenderContext;
  private readonly stack: readonly BlockFunction[];
  private readonly depth: number;

  constructor(
    name: string,
    context: RenderContext,
    stack: readonly BlockFunction[],
    depth: number,
  ) {
    super();
    this.name = name;
    this.context = context;
    this.stack = stack;
    this.depth = depth;
  }

  override moduleName(): string {
    return 'jinja2.runtime';
  }

  override repr(): string {
    return `<jinja2.runtime.BlockReference object at 0x7f0000000000>`;
  }

  override attribute(name: string, state: CallState): Value | undefined {
    if (name === 'name') return this.name;
    if (name !== 'super') return undefined;
    if (this.depth + 1 >= this.stack.length) {
      const hint = `there is no parent block called '${this.name}'.`;
      return state.environment.undefined({ hint, name: 'super' });
    }
    return new BlockReference(this.name, this.context, this.stack, this.depth + 1);
  }

  override call(_state: CallState, args: readonly Value[], kwargs: Kwargs): Value {
    if (args.length > 0 || kwargs.size > 0) bindArguments(CALL, [this, ...args], kwargs);
    const { context } = this;
    const before = context.run.unprintable;
    context.run.unprintable = undefined;
    context.run.enter();
    const text = (this.stack[this.depth] as BlockFunction)(context);
    context.run.leave();
    context.run.joined();
    context.run.unprintable = before;
    return context.autoescape ? new Markup(text) : text;
  }
}

import { isError, raise } from '../errors.ts';
import { BoundMethod, bindArguments } from '../values/call.ts';
import { Tuple } from '../values/tuple.ts';
import { equal } from '../values/protocol.ts';
import { length } from '../values/ops.ts';
import {
  PyObject,
  type Callable,
  type CallState,
  type Kwargs,
  type Value,
} from '../values/types.ts';
import { cursor, type Cursor } from './cursor.ts';
import type { RenderContext } from './types.ts';

/** Renders the body of a recursive loop over another iterable. */
export type Recursion = (iterable: Value, recurse: Recursion, depth: number) => Value;

/**
 * The `loop` object. Items are fetched ahead only when a template asks what comes next.
 */
export class LoopContext extends PyObject implements Cursor {
  readonly typeName = 'LoopContext';
  private readonly iterable: Value;
  private readonly context: RenderContext;
  private readonly recurse: Recursion | undefined;
  readonly depth0: number;
  protected items: Cursor;
  /** The turn, from 0; -1 before the first. */
  index0: number = -1;
  private known: number | undefined;
  /** The item fetched ahead; undefined: none. */
  protected after: Value | undefined;
  private current: Value | undefined;
  private before: Value | undefined;
  private changedTo: Value | undefined;

  constructor(iterable: Value, context: RenderContext, recurse?: Recursion, depth0 = 0) {
    super();
    this.iterable = iterable;
    this.context = context;
    this.recurse = recurse;
    this.depth0 = depth0;
    this.items = cursor(iterable);
  }

  /** Goes to the next item: undefined after the last. */
  next(): Value | undefined {
    // None is an item: only undefined means that nothing was fetched.
    const item = this.after === undefined ? this.items.next() : this.after;
    this.after = undefined;
    if (item === undefined) return undefined;
    this.index0 += 1;
    this.before = this.current;
    this.current = item;
    return item;
  }

  /** Python's loop object is an iterator that gives each item with itself, and takes turns from its own loop. */
  override iterate(): Iterator<Value> {
    return {
      next: () => {
        const item = this.next();
        return item === undefined
          ? { done: true, value: undefined }
          : { done: false, value: new Tuple([item, this]) };
      },
    };
  }

  /** The item that comes next, fetched ahead. */
  peek(): Value | undefined {
    if (this.after === undefined) this.after = this.items.next();
    return this.after;
  }

  override length(): number {
    if (this.known !== undefined) return this.known;
    try {
      this.known = length(this.iterable);
    } catch (error) {
      if (!isError(error, 'TypeError')) throw error;
      const rest: Value[] = [];
      for (let item = this.items.next(); item !== undefined; item = this.items.next())
        rest.push(item);
      this.items = cursor(rest);
      this.known = rest.length + this.index0 + 1 + this.ahead();
    }
    return this.known;
  }

  /** How many items count as fetched ahead. */
  protected ahead(): number {
    return Number(this.after !== undefined);
  }

  override truthy(): boolean {
    return this.length() > 0;
  }

  override repr(): string {
    return `<LoopContext ${this.index0 + 1}/${this.length()}>`;
  }

  override moduleName(): string {
    return 'jinja2.runtime';
  }

  override attribute(name: string): Value | undefined {
    const property = PROPERTIES.get(name);
    if (property !== undefined) return property(this);
    const method = METHODS.get(name);
    return method === undefined ? undefined : new BoundMethod(method, this);
  }

  override call(state: CallState, args: readonly Value[], kwargs: Kwargs): Value {
    let [iterable] = args;
    if (iterable === undefined || args.length > 1 || kwargs.size > 0) {
      const { name } = this.wording;
      [, iterable = null] = bindArguments({ ...CALL, name }, [this, ...args], kwargs) as Value[];
    }
    if (this.recurse === undefined) throw raise('TypeError', this.wording.notRecursive);
    const { run } = this.context;
    run.enter();
    const text = this.recurse(iterable, this.recurse, this.depth0 + 1);
    run.leave();
    state.meter.step();
    return text;
  }

  /** What errors of a call say. */
  protected get wording(): { readonly name: string; readonly notRecursive: string } {
    return {
      name: 'LoopContext.__call__',
      notRecursive: "The loop must have the 'recursive' marker to be called recursively.",
    };
  }

  /** `previtem`. */
  previous(): Value | undefined {
    return this.neighbour(this.index0 === 0 ? undefined : this.before, 'there is no previous item');
  }

  /** `nextitem`. */
  following(): Value | undefined {
    return this.neighbour(this.peek(), 'there is no next item');
  }

  private neighbour(item: Value | undefined, hint: string): Value | undefined {
    return item === undefined ? this.context.environment.undefined({ hint }) : item;
  }

  /** Whether the values differ from those of the last call. */
  differs(values: Value[]): boolean {
    const now = new Tuple(values);
    if (this.changedTo !== undefined && equal(this.changedTo, now, this.context.meter))
      return false;
    this.changedTo = now;
    return true;
  }

  /** The value whose turn it is. */
  cycle(values: readonly Value[]): Value {
    if (values.length === 0) throw raise('TypeError', 'no items for cycling given');
    return values[this.index0 % values.length] as Value;
  }
}

/** How `loop(iterable)` is called. */
const CALL: Callable = {
  name: '',
  params: ['self', 'iterable'],
  style: 'python',
  run: (_state, self: LoopContext) => self,
};

const PROPERTIES: ReadonlyMap<string, (loop: LoopContext) => Value | undefined> = new Map<
  string,
  (loop: LoopContext) => Value | undefined
>([
  ['index0', (loop) => loop.index0],
  ['index', (loop) => loop.index0 + 1],
  ['depth0', (loop) => loop.depth0],
  ['depth', (loop) => loop.depth0 + 1],
  ['length', (loop) => loop.length()],
  ['revindex0', (loop) => loop.length() - loop.index0 - 1],
  ['revindex', (loop) => loop.length() - loop.index0],
  ['first', (loop) => loop.index0 === 0],
  ['last', (loop) => loop.peek() === undefined],
  ['previtem', (loop) => loop.previous()],
  ['nextitem', (loop) => loop.following()],
]);

const METHODS: ReadonlyMap<string, Callable> = new Map<string, Callable>([
  [
    '__len__',
    {
      name: 'LoopContext.__len__',
      params: ['self'],
      style: 'python',
      run: (_state, self: LoopContext) => self.length(),
    },
  ],
  [
    'cycle',
    {
      name: 'LoopContext.cycle',
      params: ['self', '*args'],
      style: 'python',
      run: (_state, self: LoopContext, values: Value[]) => self.cycle(values),
    },
  ],
  [
    'changed',
    {
      name: 'LoopContext.changed',
      params: ['self', '*value'],
      style: 'python',
      run: (_state, self: LoopContext, values: Value[]) => self.differs(values),
    },
  ],
]);

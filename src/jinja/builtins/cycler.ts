import { raise } from '../errors.ts';
import { BoundMethod, bindArguments } from '../values/call.ts';
import { ADDRESS } from '../values/print.ts';
import { Tuple } from '../values/tuple.ts';
import {
  PyObject,
  type Callable,
  type CallState,
  type Kwargs,
  type Value,
} from '../values/types.ts';
import { pythonFunction } from '../values/define.ts';

const NEXT: Callable = pythonFunction('Cycler.next', 'self', (_state, self: Cycler) => self.next());

const RESET: Callable = pythonFunction('Cycler.reset', 'self', (_state, self: Cycler) => {
  self.reset();
  return null;
});

/** What `cycler(...)` makes: gives its items in turn, over and over. Raises RuntimeError for no items. */
export class Cycler extends PyObject {
  readonly typeName = 'Cycler';
  private readonly items: readonly Value[];
  private readonly hasNext: boolean;
  private position = 0;

  constructor(items: readonly Value[], hasNext: boolean) {
    super();
    if (items.length === 0) {
      throw raise('RuntimeError', 'at least one item has to be provided');
    }
    this.items = items;
    this.hasNext = hasNext;
  }

  /** The item whose turn it is. */
  get current(): Value {
    return this.items[this.position] ?? null;
  }

  /** Gives the current item and moves on. */
  next(): Value {
    const item = this.current;
    this.position = (this.position + 1) % this.items.length;
    return item;
  }

  /** Back to the first item. */
  reset(): void {
    this.position = 0;
  }

  override moduleName(): string {
    return 'jinja2.utils';
  }

  override repr(): string {
    return `<jinja2.utils.Cycler object at ${ADDRESS}>`;
  }

  override attribute(name: string, _state: CallState): Value | undefined {
    switch (name) {
      case 'current':
        return this.current;
      case 'items':
        return new Tuple(this.items);
      case '__next__':
        return new BoundMethod(NEXT, this);
      case 'next':
        return this.hasNext ? new BoundMethod(NEXT, this) : undefined;
      case 'pos':
        return this.position;
      case 'reset':
        return new BoundMethod(RESET, this);
      default:
        return undefined;
    }
  }
}

const JOINER_CALL: Callable = pythonFunction('Joiner.__call__', 'self', () => null);

/** What `joiner(...)` makes: gives nothing at its first call, then its separator. */
export class Joiner extends PyObject {
  readonly typeName = 'Joiner';
  private readonly separator: Value;
  private isUsed = false;

  constructor(separator: Value) {
    super();
    this.separator = separator;
  }

  override moduleName(): string {
    return 'jinja2.utils';
  }

  override repr(): string {
    return `<jinja2.utils.Joiner object at ${ADDRESS}>`;
  }

  override attribute(name: string, _state: CallState): Value | undefined {
    if (name === 'sep') return this.separator;
    return name === 'used' ? this.isUsed : undefined;
  }

  override call(_state: CallState, args: readonly Value[], kwargs: Kwargs): Value {
    bindArguments(JOINER_CALL, [this, ...args], kwargs);
    if (this.isUsed) return this.separator;
    this.isUsed = true;
    return '';
  }
}

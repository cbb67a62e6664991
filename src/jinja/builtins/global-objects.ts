import { raise } from '../errors.ts';
import { BoundMethod, bindArguments } from '../values/call.ts';
import { pythonFunction } from '../values/define.ts';
import type { Dict } from '../values/dict.ts';
import { Container, type Printer } from '../values/print.ts';
import { Tuple } from '../values/tuple.ts';
import type { Callable, CallState, Kwargs, Value } from '../values/py-object.ts';
import { PyObject } from '../values/types.ts';

const NEXT: Callable = pythonFunction('Cycler.next', 'self', (_state, self: Cycler) => self.next());

const RESET: Callable = pythonFunction('Cycler.reset', 'self', (_state, self: Cycler) =>
  self.reset(),
);

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

  /** Gives the item whose turn it is, and moves on. */
  next(): Value {
    const item = this.items[this.position] ?? null;
    this.position = (this.position + 1) % this.items.length;
    return item;
  }

  /** Back to the first item. */
  reset(): null {
    this.position = 0;
    return null;
  }

  override moduleName(): string {
    return 'jinja2.utils';
  }

  override attribute(name: string, _state: CallState): Value | undefined {
    switch (name) {
      case 'current':
        return this.items[this.position];
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

/** What `namespace(...)` makes: attributes that `{% set ns.name = … %}` may change from inner scopes. */
export class Namespace extends Container {
  readonly typeName = 'Namespace';
  private readonly attributes: Dict;

  constructor(attributes: Dict) {
    super();
    this.attributes = attributes;
  }

  override moduleName(): string {
    return 'jinja2.utils';
  }

  /** `ns.name = value`. */
  set(name: string, value: Value): void {
    this.attributes.set(name, value);
  }

  override attribute(name: string, _state: CallState): Value | undefined {
    return this.attributes.getString(name);
  }

  override print(printer: Printer): Printer {
    return this.attributes.print(printer.write('<Namespace ')).write('>');
  }
}

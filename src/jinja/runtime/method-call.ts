import { fits, invoke, NO_KWARGS } from '../values/call.ts';
import { signatureOf } from '../values/define.ts';
import { Dict } from '../values/dict.ts';
import { getAttribute } from '../values/lookup.ts';

import { charged } from '../values/size.ts';
import { methodsOf } from '../values/type-table.ts';
import type { Callable, Kwargs, Value } from '../values/types.ts';
import { blaming } from './cause.ts';
import type { Context } from './context.ts';

/** What `value.name` gives where the name is no method of the value's type. */
class Attribute {
  readonly value: Value;

  constructor(value: Value) {
    this.value = value;
  }
}

/** A value that has the method, or what it has in its place. */
type Receiver = Value | Attribute;

/**
 * `value.name(…)` of generated code: a method of a type is called without a bound method in between. `receiver` runs before the
 * arguments, as Python looks an attribute up before them. `count` is how many positional arguments there are, -1 where only the
 * render knows. It remembers the method of the type that it saw last.
 */
export class MethodCall {
  private readonly name: string;
  private readonly count: number;
  private table: ReadonlyMap<string, Callable> | undefined;
  private method: Callable | undefined;
  /** The same where it takes as many arguments as there are, with `kwargs` behind them. */
  private plain: Callable | undefined;
  /** What a method gets that takes keyword arguments; undefined for any other. */
  private kwargs: Kwargs | undefined;
  /** The method is one of str: text, which most methods are called on, needs no look at its type then. */
  private isOfText = false;

  constructor(name: string, count: number) {
    this.name = name;
    this.count = count;
  }

  receiver(context: Context, value: Value): Receiver {
    if (this.isOfText && typeof value === 'string') return value;
    const table = methodsOf(value);
    if (table === this.table) return value;
    const method = table.get(this.name);
    // Python 2 has other methods: they are looked up each time.
    const isOther = context.meter.python2 !== undefined;
    if (method === undefined || isOther)
      return new Attribute(getAttribute(context, value, this.name));
    this.table = table;
    this.method = method;
    const signature = method.signature ?? signatureOf(method.params);
    this.kwargs = signature.keywords ? NO_KWARGS : undefined;
    this.plain = fits(signature, this.count + 1) ? method : undefined;
    this.isOfText = typeof value === 'string';
    return value;
  }

  /** The method of a receiver: arguments may have called another one in between. */
  private methodOf(context: Context, receiver: Value): Callable {
    if (methodsOf(receiver) !== this.table) this.receiver(context, receiver);
    return this.method as Callable;
  }

  /** The method of a receiver that takes the arguments as they are; undefined where `call` has to see to them. */
  private plainMethod(context: Context, receiver: Receiver): Callable | undefined {
    if (this.isOfText && typeof receiver === 'string') return this.plain;
    if (receiver instanceof Attribute) return undefined;
    if (methodsOf(receiver) !== this.table) this.receiver(context, receiver);
    return this.plain;
  }

  call(context: Context, receiver: Receiver, args: readonly Value[]): Value {
    if (receiver instanceof Attribute) return context.call(receiver.value, args);
    const method = this.methodOf(context, receiver);
    try {
      return invoke(method, context, [receiver, ...args]);
    } catch (error) {
      throw blaming(error, args);
    }
  }

  call0(context: Context, receiver: Receiver): Value {
    const method = this.plainMethod(context, receiver);
    if (method === undefined) return this.call(context, receiver, []);
    context.meter.step();
    if (method.cost === 'own') return method.run(context, receiver, this.kwargs);
    return charged(context, method.run(context, charged(context, receiver as Value), this.kwargs));
  }

  call1(context: Context, receiver: Receiver, first: Value): Value {
    const method = this.plainMethod(context, receiver);
    if (method === undefined) return this.call(context, receiver, [first]);
    context.meter.step();
    try {
      if (method.cost === 'own') return method.run(context, receiver, first, this.kwargs);
      charged(context, receiver as Value);
      charged(context, first);
      return charged(context, method.run(context, receiver, first, this.kwargs));
    } catch (error) {
      throw blaming(error, [first]);
    }
  }

  /**
   * `value.update({…})` of generated code, its keys and values in turns: a dict gets them without another one in between, which
   * is a fifth of what `200 fields` in bench/ takes.
   */
  update(context: Context, receiver: Receiver, items: readonly Value[]): Value {
    if (receiver instanceof Dict) {
      context.meter.step(1 + items.length / 2);
      receiver.put(items, context.meter);
      return null;
    }
    return this.call1(context, receiver, Dict.flat(items, context.meter));
  }

  call2(context: Context, receiver: Receiver, first: Value, second: Value): Value {
    const method = this.plainMethod(context, receiver);
    if (method === undefined) return this.call(context, receiver, [first, second]);
    context.meter.step();
    try {
      if (method.cost === 'own') return method.run(context, receiver, first, second, this.kwargs);
      charged(context, receiver as Value);
      charged(context, first);
      charged(context, second);
      return charged(context, method.run(context, receiver, first, second, this.kwargs));
    } catch (error) {
      throw blaming(error, [first, second]);
    }
  }
}

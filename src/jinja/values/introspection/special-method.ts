import { raise } from '../../errors.ts';
import { Dict } from '../dict.ts';
import { typeName } from '../protocol.ts';
import { ADDRESS, PyObject, type CallState, type Kwargs, type Value } from '../types.ts';

/** What a special method does; it gets as many arguments as `count` says. */
export type Special = {
  readonly count: number;
  /** Where Python parses the arguments in its oldest way, its error begins with a space. */
  readonly gap?: string;
  readonly run: (state: CallState, self: Value, other: Value, third: Value) => Value;
};

/** Python's `NotImplemented`: what a special method gives for an operand that it does not know. */
export class NotImplementedValue extends PyObject {
  readonly typeName = 'NotImplementedType';

  override repr(): string {
    return 'NotImplemented';
  }

  override equals(other: Value): boolean {
    return other instanceof NotImplementedValue;
  }
}

/** `'a'.__len__`: a special method with its object. */
export class SpecialMethod extends PyObject {
  private readonly name: string;
  private readonly self: Value;
  private readonly special: Special;
  /** Whether Python wraps it (`method-wrapper`), or it is a plain C function. */
  private readonly wrapped: boolean;

  constructor(name: string, self: Value, special: Special) {
    super();
    this.name = name;
    this.self = self;
    this.special = special;
    this.wrapped = !isPlainFunction(self, name);
  }

  get typeName(): string {
    return this.wrapped ? 'method-wrapper' : 'builtin_function_or_method';
  }

  override repr(): string {
    const { name, self } = this;
    const owner = `${typeName(self)} object at ${ADDRESS}`;
    return this.wrapped
      ? `<method-wrapper '${name}' of ${owner}>`
      : `<built-in method ${name} of ${owner}>`;
  }

  override call(state: CallState, args: readonly Value[], kwargs: Kwargs): Value {
    const { name, self, special, wrapped } = this;
    const { count } = special;
    const full = `${typeName(self)}.${name}`;
    if (kwargs.size > 0) {
      const shown = wrapped ? `wrapper ${name}` : full;
      throw raise('TypeError', `${shown}() takes no keyword arguments`);
    }
    if (args.length !== count) {
      const given = args.length;
      throw raise(
        'TypeError',
        wrapped
          ? `${special.gap ?? ''}expected ${count} argument${count === 1 ? '' : 's'}, got ${given}`
          : `${full}() takes exactly one argument (${given} given)`,
      );
    }
    return special.run(state, self, args[0] ?? null, args[1] ?? null);
  }
}

function isPlainFunction(self: Value, name: string): boolean {
  if (name === '__format__') return true;
  if (name === '__getitem__') return Array.isArray(self) || self instanceof Dict;
  return name === '__contains__' && self instanceof Dict;
}

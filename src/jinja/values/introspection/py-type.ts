import { raise } from '../../errors.ts';
import { qualifiedTypeName } from '../print.ts';
import { typeName } from '../protocol.ts';
import { PyObject, type CallState, type Value } from '../types.ts';

/**
 * The class of a value, as `x.__class__` gives it: it prints, compares and has a `__name__`. Of what Python's classes lead to
 * (bases, subclasses, functions and their globals) it has nothing, and it cannot be called.
 */
class PyType extends PyObject {
  readonly typeName = 'type';
  /** `int`, `Markup`. */
  private readonly name: string;
  /** `int`, `markupsafe.Markup`: with the module in front, unless it is `builtins`. */
  private readonly qualifiedName: string;

  constructor(value: Value) {
    super();
    this.name = typeName(value);
    this.qualifiedName = qualifiedTypeName(value);
  }

  override repr(): string {
    return `<class '${this.qualifiedName}'>`;
  }

  /** Python would make a new value; here a class leads nowhere. */
  override call(): Value {
    throw raise('TypeError', "'type' object is not callable");
  }

  override attribute(name: string, _state: CallState): Value | undefined {
    return name === '__name__' ? this.name : undefined;
  }

  override equals(other: Value): boolean {
    return other instanceof PyType && other.qualifiedName === this.qualifiedName;
  }

  override is(other: Value): boolean {
    return this.equals(other);
  }

  override hashKey(): unknown {
    return `\0c${this.qualifiedName}`;
  }
}

/** `x.__class__`. */
export function classOf(value: Value): Value {
  return new PyType(value);
}

import { raise } from '../../errors.ts';
import { typeName } from '../protocol.ts';
import { PyObject, type CallState, type Value } from '../types.ts';

/**
 * The class of a value, as `x.__class__` gives it: it prints, compares and has a `__name__`. Of what Python's classes lead to
 * (bases, subclasses, functions and their globals) it has nothing, and it cannot be called.
 */
export class PyType extends PyObject {
  readonly typeName = 'type';
  /** `int`, `Markup`. */
  readonly name: string;
  /** `int`, `markupsafe.Markup`: with the module in front, unless it is `builtins`. */
  readonly qualifiedName: string;

  constructor(name: string, module: string) {
    super();
    this.name = name;
    this.qualifiedName = module === 'builtins' ? name : `${module}.${name}`;
  }

  override repr(): string {
    return `<class '${this.qualifiedName}'>`;
  }

  /** Python would make a new value; here a class leads nowhere. */
  override call(): Value {
    throw raise('TypeError', "'type' object is not callable");
  }

  override truthy(): boolean {
    return true;
  }

  override attribute(name: string, _state: CallState): Value | undefined {
    return name === '__name__' ? this.name : undefined;
  }

  override equals(other: Value): boolean {
    return other instanceof PyType && other.qualifiedName === this.qualifiedName;
  }

  override hashKey(): unknown {
    return `\0c${this.qualifiedName}`;
  }
}

/** `x.__class__`. */
export function classOf(value: Value): PyType {
  const module = value instanceof PyObject ? value.moduleName() : 'builtins';
  return new PyType(typeName(value), module);
}

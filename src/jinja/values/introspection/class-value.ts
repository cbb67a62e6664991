import { raise } from '../../errors.ts';
import { PyFunction } from '../call.ts';
import { classNameOf } from '../object-type.ts';
import { Dict } from '../dict.ts';
import { methodsOf } from '../methods/index.ts';
import { repr, ADDRESS } from '../print.ts';
import { typeName } from '../protocol.ts';
import { Range } from '../range.ts';
import { Tuple } from '../tuple.ts';
import { PyObject, type Callable, type CallState, type Kwargs, type Value } from '../types.ts';

/** A class that is a global of templates (`dict`, `cycler`): calling it makes a value. */
export class ClassValue extends PyFunction {
  /** `jinja2.utils.Cycler`. */
  readonly qualifiedName: string;

  constructor(qualifiedName: string, callable: Callable) {
    super(callable, { repr: `<class '${qualifiedName}'>`, typeName: 'type' });
    this.qualifiedName = qualifiedName;
  }

  override attribute(name: string, _state: CallState): Value | undefined {
    const short = this.qualifiedName.slice(this.qualifiedName.lastIndexOf('.') + 1);
    return name === '__name__' ? short : undefined;
  }
}

/** A class of Python's own, whose methods can be had without an object: `dict.fromkeys`, `dict.items`. */
export class BuiltinClass extends ClassValue {
  private readonly example: Value;

  /** `example` is any object of that class. */
  constructor(name: string, callable: Callable, example: Value) {
    super(name, callable);
    this.example = example;
  }

  override attribute(name: string, state: CallState): Value | undefined {
    const { qualifiedName, example } = this;
    const method = methodsOf(example)?.get(name);
    if (method !== undefined) {
      if (method.name === 'dict.fromkeys') return new ClassMethod(method, example);
      return new UnboundMethod(method, example);
    }
    if (example instanceof Range && (name === 'start' || name === 'stop' || name === 'step')) {
      return new PyFunctionMember(name, qualifiedName);
    }
    return super.attribute(name, state);
  }
}

/** `dict`, which besides may be subscripted as types are in annotations: `dict[0]`. */
export class DictClass extends BuiltinClass {
  constructor(callable: Callable) {
    super('dict', callable, new Dict());
  }

  /** Names that lead to Python's internals are not there, as on any class. */
  override item(key: Value): Value {
    if (typeof key === 'string' && /^(?:mro|__\w+__)$/.test(key))
      throw raise('TypeError', "type 'dict' is not subscriptable");
    return new GenericAlias(this, key);
  }
}

/** `dict.items`: a method that still needs its object. */
class UnboundMethod extends PyFunction {
  private readonly example: Value;

  constructor(callable: Callable, example: Value) {
    const name = callable.name.slice(callable.name.lastIndexOf('.') + 1);
    super(callable, {
      repr: `<method '${name}' of '${typeName(example)}' objects>`,
      typeName: 'method_descriptor',
    });
    this.example = example;
  }

  override call(state: CallState, args: readonly Value[], kwargs: Kwargs): Value {
    const [self] = args;
    const { name } = this.callable;
    if (self === undefined) throw raise('TypeError', `unbound method ${name}() needs an argument`);
    if (methodsOf(self) !== methodsOf(this.example)) {
      const short = name.slice(name.lastIndexOf('.') + 1);
      throw raise(
        'TypeError',
        `descriptor '${short}' for '${typeName(this.example)}' objects doesn't apply to a '${typeName(self)}' object`,
      );
    }
    return super.call(state, args, kwargs);
  }
}

/** `dict.fromkeys`: it needs no object. */
class ClassMethod extends PyFunction {
  private readonly example: Value;

  constructor(callable: Callable, example: Value) {
    super(callable, {
      repr: `<built-in method fromkeys of type object at ${ADDRESS}>`,
      typeName: 'builtin_function_or_method',
    });
    this.example = example;
  }

  override call(state: CallState, args: readonly Value[], kwargs: Kwargs): Value {
    return super.call(state, [this.example, ...args], kwargs);
  }
}

/** `range.start`: an attribute that still needs its object. */
class PyFunctionMember extends PyObject {
  readonly typeName = 'member_descriptor';
  private readonly name: string;
  private readonly owner: string;

  constructor(name: string, owner: string) {
    super();
    this.name = name;
    this.owner = owner;
  }

  override repr(): string {
    return `<member '${this.name}' of '${this.owner}' objects>`;
  }
}

/** `dict[key]`: the class with a parameter. It does what the class does. */
class GenericAlias extends PyObject {
  readonly typeName = 'GenericAlias';
  private readonly origin: DictClass;
  private readonly parameter: Value;

  constructor(origin: DictClass, parameter: Value) {
    super();
    this.origin = origin;
    this.parameter = parameter;
  }

  override moduleName(): string {
    return 'types';
  }

  override repr(): string {
    const { parameter } = this;
    const several = parameter instanceof Tuple && parameter.items.length > 0;
    const shown = several
      ? parameter.items.map(parameterName).join(', ')
      : parameterName(parameter);
    return `${this.origin.qualifiedName}[${shown}]`;
  }

  override truthy(): boolean {
    return true;
  }

  override attribute(name: string, state: CallState): Value | undefined {
    return this.origin.attribute(name, state);
  }

  override item(): Value {
    throw raise('TypeError', `${this.repr()} is not a generic class`);
  }

  override call(state: CallState, args: readonly Value[], kwargs: Kwargs): Value {
    return this.origin.call(state, args, kwargs);
  }

  override equals(other: Value): boolean {
    return other instanceof GenericAlias && other.repr() === this.repr();
  }
}

function parameterName(value: Value): string {
  return classNameOf(value) ?? repr(value);
}

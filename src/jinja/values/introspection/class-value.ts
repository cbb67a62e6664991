import { raise } from '../../errors.ts';
import { PyFunction } from '../call.ts';
import { shortName } from '../call-wording.ts';
import { cFunction, COUNTING, type MethodTable } from '../define.ts';
import type { PlugIn } from '../plug-in.ts';
import { classNameOf, repr } from '../print.ts';
import { typeName } from '../protocol.ts';
import { Tuple } from '../tuple.ts';
import type { Callable, CallState, Kwargs, Value } from '../py-object.ts';
import { ADDRESS, PyObject } from '../types.ts';

/** Any object of a class of Python's own, and the methods of the class. */
type Instance = { readonly example: Value; readonly methods: MethodTable };

/** The attributes of objects that a class shows, by the name of the class. */
const MEMBERS: ReadonlyMap<string, readonly string[]> = new Map([
  ['range', ['start', 'step', 'stop']],
]);

/** A global that is a class (`dict`, `cycler`). Of Python's own the methods can be had without an object: `dict.items`. */
export const asClass: NonNullable<PlugIn['asClass']> = (qualifiedName, callable, of) =>
  qualifiedName === 'dict'
    ? new GenericClass(qualifiedName, callable, of)
    : new ClassValue(qualifiedName, callable, of);

class ClassValue extends PyFunction {
  /** `jinja2.utils.Cycler`. */
  readonly qualifiedName: string;
  private readonly of: Instance | undefined;

  constructor(qualifiedName: string, callable: Callable, of: Instance | undefined) {
    super(callable, { repr: `<class '${qualifiedName}'>`, typeName: 'type' });
    this.qualifiedName = qualifiedName;
    this.of = of;
  }

  override attribute(name: string, _state: CallState): Value | undefined {
    const method = this.of?.methods.get(name);
    if (method !== undefined) return unbound(method, this.of as Instance);
    if (MEMBERS.get(this.qualifiedName)?.includes(name))
      return new Member(name, this.qualifiedName);
    return name === '__name__' ? shortName(this.qualifiedName) : undefined;
  }
}

/** `dict`, which may be subscripted as types are in annotations: `dict[0]`. */
class GenericClass extends ClassValue {
  /** Names that lead to Python's internals are not there, as on any class. */
  override item(key: Value): Value {
    if (typeof key === 'string' && /^(?:mro|__\w+__)$/.test(key))
      throw raise('TypeError', "type 'dict' is not subscriptable");
    return new GenericAlias(this, key);
  }
}

/** `dict.items`: a method that still needs its object; `dict.fromkeys` needs none. */
function unbound(method: Callable, { example }: Instance): PyFunction {
  const { name, run } = method;
  const type = typeName(example);
  if (name === 'dict.fromkeys') {
    const ofClass = cFunction(
      name,
      'iterable value?',
      (state, keys: Value, value?: Value) => run(state, example, keys, value),
      COUNTING,
    );
    return new PyFunction(ofClass, {
      repr: `<built-in method fromkeys of type object at ${ADDRESS}>`,
    });
  }
  return new UnboundMethod(method, {
    repr: `<method '${shortName(name)}' of '${type}' objects>`,
    typeName: 'method_descriptor',
  });
}

class UnboundMethod extends PyFunction {
  override call(state: CallState, args: readonly Value[], kwargs: Kwargs): Value {
    const [self] = args;
    const { name } = this.callable;
    if (self === undefined) throw raise('TypeError', `unbound method ${name}() needs an argument`);
    const type = name.slice(0, name.lastIndexOf('.'));
    if (typeName(self) !== type) {
      throw raise(
        'TypeError',
        `descriptor '${shortName(name)}' for '${type}' objects doesn't apply to a '${typeName(self)}' object`,
      );
    }
    return super.call(state, args, kwargs);
  }
}

/** `range.start`: an attribute that still needs its object. */
class Member extends PyObject {
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
  private readonly origin: ClassValue;
  private readonly parameter: Value;

  constructor(origin: ClassValue, parameter: Value) {
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

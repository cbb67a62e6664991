import { PyObject, type Value } from './types.ts';
import { repr } from './print.ts';
import { typeName } from './protocol.ts';

/** What Jinja calls an object in its messages (`jinja2.utils.object_type_repr`): `None`, `dict object`, `jinja2.utils.Cycler object`. */
export function objectTypeRepr(value: Value): string {
  if (value === null) return 'None';
  const name = `${typeName(value)} object`;
  const module = value instanceof PyObject ? value.moduleName() : 'builtins';
  return module === 'builtins' ? name : `${module}.${name}`;
}

/** The name of a value that is a class itself (`range`, `Namespace`), which Python words its errors with; else undefined. */
export function classNameOf(value: Value): string | undefined {
  if (typeName(value) !== 'type') return undefined;
  return /^<class '(?:.*\.)?(\w+)'>$/.exec(repr(value))?.[1];
}

import { Dict } from '../values/dict.ts';
import { Tuple } from '../values/tuple.ts';
import { repr } from '../values/print.ts';
import { Complex } from '../values/complex.ts';
import { Markup, PyFloat, type Value } from '../values/types.ts';
import type { Emitter } from './emitter.ts';

/** Text as a JavaScript literal, which JSON is (ES2019): the only way by which text of a template enters generated code. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}

/** The code of a constant. What a template could change (list, dict) is created again each time, the rest once. */
export function emitConstant(generator: Emitter, value: Value): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number') return value < 0 ? `(${value})` : String(value);
  // Python cannot write more digits than it prints.
  if (typeof value === 'bigint') return `(${repr(value)}n)`;
  if (Array.isArray(value))
    return `[${value.map((item) => emitConstant(generator, item)).join(', ')}]`;
  // Jinja writes the bare words into its Python code, where they are names that nobody has defined.
  if (value instanceof PyFloat && !Number.isFinite(value.value))
    return `R.unknownName("${nonFinite(value.value)}")`;
  if (value instanceof PyFloat) return generator.hoist(`new PyFloat(${floatLiteral(value.value)})`);
  if (value instanceof Complex)
    return generator.hoist(
      `new R.Complex(${floatLiteral(value.real)}, ${floatLiteral(value.imaginary)})`,
    );
  if (value instanceof Markup) return generator.hoist(`new Markup(${quoted(value.text)})`);
  if (value instanceof Tuple) {
    const items = value.items.map((item) => emitConstant(generator, item)).join(', ');
    return `new Tuple([${items}])`;
  }
  if (value instanceof Dict) {
    const pairs = [...value.entries()].map(
      ([key, item]) => `[${emitConstant(generator, key)}, ${emitConstant(generator, item)}]`,
    );
    const code = `Dict.of([${pairs.join(', ')}])`;
    // A dict of what cannot change is made once, and given out as a new one that costs nothing until it is changed.
    const isFlat = [...value.entries()].flat().every(isAtom);
    return isFlat ? `${generator.hoistOnce(code)}.share()` : code;
  }
  throw new Error(`a ${value.typeName} is no literal`);
}

/** Whether a value is one that cannot change, and that its code makes again: no object. */
function isAtom(value: Value): boolean {
  return value === null || typeof value !== 'object';
}

function floatLiteral(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

function nonFinite(value: number): string {
  return Number.isNaN(value) ? 'nan' : 'inf';
}

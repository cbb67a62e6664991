import * as fc from 'fast-check';

const codePoint = fc.nat(0x10_ff_ff).map((code) => String.fromCodePoint(code));

/**
 * Text of any code points, halves of surrogate pairs too, and now and then one that JavaScript trips over, such as
 * `__proto__`. fast-check's own unit 'binary' gives the same after a second of preparation.
 */
export function anyText(limits: { readonly maxLength?: number } = {}): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.string({ ...limits, unit: codePoint }) },
    { weight: 1, arbitrary: fc.string(limits) },
  );
}

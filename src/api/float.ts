import { PyFloat } from '../jinja/index.ts';

/**
 * A number that is a float whatever its value: `float(1)` prints as `1.0` where plain `1` is an int and prints as `1`. Raises
 * TypeError for anything but a number.
 */
export function float(value: number): PyFloat {
  if (typeof value !== 'number') throw new TypeError(`float takes a number, not a ${typeof value}`);
  return new PyFloat(value);
}

import { expect, test } from 'vitest';
import { Environment } from '../../../src/jinja/index.ts';

const environment = new Environment();

/** Templates with what Python 3.11 prints. */
const ANSWERS: readonly (readonly [template: string, output: string])[] = [
  ["{{ '{0.start}-{0.stop}'.format(range(2, 7)) }}", '2-7'],
  ["{{ '{0.real}'.format(true) }}", '1'],
  ["{{ '{0.imag}'.format(2.5) }}", '0.0'],
  ["{{ '{0.__class__.__name__}'.format(1) }}", 'int'],
  ["{{ ('{0.stop}'|safe).format(range(3)) }}", '3'],
  ["{{ ('%d'|safe) % '12'.encode() }}", '12'],
  ["{{ ('%.1f'|safe) % ' 1.5 '.encode() }}", '1.5'],
];

test.each(ANSWERS)('%s', (template, output) => {
  expect(environment.renderSource(template)).toBe(output);
});

const ERRORS: readonly (readonly [template: string, message: string])[] = [
  ["{{ '{0.start}'.format([]) }}", "'list' object has no attribute 'start'"],
  ["{{ '{0.nothing}'.format(namespace(a=1)) }}", 'nothing'],
  ["{{ '{0.nothing}'.format(range) }}", "type object 'range' has no attribute 'nothing'"],
];

test.each(ERRORS)('%s raises', (template, message) => {
  expect(() => environment.renderSource(template)).toThrow(message);
});

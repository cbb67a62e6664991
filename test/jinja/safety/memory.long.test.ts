import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { Environment } from '../../../src/jinja/index.ts';

/** The bytes in use when all garbage is gone. */
function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}

const SOURCE =
  '{% macro m(a, b=2) %}{{ a }}{{ b }}{% endmacro %}{% for i in items %}{{ m(i)|upper }}{{ loop.index }}{% endfor %}{{ user.name }}';

// The same for a million renders: bench/memory.mjs.
test('renders, compilations and errors leave no memory behind', () => {
  const environment = new Environment();
  const template = environment.compile(SOURCE);
  const run = (count: number): void => {
    for (let at = 0; at < count; at++) {
      template.renderText({ items: [at, `text ${at}`, 2.5], user: { name: `user ${at}` } });
      if (at % 50 === 0) environment.renderSource(`{{ user.name }} ${at}`, { user: {} });
      if (at % 50 === 1)
        expect(() => environment.renderSource('{{ a.b.c }}')).toThrow("'a' is undefined");
    }
  };
  run(4000);
  const before = heapUsed();
  run(20_000);
  // A hundred bytes kept of each render would be two million.
  expect(heapUsed() - before).toBeLessThan(1_500_000);
});

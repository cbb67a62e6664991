import { expect, test } from 'vitest';
import { cellOf, classColumns, type Feature } from '../../../src/audience/index.ts';
import { valuesWith } from '../../../src/audience/sql/witness.ts';
import { ATTRIBUTES, rowOf, TEXTS } from './adversarial.ts';

const SETS: readonly (readonly Feature[])[] = [
  [
    { kind: 'presence' },
    { kind: 'equals', values: ['gold', 'silver', 12], folds: ['lower'] },
    { kind: 'has', set: 'quote' },
    { kind: 'has', set: 'angle' },
    { kind: 'contains', text: 'MOE_NOT_SEND' },
  ],
  [
    { kind: 'presence' },
    { kind: 'between', bounds: [0, 12, 1000], parses: true },
    { kind: 'length', bounds: [1, 5, 41] },
  ],
  [{ kind: 'presence' }, { kind: 'date' }, { kind: 'shape' }],
  [{ kind: 'presence' }, { kind: 'converts', by: { transforms: [], conversion: { to: 'email' } } }],
];

test.each(SETS)('values are made up for the cells of %j, and have them', (...features) => {
  const [attribute = { kind: 'UserAttribute' as const, name: '' }] = ATTRIBUTES;
  const columns = classColumns({ isComplete: true, attributes: [{ attribute, features }] });
  const cells = columns.map(cellOf);
  const values = [
    ...TEXTS,
    ...Array.from({ length: 60 }, (_, at) => rowOf(at)).flatMap((row) =>
      row.map(({ value }) => value),
    ),
  ];
  const lines = new Map(
    values.map((value) => {
      const line = cells.map((cell) => cell(value));
      return [JSON.stringify(line), line];
    }),
  );
  const lost = [...lines.values()].filter((line) => {
    const made = valuesWith(columns, line);
    for (const value of made) expect(cells.map((cell) => cell(value))).toEqual(line);
    return made.length === 0;
  });
  // Some combinations of signs have no value that is made up: those users stay undecided.
  expect(lost.length).toBeLessThan(lines.size * 0.25);
});

import { describe, expect, it } from 'vitest';
import { pyFloat, pyInt, pyRound, type Value } from '../../../src/jinja/values/index.ts';
import { answer, decode, rowsOf } from './core-case.ts';
import { BINARY, UNARY } from './operations.ts';

type Head = { readonly operands: readonly unknown[]; readonly answers: readonly string[] };
type Row = readonly [string, number, readonly number[]];

const [head, ...rows] = rowsOf<Head | Row>('operators') as [Head, ...Row[]];

/** Operators on every pair of operands, as Python answers: `[asked, got, recorded]` of those that differ. */
function differences(op: string): string[] {
  const found: string[] = [];
  for (const [name, left, answers] of rows.filter((row) => row[0] === op)) {
    for (const [right, number] of answers.entries()) {
      if (number === -1) continue;
      const got = answer(() => run(name, left, right));
      const recorded = head.answers[number];
      if (got !== recorded)
        found.push(
          JSON.stringify([name, head.operands[left], head.operands[right], got, recorded]),
        );
    }
  }
  return found;
}

function run(name: string, left: number, right: number): Value {
  const b = decode(head.operands[right]);
  if (left === -1) return UNARY.get(name.replace('unary ', ''))?.(b) ?? null;
  // One object on both sides is one object in Python too.
  const a = left === right ? b : decode(head.operands[left]);
  return BINARY.get(name)?.(a, b) ?? null;
}

describe('operators', () => {
  it.each([...new Set(rows.map((row) => row[0]))])('%s answers as Python on all operands', (op) => {
    expect(differences(op)).toEqual([]);
  });
});

describe('numbers', () => {
  it('compute, round and parse as Python', () => {
    const found = rowsOf<[string, unknown, unknown, string]>('numbers').filter(
      ([op, a, b, recorded]) => answer(() => compute(op, a, b)) !== recorded,
    );
    expect(
      found.map((row) => JSON.stringify([...row, answer(() => compute(row[0], row[1], row[2]))])),
    ).toEqual([]);
  });
});

function compute(op: string, a: unknown, b: unknown): Value {
  if (op === 'round') return pyRound(decode(a), decode(b));
  if (op === 'int') return pyInt(a as string, (b as number | null) ?? 10);
  if (op === 'float') return pyFloat(a as string);
  return BINARY.get(op)?.(decode(a), decode(b)) ?? null;
}

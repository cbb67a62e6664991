import { JinjaCases } from '../../src/cli/jinja-cases.ts';
import { CaseLines } from '../../src/cli/case-lines.ts';
import { readCase } from '../../src/cli/cases.ts';
import { dataJson } from './generate/values.ts';
import { print, type Tree } from './generate/tree.ts';
import type { Case } from './generate/index.ts';

/** What a renderer says to a case. */
export type Answer =
  | { readonly output: string }
  | {
      readonly error: {
        readonly type: string;
        readonly message: string;
        readonly line: number | null;
      };
    };

/** The line of a case, as both renderers read it. */
export function lineOf({ id, template, templates, context, env }: Case, jinja?: string): string {
  const options = jinja === undefined ? env : new Map([...env, ['jinja', jinja] as const]);
  const parts = [
    `"id": ${id}`,
    `"template": ${sourceJson(template)}`,
    `"context": ${objectJson(context, dataJson)}`,
    `"env": ${objectJson(options, JSON.stringify)}`,
    `"templates": ${objectJson(templates, sourceJson)}`,
  ];
  return `{${parts.join(', ')}}`;
}

function sourceJson(source: Tree | string): string {
  return JSON.stringify(print(source));
}

function objectJson<T>(map: ReadonlyMap<string, T>, json: (value: T) => string): string {
  const entries = [...map].map(([key, value]) => `${JSON.stringify(key)}: ${json(value)}`);
  return `{${entries.join(', ')}}`;
}

/** Renders cases with our engine, the way `smartpass render --ndjson --mode jinja` does. */
export class Engine {
  private readonly cases: JinjaCases = new JinjaCases();
  private readonly lines: CaseLines = new CaseLines();

  answer(line: string): Answer {
    return this.cases.answer(readCase(this.lines.read(new TextEncoder().encode(line)), 'jinja'));
  }
}

/**
 * An answer as it is compared. The address of an object is another in each process; a recursion that never ends stops where
 * the stack of the process does.
 */
export function normalised(answer: Answer): Answer {
  if ('output' in answer) return { output: withoutAddresses(answer.output) };
  const { type, message, line } = answer.error;
  if (type === 'RecursionError') return { error: { type, message: '', line: null } };
  return { error: { type, message: withoutAddresses(message), line } };
}

/** A text in which the addresses of objects, other ones in each process, are all the same. */
export function withoutAddresses(text: string): string {
  return text.replaceAll(/\b0x[0-9a-f]{6,}/gi, '0x…');
}

/** Which piece of the output is no text is counted for one template alone, without those that it includes or extends. */
function compared(answer: Answer): string {
  return JSON.stringify(normalised(answer)).replace(
    /sequence item \d+: expected str/,
    'sequence item …: expected str',
  );
}

/** Whether two answers say the same. */
export function isSame(left: Answer, right: Answer): boolean {
  return compared(left) === compared(right);
}

const STOPPED = new Set(['Timeout', 'MemoryError', 'LimitError', 'NotInRelease']);

/** Whether there is nothing to compare: a bound of time, memory or work was hit, or the release lacks a setting. */
export function isStopped(answer: Answer): boolean {
  return 'error' in answer && STOPPED.has(answer.error.type);
}

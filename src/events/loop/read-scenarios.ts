import { FindingsError, type Finding, type Span } from '../../diagnostics/index.ts';
import {
  FileSchema,
  plainOf,
  readTree,
  textsOf,
  treeAt,
  type Tree,
} from '../../documents/index.ts';
import type { FaultName } from './faults.ts';
import type { PassAction, PassStatus } from './passes.ts';
import { LOOP_SCHEMA } from './scenario-schema.ts';

/** What is to be so at a step; what is absent is not looked at. */
export type LoopExpectation = {
  readonly events?: readonly string[];
  readonly messages?: readonly string[];
  readonly contains?: string | readonly string[];
  readonly pass?: { readonly user: string; readonly status: PassStatus };
  readonly waiting?: number;
  readonly 'given-up'?: number;
};

/** One step of a scenario; `move` is in milliseconds. */
export type LoopStep =
  | { readonly kind: 'send'; readonly campaign: string; readonly to: string }
  | { readonly kind: 'open'; readonly user: string }
  | {
      readonly kind: 'act';
      readonly action: PassAction;
      readonly user: string;
      readonly fields: ReadonlyMap<string, string>;
    }
  | { readonly kind: 'move'; readonly milliseconds: number }
  | { readonly kind: 'fault'; readonly faults: ReadonlyMap<FaultName, number> }
  | { readonly kind: 'expect'; readonly expectation: LoopExpectation };

/** A scenario with the place of it and of each step in its file. */
export type Scenario = {
  readonly name: string;
  readonly span: Span;
  readonly steps: readonly { readonly step: LoopStep; readonly span: Span }[];
};

/** Which files hold scenarios. */
export const LOOP_PATTERNS: readonly string[] = ['**/loop.{yaml,yml}'];

const CODE = 'events/bad-scenario';

/** The check of `loop.yaml`. */
const LOOP_FILES: FileSchema = new FileSchema(LOOP_SCHEMA, {
  whole: 'the file of scenarios',
  codes: { unknownKey: CODE, missingKey: CODE, wrongType: CODE, badValue: CODE },
});

const UNITS: ReadonlyMap<string, number> = new Map([
  ['second', 1000],
  ['minute', 60_000],
  ['hour', 3_600_000],
  ['day', 24 * 3_600_000],
]);

/** Reads a `loop.yaml`. Throws a FindingsError with everything that is wrong in it, each with its place. */
export function readScenarios(text: string, file: string): readonly Scenario[] {
  const { tree, findings } = readTree(text, file, { syntax: CODE, duplicate: CODE });
  const said: readonly Finding[] = [...findings, ...LOOP_FILES.check(tree, file)];
  if (findings.length > 0) throw new FindingsError(findings);
  if (tree === undefined || said.length > 0) throw new FindingsError(said);
  return (treeAt(tree, 'scenarios')?.items ?? []).map((item) => ({
    name: treeAt(item, 'name')?.text ?? '',
    span: item.span,
    steps: (treeAt(item, 'steps')?.items ?? []).map((step) => ({
      step: stepOf(step),
      span: step.span,
    })),
  }));
}

/** The lines in which the scenarios of a file begin, counted from 1; none where it cannot be read. */
export function scenarioLines(text: string, file: string): readonly number[] {
  const { tree } = readTree(text, file, { syntax: CODE, duplicate: CODE });
  return (treeAt(tree, 'scenarios')?.items ?? []).map(({ span }) => span.start.line);
}

function stepOf(tree: Tree): LoopStep {
  const [[key, { tree: value }] = ['expect', { tree }] as const] = tree.entries;
  const at = (name: string): string => treeAt(value, name)?.text ?? '';
  switch (key) {
    case 'send':
      return { kind: 'send', campaign: at('campaign'), to: at('to') };
    case 'open':
      return { kind: 'open', user: value.text };
    case 'move': {
      const [, number = '0', unit = 'second'] = /^(\d+) ([a-z]+?)s?$/.exec(value.text) ?? [];
      return { kind: 'move', milliseconds: Number(number) * (UNITS.get(unit) ?? 0) };
    }
    case 'fault': {
      const faults = Object.entries(plainOf(value) as Record<FaultName, number>);
      return { kind: 'fault', faults: new Map(faults) as ReadonlyMap<FaultName, number> };
    }
    case 'expect':
      return { kind: 'expect', expectation: plainOf(value) as LoopExpectation };
    default: {
      const action = key as PassAction;
      const fields = treeAt(value, 'fields');
      const given = fields === undefined ? {} : (textsOf(fields) as Record<string, string>);
      const user = action === 'update' ? at('user') : value.text;
      return { kind: 'act', action, user, fields: new Map(Object.entries(given)) };
    }
  }
}

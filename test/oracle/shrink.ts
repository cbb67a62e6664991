import type { Answer } from './answers.ts';
import { tokensOf } from './generate/damage.ts';
import type { Case } from './generate/index.ts';
import { print, smallerTrees, type Tree } from './generate/tree.ts';
import type { Data } from './generate/values.ts';

/** Asks both renderers: which of the cases (each a step smaller) still shows the difference first, or -1. */
export type FirstThatDiffers = (cases: readonly Case[]) => Promise<number>;

/** How many cases may be tried for one difference. */
const TRIES = 1500;
const BATCH = 24;

/** The kind of a difference: a smaller case counts when its difference is of the same kind. */
export function kindOf(real: Answer, ours: Answer): string {
  return `${nameOf(real)}/${nameOf(ours)}`;
}

function nameOf(answer: Answer): string {
  return 'error' in answer ? answer.error.type : 'output';
}

const STEPS: readonly ((from: Case) => Case[])[] = [
  smallerEnv,
  smallerStore,
  treeSteps,
  smallerContext,
  textSteps,
];

/** The smallest case found by taking away parts of the templates, the context and the options while the difference stays. */
export async function shrink(start: Case, firstThatDiffers: FirstThatDiffers): Promise<Case> {
  let best = start;
  let left = TRIES;
  for (let at = 0; at < STEPS.length && left > 0; at += 1) {
    const step = STEPS[at] as (from: Case) => Case[];
    const candidates = step(best).slice(0, left);
    // oxlint-disable-next-line no-await-in-loop -- each step starts from the best so far
    const [smaller, tried] = await firstSmaller(candidates, firstThatDiffers);
    left -= tried;
    if (smaller === undefined) continue;
    best = smaller;
    at = -1;
  }
  return best;
}

/** The first of the candidates that still shows the difference, and how many were tried. */
async function firstSmaller(
  candidates: readonly Case[],
  firstThatDiffers: FirstThatDiffers,
): Promise<readonly [smaller: Case | undefined, tried: number]> {
  for (let at = 0; at < candidates.length; at += BATCH) {
    const batch = candidates.slice(at, at + BATCH);
    // oxlint-disable-next-line no-await-in-loop -- the first one counts
    const found = batch[await firstThatDiffers(batch)];
    if (found !== undefined) return [found, at + batch.length];
  }
  return [undefined, candidates.length];
}

function without<T>(map: ReadonlyMap<string, T>, key: string): Map<string, T> {
  return new Map([...map].filter(([name]) => name !== key));
}

function smallerEnv(from: Case): Case[] {
  return [...from.env.keys()].map((key) => ({ ...from, env: without(from.env, key) }));
}

function smallerStore(from: Case): Case[] {
  const { templates } = from;
  const fewer = [...templates.keys()].map((key) => ({
    ...from,
    templates: without(templates, key),
  }));
  const promoted = [...templates.values()].map((template) => ({ ...from, template }));
  return [
    ...fewer,
    ...promoted.filter(({ template }) => print(template).length < print(from.template).length),
  ];
}

/** The case with one of its templates replaced by each of the smaller ones. */
function withTemplates(
  from: Case,
  smaller: (source: Tree | string) => readonly (Tree | string)[],
): Case[] {
  const main = smaller(from.template).map((template) => ({ ...from, template }));
  const stored = [...from.templates].flatMap(([name, source]) =>
    smaller(source).map((template) => ({
      ...from,
      templates: new Map([...from.templates, [name, template]]),
    })),
  );
  return [...main, ...stored];
}

function treeSteps(from: Case): Case[] {
  return withTemplates(from, (source) => (typeof source === 'string' ? [] : smallerTrees(source)));
}

/** Runs of tokens are taken out: long ones first, then single ones and pairs of tags. */
function textSteps(from: Case): Case[] {
  return withTemplates(from, (source) => {
    const text = print(source);
    const tokens = tokensOf(text);
    const results: string[] = [];
    for (let size = tokens.length >> 1; size >= 1; size >>= 1) {
      for (let at = 0; at + size <= tokens.length; at += Math.max(1, size >> 1))
        results.push(tokens.toSpliced(at, size).join(''));
    }
    return [...results, ...withoutTagPairs(text), ...shorterWords(tokens)];
  });
}

function withoutTagPairs(text: string): string[] {
  const tags = [...text.matchAll(/\{%[^%]*%\}/g)];
  return tags.flatMap((open, index) =>
    tags.slice(index + 1).map((close) => {
      const between = text.slice(open.index + open[0].length, close.index);
      return text.slice(0, open.index) + between + text.slice(close.index + close[0].length);
    }),
  );
}

function shorterWords(tokens: readonly string[]): string[] {
  return tokens.flatMap((token, at) =>
    /^['"]/.test(token) && token.length > 3
      ? [tokens.with(at, `${token[0]}a${token[0]}`).join('')]
      : [],
  );
}

function smallerContext(from: Case): Case[] {
  const { context } = from;
  const fewer = [...context.keys()].map((key) => ({ ...from, context: without(context, key) }));
  const smaller = [...context].flatMap(([key, data]) =>
    smallerData(data).map((less) => ({ ...from, context: new Map([...context, [key, less]]) })),
  );
  return [...fewer, ...smaller];
}

function smallerData(data: Data): Data[] {
  if ('list' in data) {
    const { list } = data;
    return [
      ...list.map((_, at) => ({ list: list.toSpliced(at, 1) })),
      ...list.flatMap((item, at) =>
        smallerData(item).map((less) => ({ list: list.with(at, less) })),
      ),
    ];
  }
  if ('dict' in data) {
    const { dict } = data;
    return [
      ...dict.map((_, at) => ({ dict: dict.toSpliced(at, 1) })),
      ...dict.flatMap(([key, value], at) =>
        smallerData(value).map((less) => ({ dict: dict.with(at, [key, less] as const) })),
      ),
    ];
  }
  return smallerText(data.json);
}

function smallerText(json: string): Data[] {
  if (!json.startsWith('"')) return json === '1' || json.length < 2 ? [] : [{ json: '1' }];
  const chars = Array.from(JSON.parse(json) as string);
  const results: string[] = [];
  for (let size = chars.length; size >= 1; size >>= 1)
    for (let at = 0; at + size <= chars.length; at += size)
      results.push(chars.toSpliced(at, size).join(''));
  return results.map((text) => ({ json: JSON.stringify(text) }));
}

import { describe, expect, test } from 'vitest';
import { PyError } from '../../../src/jinja/errors.ts';
import { parse } from '../../../src/jinja/syntax/index.ts';
import { walk } from '../../../src/jinja/syntax/nodes.ts';
import { dump } from './dump.ts';
import { options } from './options.ts';
import { jsonLines } from '../../json-lines.ts';

type Case = {
  readonly source: string;
  readonly env?: Readonly<Record<string, boolean>>;
  readonly expect: unknown;
};

const cases = jsonLines('fixtures/jinja/syntax.jsonl') as readonly Case[];

function answer({ source, env }: Case): unknown {
  try {
    return { tree: dump(parse(source, optionsOf(env))) };
  } catch (error) {
    if (!(error instanceof PyError)) throw error;
    const { type, message, line = null } = error;
    return { error: { type, message, line } };
  }
}

function optionsOf(env: Case['env'] = {}): ReturnType<typeof options> {
  return options({
    trimBlocks: env['trim_blocks'] ?? false,
    lstripBlocks: env['lstrip_blocks'] ?? false,
    keepTrailingNewline: env['keep_trailing_newline'] ?? false,
  });
}

describe('the tree and the errors of Jinja 3.1.2, as test/oracle/syntax.py recorded them', () => {
  test.each(cases)('$source', (one) => {
    expect(answer(one)).toEqual(one.expect);
  });

  test('there are hundreds of cases', () => {
    expect(cases.length).toBeGreaterThan(900);
  });
});

test('every node has a place inside of the source, children mostly inside of their parents', () => {
  for (const one of cases) {
    if (!JSON.stringify(one.expect).startsWith('{"tree"')) continue;
    const root = parse(one.source, optionsOf(one.env));
    walk(root, (node) => {
      expect(node.start).toBeGreaterThanOrEqual(0);
      expect(node.end).toBeGreaterThanOrEqual(node.start);
      expect(node.end).toBeLessThanOrEqual(root.end);
    });
  }
});

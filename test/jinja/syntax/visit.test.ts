import { expect, test } from 'vitest';
import { ast, parse, tokenise } from '../../../src/jinja/syntax/index.ts';

const OPTIONS = {
  version: '3.1',
  trimBlocks: false,
  lstripBlocks: false,
  keepTrailingNewline: false,
  tags: new Map(),
} as const;

const SOURCE = '{% macro m(a) %}{{ a + b|f(c) }}{% endmacro %}{{ [d, e if g else -h] }}';

test('handlers get the nodes of their kind in the order of the source', () => {
  const seen: string[] = [];
  ast.visit(parse(SOURCE, OPTIONS), {
    Name: ({ name, ctx }) => void seen.push(`${ctx} ${name}`),
    Filter: ({ name }) => void seen.push(`filter ${name}`),
    Neg: ({ node }) => void seen.push(`- ${node.typename}`),
  });
  expect(seen.join(', ')).toBe(
    'param a, load a, filter f, load b, load c, load d, load g, load e, - Name, load h',
  );
});

test('false leaves the children out, and leave comes after them', () => {
  const seen: string[] = [];
  ast.visit(parse(SOURCE, OPTIONS), {
    Filter: () => false,
    CondExpr: () => void seen.push('in'),
    Name: ({ name }) => void seen.push(name),
    leave: {
      Macro: ({ name }) => void seen.push(`end of ${name}`),
      CondExpr: () => void seen.push('out'),
      Filter: ({ name }) => void seen.push(`filter ${name}`),
    },
  });
  expect(seen.join(' ')).toBe('a a filter f end of m d in g e h out');
});

test('visits what walk visits', () => {
  const root = parse(SOURCE, OPTIONS);
  const walked: string[] = [];
  ast.walk(root, ({ typename }) => void walked.push(typename));
  const visited: string[] = [];
  const note = ({ typename }: ast.Node): void => void visited.push(typename);
  ast.visit(root, Object.fromEntries(Object.keys(ast.FIELDS).map((kind) => [kind, note])));
  expect(visited).toEqual(walked);
});

test('a tree of tokens is the tree of their text', () => {
  expect(parse(tokenise(SOURCE, OPTIONS), OPTIONS)).toEqual(parse(SOURCE, OPTIONS));
  expect(() => parse(tokenise('{{ a b }}', OPTIONS), OPTIONS)).toThrow(/expected token/);
});

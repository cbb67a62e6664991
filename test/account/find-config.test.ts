import { describe, expect, test } from 'vitest';
import { findConfig } from '../../src/account/index.ts';

const CONFIG = 'smartpass.config.yaml';

/** Looks into a tree of absolute paths from a folder of it, as the command line does. */
function from(cwd: string, paths: readonly string[]): Parameters<typeof findConfig>[1] {
  const absolute = (path: string): string => {
    const parts: string[] = [];
    for (const part of (path.startsWith('/') ? path : `${cwd}/${path}`).split('/')) {
      if (part === '..') parts.pop();
      else if (part !== '' && part !== '.') parts.push(part);
    }
    return `/${parts.join('/')}`;
  };
  return {
    exists: async (path) => paths.includes(absolute(path)),
    isTop: (folder) => absolute(folder) === '/',
  };
}

describe('the configuration that counts for a file', () => {
  test.each<[string, string, readonly string[], string, string | undefined]>([
    ['beside it', '/p', [`/p/a/${CONFIG}`], 'a/c.yaml', `a/${CONFIG}`],
    ['above it', '/p', [`/p/${CONFIG}`], 'a/b/c.yaml', CONFIG],
    ['the nearest', '/p', [`/p/${CONFIG}`, `/p/a/${CONFIG}`], 'a/b/c.yaml', `a/${CONFIG}`],
    ['above the folder of the command', '/p/a/b', [`/p/${CONFIG}`], 'c.yaml', `../../${CONFIG}`],
    ['the same from another folder', '/p/a', [`/p/${CONFIG}`], 'b/c.yaml', `../${CONFIG}`],
    [
      'of a file above',
      '/p/a/b',
      [`/p/${CONFIG}`, `/p/a/b/${CONFIG}`],
      '../c.yaml',
      `../../${CONFIG}`,
    ],
    ['of an absolute path', '/x', [`/p/${CONFIG}`], '/p/a/c.yaml', `/p/${CONFIG}`],
    ['in the top folder', '/p', [`/${CONFIG}`], 'c.yaml', `../${CONFIG}`],
    ['of a path with dots', '/p', [`/p/${CONFIG}`], './a/./c.yaml', CONFIG],
    [
      'in the folder of the project',
      '/p/a',
      [`/p/${CONFIG}`, '/p/package.json'],
      'c.yaml',
      `../${CONFIG}`,
    ],
    ['not above a package', '/p/a', [`/${CONFIG}`, '/p/package.json'], 'c.yaml', undefined],
    ['not above a repository', '/p/a', [`/${CONFIG}`, '/p/.git'], 'c.yaml', undefined],
    ['not beside the command', '/p', [`/p/${CONFIG}`], '/q/c.yaml', undefined],
    ['nowhere', '/p', [], 'a/c.yaml', undefined],
  ])('%s', async (_what, cwd, paths, file, expected) => {
    expect(await findConfig(file, from(cwd, paths))).toBe(expected);
  });
});

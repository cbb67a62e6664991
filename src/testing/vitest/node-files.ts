import { readdir, readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { CampaignFiles } from '../../campaign/index.ts';
import { FindingsError } from '../../diagnostics/index.ts';

/**
 * The files of campaigns for tests, by paths from a root folder. The texts that were read are kept in `sources`, the patterns
 * that were asked for in `patterns`: both are what a campaign depends on.
 */
export class NodeFiles implements CampaignFiles {
  readonly sources: Map<string, string> = new Map<string, string>();
  readonly patterns: Set<string> = new Set<string>();
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  /** The text of a UTF-8 file, less a byte order mark. */
  async read(path: string): Promise<string> {
    try {
      const bytes = await readFile(this.resolve(path));
      const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
      this.sources.set(path, text);
      return text;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      const why = REASONS.get(code) ?? `the system says ${code}`;
      throw new FindingsError([
        {
          code: 'campaign/unreadable-file',
          severity: 'error',
          message: `cannot read the file: ${why}`,
          file: path,
        },
      ]);
    }
  }

  /** The files that match a pattern, sorted: `*` and `?` inside a part, `**` for folders, `{a,b}` either. */
  async list(pattern: string): Promise<readonly string[]> {
    this.patterns.add(pattern);
    const found: string[] = [];
    for (const choice of expandBraces(pattern)) {
      const parts = choice.split('/').filter((part) => part !== '' && part !== '.');
      await this.#walk(choice.startsWith('/') ? '/' : '', parts, found);
    }
    return [...new Set(found)].sort();
  }

  /** The absolute path of one from the root. */
  resolve(path: string): string {
    return resolve(this.#root, path);
  }

  async #walk(base: string, parts: readonly string[], found: string[]): Promise<void> {
    const [part, ...rest] = parts;
    if (part === undefined) {
      if (base !== '') found.push(base);
      return;
    }
    if (part === '**') {
      await this.#walk(base, rest, found);
      for (const entry of await this.#entries(base))
        if (entry.isDirectory() && !isHidden(entry.name))
          await this.#walk(join(base, entry.name), parts, found);
      return;
    }
    if (!/[*?]/.test(part)) {
      const path = join(base, part);
      const isThere = await stat(this.resolve(path)).then(
        () => true,
        () => false,
      );
      if (isThere) await this.#walk(path, rest, found);
      return;
    }
    const shape = shapeOf(part);
    for (const entry of await this.#entries(base)) {
      if (!shape.test(entry.name) || (isHidden(entry.name) && !part.startsWith('.'))) continue;
      if (entry.isDirectory() === rest.length > 0)
        await this.#walk(join(base, entry.name), rest, found);
    }
  }

  async #entries(base: string): Promise<{ name: string; isDirectory(): boolean }[]> {
    return readdir(this.resolve(base === '' ? '.' : base), { withFileTypes: true }).catch(() => []);
  }
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'there is no such file'],
  ['ENOTDIR', 'there is no such file'],
  ['EISDIR', 'it is a folder, a file is expected'],
  ['EACCES', 'permission is denied'],
  ['ERR_ENCODING_INVALID_ENCODED_DATA', 'it is not UTF-8 text'],
]);

/** A path pattern as a regular expression for whole paths. */
export function pathShape(pattern: string): RegExp {
  const choices = expandBraces(pattern).map((choice) =>
    choice
      .split('/')
      .map((part) => (part === '**' ? '(?:[^/]+/)*' : `${shapeOf(part).source.slice(1, -1)}/`))
      .join('')
      .replace(/\/$/, ''),
  );
  return new RegExp(`^(?:${choices.join('|')})$`, 'u');
}

function isHidden(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules';
}

function join(base: string, name: string): string {
  return base === '' || base === '/' ? `${base}${name}` : `${base}/${name}`;
}

function shapeOf(part: string): RegExp {
  const source = part
    .replaceAll(/[.+^$()|[\]\\{}]/g, '\\$&')
    .replaceAll('*', '[^/]*')
    .replaceAll('?', '[^/]');
  return new RegExp(`^${source}$`, 'u');
}

function expandBraces(pattern: string): string[] {
  const group = /\{([^{}]*,[^{}]*)\}/.exec(pattern);
  if (group === null) return [pattern];
  const [whole, inner = ''] = group;
  const before = pattern.slice(0, group.index);
  const after = pattern.slice(group.index + whole.length);
  return inner.split(',').flatMap((choice) => expandBraces(`${before}${choice}${after}`));
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadCampaign, type CampaignFiles } from '../../src/campaign/index.ts';
import { FindingsError } from '../../src/diagnostics/index.ts';
import { Suite } from '../../src/testing/suite.ts';

/** Files in memory, by path; a pattern is a folder with `*` for its files. */
export function memoryFiles(texts: ReadonlyMap<string, string>): CampaignFiles {
  return {
    async read(path) {
      const text = texts.get(path);
      if (text !== undefined) return text;
      const message = 'there is no such file';
      throw new FindingsError([
        { code: 'cli/missing-file', severity: 'error', message, file: path },
      ]);
    },
    async list(pattern) {
      const [before = '', after = ''] = pattern.split('*');
      const isMeant = (path: string): boolean =>
        pattern.includes('*')
          ? path.startsWith(before) &&
            path.endsWith(after) &&
            !path.slice(before.length).includes('/')
          : path === pattern;
      return [...texts.keys()].filter(isMeant).sort();
    },
  };
}

/** Every file below a folder, by its path from there. */
export function filesBelow(folder: string): Map<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return new Map(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        return [path.slice(folder.length + 1), readFileSync(path, 'utf8')];
      }),
  );
}

/** What one test of a suite has to say, as vitest would show it: `line:column message`; nothing where it passes. */
export function complaints(suite: Suite, name?: string): readonly string[] {
  return suite.campaign.tests
    .filter((test) => name === undefined || test.name === name)
    .flatMap((test) =>
      suite.cases(test).flatMap((one) =>
        suite.check(one).map(({ message, span }) => {
          const label = one.label === undefined ? '' : `[${one.label}] `;
          return `${span.start.line}:${span.start.column} ${label}${message}`;
        }),
      ),
    );
}

/** Loads a campaign out of files in memory. */
export async function suiteOf(
  texts: ReadonlyMap<string, string>,
  path: string = 'campaign.yaml',
): Promise<Suite> {
  return new Suite(await loadCampaign(path, memoryFiles(texts)));
}

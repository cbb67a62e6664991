import { win32 } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findConfig, rootOf } from '../../src/account/index.ts';
import {
  beside,
  listFiles,
  loadCampaign,
  projectFolder,
  type CampaignFiles,
} from '../../src/campaign/index.ts';
import { withSlashes } from '../../src/cli/windows-paths.ts';
import { FindingsError } from '../../src/diagnostics/index.ts';

const none = (): boolean => false;

describe('a word of the command line', () => {
  test.each([
    ['templates\\card\\campaign.yaml', 'templates/card/campaign.yaml'],
    ['C:\\repo\\campaign.yaml', 'C:/repo/campaign.yaml'],
    ['c:\\My Folder\\mail.html.jinja', 'c:/My Folder/mail.html.jinja'],
    ['\\\\server\\share\\campaign.yaml', '//server/share/campaign.yaml'],
    ['.\\campaign.yaml', './campaign.yaml'],
    ['..\\users\\ada', '../users/ada'],
    ['fixtures\\users\\*.yaml', 'fixtures/users/*.yaml'],
    ['fixtures\\**', 'fixtures/**'],
    ['--html=out\\preview.html', '--html=out/preview.html'],
    ['--profile=C:\\x\\smartpass.config.yaml', '--profile=C:/x/smartpass.config.yaml'],
    ['mixed/folder\\file.csv', 'mixed/folder/file.csv'],
  ])('%s is the path %s', (word, expected) => {
    expect(withSlashes(word, none)).toBe(expected);
  });

  test.each(['\\d+ points', 'O\\"Brien', 'a\\b', '--user', 'https://x.test/a\\b.html', 'C:', ''])(
    '%s stays',
    (word) => expect(withSlashes(word, none)).toBe(word),
  );

  test('a folder without an ending is a path where it is there', () => {
    expect(withSlashes('templates\\card', (path) => path === 'templates\\card')).toBe(
      'templates/card',
    );
  });
});

test.each([
  ['C:/a/b', 'C:/'],
  ['c:/', 'c:/'],
  ['//server/share/a', '//server/share/'],
  ['//server/share', '//server/share'],
  ['/a', '/'],
  ['a/b', ''],
  ['c:a', ''],
  ['', ''],
])('the root of %j is %j', (path, root) => expect(rootOf(path)).toBe(root));

test.each([
  ['C:/r/a/campaign.yaml', '../users/*.yaml', 'C:/r/users/*.yaml'],
  ['C:/campaign.yaml', 'mail.html', 'C:/mail.html'],
  ['//server/share/a/c.yaml', '../b.yaml', '//server/share/b.yaml'],
  ['//server/share/c.yaml', 'b.yaml', '//server/share/b.yaml'],
  ['a/c.yaml', 'D:/users.csv', 'D:/users.csv'],
  ['a/c.yaml', '//server/share/users.csv', '//server/share/users.csv'],
])('beside %s, %s is %s', (from, relative, expected) => {
  expect(beside(from, relative)).toBe(expected);
});

/** The files of a machine with Windows: paths with `/` as campaigns have them, looked up as Node does there from a working folder. */
function machine(cwd: string, texts: Readonly<Record<string, string>>): CampaignFiles {
  const disk = new Map(Object.entries(texts));
  const full = (path: string): string => win32.resolve(cwd, path);
  const below = (folder: string): readonly string[] => {
    const start = folder.endsWith('\\') ? folder : `${folder}\\`;
    return [...disk.keys()]
      .filter((path) => path.startsWith(start))
      .map((path) => path.slice(start.length));
  };
  const isFolder = (path: string): boolean => below(path).length > 0;
  return {
    read: (path) => {
      const text = disk.get(full(path));
      return text === undefined
        ? Promise.reject(
            new FindingsError([{ code: 'cli/missing-file', severity: 'error', message: path }]),
          )
        : Promise.resolve(text);
    },
    list: (pattern) =>
      listFiles(pattern, {
        entries: async (folder) =>
          [...new Set(below(full(folder)).map((path) => path.split('\\')[0] ?? ''))].map(
            (name) => ({
              name,
              isDirectory: () => isFolder(win32.join(full(folder), name)),
            }),
          ),
        exists: async (path) => disk.has(full(path)) || isFolder(full(path)),
      }),
    isTop: (folder) => win32.dirname(full(folder)) === full(folder),
    look: async (path) => {
      const real = full(path).replaceAll('\\', '/');
      if (disk.has(full(path))) return { real, kind: 'file' };
      return isFolder(full(path)) || path === '.' ? { real, kind: 'folder' } : undefined;
    },
  };
}

/** A project in a folder: a configuration, a campaign two folders down, users next to it. */
function project(root: string): Readonly<Record<string, string>> {
  const texts = {
    'smartpass.config.yaml': 'profile: { jinja: "2.8" }\n',
    'templates\\card\\campaign.yaml':
      'campaign: card\nchannel: email\ntemplate: parts/mail.html\nusers: ../../users/*.yaml\n',
    'templates\\card\\parts\\mail.html': 'Hi {{ UserAttribute.Name }}',
    'users\\ada.yaml': 'user: { Name: Ada }\n',
    'users\\bob.yaml': 'user: { Name: Bob }\n',
  };
  const start = root.endsWith('\\') ? root : `${root}\\`;
  return Object.fromEntries(Object.entries(texts).map(([path, text]) => [start + path, text]));
}

describe.each([
  ['C:\\repo', 'C:\\repo', 'templates\\card\\campaign.yaml'],
  ['C:\\repo', 'C:\\repo\\templates', 'card\\campaign.yaml'],
  ['C:\\repo', 'C:\\repo\\templates\\card', '.\\campaign.yaml'],
  ['C:\\repo', 'D:\\elsewhere', 'C:\\repo\\templates\\card\\campaign.yaml'],
  ['C:\\', 'C:\\', 'templates\\card\\campaign.yaml'],
  ['C:\\', 'D:\\elsewhere', 'C:\\templates\\card\\campaign.yaml'],
  ['\\\\server\\share\\repo', 'C:\\', '\\\\server\\share\\repo\\templates\\card\\campaign.yaml'],
  ['\\\\server\\share', 'C:\\', '\\\\server\\share\\templates\\card\\campaign.yaml'],
])('the project %s, from %s', (root, cwd, word) => {
  const files = machine(cwd, { ...project(root), 'C:\\other\\secret.html': 'x' });
  const path = withSlashes(word, none);

  test('a campaign has its parts, users and configuration', async () => {
    const campaign = await loadCampaign(path, files);
    expect(campaign.template.source).toBe('Hi {{ UserAttribute.Name }}');
    expect(campaign.users.map(({ name }) => name)).toEqual(['ada', 'bob']);
    expect(campaign.profile.jinja).toBe('2.8');
    const config = win32.resolve(cwd, campaign.config ?? '');
    expect(config).toBe(win32.join(root, 'smartpass.config.yaml'));
  });

  test('its project is the folder of the configuration', async () => {
    const { real } = await projectFolder(path, files);
    expect(win32.resolve(real)).toBe(win32.resolve(root));
  });
});

test('a file outside of the project is refused, by a drive, a share or ..', async () => {
  const texts = project('C:\\repo');
  for (const outside of [
    'C:/other/secret.html',
    '../../../other/secret.html',
    '//server/share/x',
  ]) {
    const campaign = `campaign: c\nchannel: email\ntemplate: ${outside}\nusers: ../../users/*.yaml\n`;
    const files = machine('C:\\repo', {
      ...texts,
      'C:\\repo\\templates\\card\\campaign.yaml': campaign,
      'C:\\other\\secret.html': 'x',
      '\\\\server\\share\\x': 'x',
    });
    const error: unknown = await loadCampaign('templates/card/campaign.yaml', files).catch(
      (thrown: unknown) => thrown,
    );
    const codes = error instanceof FindingsError ? error.findings.map(({ code }) => code) : [];
    expect([outside, codes]).toEqual([outside, ['campaign/outside-project']]);
  }
});

test('a search for a configuration ends at the top of a drive or share', async () => {
  for (const file of ['C:/a/b/c.yaml', 'C:/c.yaml', '//server/share/a/c.yaml']) {
    const files = machine('D:\\', { 'D:\\x\\smartpass.config.yaml': '' });
    const look = {
      exists: async (path: string) => (await files.list(path)).length > 0,
      isTop: (folder: string) => files.isTop?.(folder) === true,
    };
    expect(await findConfig(file, look)).toBeUndefined();
  }
});

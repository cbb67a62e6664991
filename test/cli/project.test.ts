import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { emptyFolder, smartpass } from './run-cli.ts';

const MAP = `smartpass: 1
project: { url: https://pub1.pskt.io/c/a4hrop }
fields:
  person.externalId: { user: MoEngage_ID, missing: { drop: No MoEngage ID } }
`;
const MAIL = '{# smartpass: fieldmap.yaml #}<a href="{{longURL}}">A</a>';
const ADA = 'user: { MoEngage_ID: u-1 }\n';

let folder = '';
const put = (path: string, text: string): void => {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
};
const campaign = (more: string): string =>
  `campaign: c\nchannel: email\n${more}\ntests: [{ name: Ada, user: ada, expect: { sent: true } }]\n`;

/** A project with a campaign, and a folder beside it that is not part of the project. */
beforeEach(() => {
  folder = emptyFolder();
  put('project/package.json', '{}');
  put('project/mail/fieldmap.yaml', MAP);
  put('project/mail/mail.html', MAIL);
  put('project/users/ada.yaml', ADA);
  put('elsewhere/mail.html', MAIL);
  put('elsewhere/fieldmap.yaml', MAP);
  put('elsewhere/ada.yaml', ADA);
  put('elsewhere/blocks.yaml', 'blocks: {}\n');
});

const COMMANDS = [
  ['preview', 'mail/campaign.yaml'],
  ['preview', 'mail/campaign.yaml', '--html', 'page.html'],
  ['estimate', 'mail/campaign.yaml'],
  ['generate', 'mail/fieldmap.yaml', '--prove'],
];

describe('what a campaign names outside of its project', () => {
  test.each([
    ['the template', 'template: ../../elsewhere/mail.html\nusers: ../users/*.yaml'],
    ['users', 'template: mail.html\nusers: ../../elsewhere/a*.yaml'],
    ['a profile', 'template: mail.html\nusers: ../users/*.yaml\nprofile: ../../elsewhere/p.yaml'],
    [
      'content blocks',
      'template: mail.html\nusers: ../users/*.yaml\ncontent-blocks: ../../elsewhere/blocks.yaml',
    ],
    ['an absolute path', 'template: mail.html\nusers: /etc/hostname'],
  ])('%s is not read', async (_, more) => {
    put('project/mail/campaign.yaml', campaign(more));
    const cwd = join(folder, 'project');
    const { code, out, err } = await smartpass(['preview', 'mail/campaign.yaml'], { cwd });
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('[campaign/outside-project]');
    expect(err).toContain('--allow-outside');
  });

  test.each(COMMANDS)('%s %s %s is read with --allow-outside only', async (...argv) => {
    put(
      'project/mail/campaign.yaml',
      campaign('template: mail.html\nusers: ../../elsewhere/a*.yaml'),
    );
    const cwd = join(folder, 'project');
    const line = argv.filter((word) => word !== undefined);
    const refused = await smartpass(line, { cwd });
    expect([refused.code, refused.err]).toEqual([
      2,
      expect.stringContaining('campaign/outside-project'),
    ]);
    expect((await smartpass([...line, '--allow-outside'], { cwd })).code).toBe(0);
  });

  test('has its place in the campaign file', async () => {
    put(
      'project/mail/campaign.yaml',
      campaign('template: ../../elsewhere/mail.html\nusers: ../users/*.yaml'),
    );
    const { err } = await smartpass(['preview', 'mail/campaign.yaml'], {
      cwd: join(folder, 'project'),
    });
    expect(err).toMatch(/^mail\/campaign\.yaml:3:\d+: error: /);
  });

  test('a symbolic link out of the project is outside', async () => {
    symlinkSync('../../elsewhere/ada.yaml', join(folder, 'project/users/bob.yaml'));
    put('project/mail/campaign.yaml', campaign('template: mail.html\nusers: ../users/*.yaml'));
    const { code, err } = await smartpass(['preview', 'mail/campaign.yaml'], {
      cwd: join(folder, 'project'),
    });
    expect([code, err]).toEqual([2, expect.stringContaining('outside the project')]);
  });
});

describe('the project', () => {
  test.each(['package.json', 'smartpass.config.yaml', '.git'])(
    'is the nearest folder above with %s, wherever the command runs',
    async (mark) => {
      put(`other/${mark}`, mark === 'smartpass.config.yaml' ? 'profile: {}\n' : '{}');
      put('other/a/b/campaign.yaml', campaign('template: ../mail.html\nusers: ../../users/*.yaml'));
      put('other/a/mail.html', 'Hi');
      put('other/users/ada.yaml', ADA);
      for (const cwd of ['.', 'other', 'other/a/b', 'elsewhere']) {
        const path = join(folder, 'other/a/b/campaign.yaml');
        expect(await smartpass(['preview', path], { cwd: join(folder, cwd) })).toMatchObject({
          code: 0,
        });
      }
    },
  );

  test('without any is the folder that the command runs in, or that of the campaign', async () => {
    put('loose/mail/campaign.yaml', campaign('template: mail.html\nusers: ../users/*.yaml'));
    put('loose/mail/mail.html', 'Hi');
    put('loose/users/ada.yaml', ADA);
    const run = async (cwd: string): Promise<number> => {
      const argv = ['preview', join(folder, 'loose/mail/campaign.yaml')];
      return (await smartpass(argv, { cwd: join(folder, cwd) })).code;
    };
    expect(await run('loose')).toBe(0);
    expect(await run('elsewhere')).toBe(2);
  });
});

describe.skipIf(process.platform === 'win32')('a pipe', () => {
  test.each(['users/pipe.yaml', 'mail/mail.html'])('as %s is refused at once', async (path) => {
    put('project/mail/campaign.yaml', campaign('template: mail.html\nusers: ../users/*.yaml'));
    execFileSync('rm', ['-f', join(folder, 'project', path)]);
    execFileSync('mkfifo', [join(folder, 'project', path)]);
    const { code, err } = await smartpass(['preview', 'mail/campaign.yaml'], {
      cwd: join(folder, 'project'),
    });
    expect([code, err]).toEqual([2, expect.stringContaining('it is a pipe or device')]);
  });
});

test('a file of 700 megabytes is refused with its size, not read', async () => {
  put('big.yaml', '');
  execFileSync('truncate', ['-s', '700M', join(folder, 'big.yaml')]);
  for (const argv of [
    ['generate', 'big.yaml'],
    ['preview', 'big.yaml'],
    ['adopt', 'big.yaml'],
    ['test', 'big.yaml'],
  ]) {
    const { code, err } = await smartpass(argv, { cwd: folder });
    expect([code, err]).toEqual([2, expect.stringContaining('it holds more than 64 megabytes')]);
  }
});

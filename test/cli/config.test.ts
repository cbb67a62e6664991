import { readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { smartpass, folderOf } from './run-cli.ts';

const FILES = {
  'smartpass.config.yaml':
    'profile: { null: print }\nworkspace: { id: AB, dataCenter: "01" }\nevents: {}\nlint: {}\n',
  'package.json': '{}',
  'users/ada.yaml': 'user: { Name: }\n',
  'mails/a/campaign.yaml':
    'campaign: a\nchannel: sms\ntemplate: t.txt\nusers: ../../users/*.yaml\n',
  'mails/a/t.txt': "Hi {{ UserAttribute['Name'] }}",
  'mails/a/fieldmap.yaml':
    'smartpass: 1\nproject: { url: https://pub1.pskt.io/c/a4hrop }\nidentity: none\nfields:\n  person.forename: { user: Name, missing: omit }\n',
};

/** A repository with a configuration in its root, and one more file perhaps. */
function repository(more: Readonly<Record<string, string>> = {}): string {
  return folderOf({ ...FILES, ...more });
}

const PLACES: readonly (readonly [cwd: string, up: string, campaign: string])[] = [
  ['', '', 'mails/a/'],
  ['mails', '../', 'a/'],
  ['mails/a', '../../', ''],
  ['users', '../', '../mails/a/'],
];

describe.each(PLACES)('run in the folder %j', (folder, up, campaign) => {
  const config = `${up}smartpass.config.yaml`;

  test('preview sends, and names the configuration', async () => {
    const cwd = join(repository(), folder);
    const { code, out, err } = await smartpass(['preview', `${campaign}campaign.yaml`], { cwd });
    expect([code, err]).toEqual([0, `account profile: ${config}\n`]);
    expect(out).toContain('1 sent');
    const json = await smartpass(['preview', `${campaign}campaign.yaml`, '--json'], { cwd });
    expect(JSON.parse(json.out)).toMatchObject({ config, sent: 1 });
  });

  test('render does, from the folder of the template', async () => {
    const cwd = join(repository(), folder);
    const args = ['render', `${campaign}t.txt`, '--user', `${up}users/ada.yaml`];
    const { code, out, err } = await smartpass([...args, '--channel', 'sms'], { cwd });
    expect([code, out]).toEqual([0, 'Hi None']);
    expect(err).toContain(`account profile: ${config}\n`);
    const json = await smartpass([...args, '--channel', 'sms', '--json'], { cwd });
    expect(JSON.parse(json.out)).toMatchObject({ config, sent: true });
  });

  test('generate --prove does, from the folder of the field map', async () => {
    const cwd = join(repository(), folder);
    const args = ['generate', `${campaign}fieldmap.yaml`, '--prove', '--channel', 'sms'];
    const { code, err } = await smartpass(args, { cwd });
    expect([code, err]).toEqual([0, `account profile: ${config}\n`]);
  });
});

test('a configuration that is a symbolic link to nothing is an error, not passed over', async () => {
  const cwd = repository();
  rmSync(join(cwd, 'smartpass.config.yaml'));
  symlinkSync('../shared/smartpass.config.yaml', join(cwd, 'smartpass.config.yaml'));
  const { code, out, err } = await smartpass(['preview', 'mails/a/campaign.yaml'], { cwd });
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain('smartpass.config.yaml: error: cannot read the file');
  expect(err).toContain('[cli/missing-file]');
});

describe('what is not told', () => {
  const args = ['preview', 'mails/a/campaign.yaml'];

  test('a configuration that the command line names', async () => {
    const cwd = repository();
    const named = await smartpass([...args, '--profile', 'smartpass.config.yaml'], { cwd });
    expect([named.code, named.err]).toEqual([0, '']);
  });

  test('one that only confirms what is assumed', async () => {
    const cwd = repository({
      'smartpass.config.yaml': 'profile: { null: drop, hashCase: lower }\n',
    });
    expect((await smartpass(args, { cwd })).err).toBe('');
  });

  test('one that pins nothing, and one of another project', async () => {
    const pinsNothing = repository({ 'smartpass.config.yaml': 'lint: {}\n' });
    expect((await smartpass(args, { cwd: pinsNothing })).err).toBe('');
    const inner = repository({ 'mails/package.json': '{}' });
    const { err, out } = await smartpass([...args, '--allow-outside'], { cwd: inner });
    expect(err).toBe('');
    expect(out).toContain('1 dropped');
  });
});

test('what is wrong in any section is told by whatever reads the file', async () => {
  const cwd = repository({ 'smartpass.config.yaml': 'profile: {}\nworkspce: {}\n' });
  const { code, err } = await smartpass(['preview', 'mails/a/campaign.yaml'], { cwd });
  expect(code).toBe(2);
  expect(err).toContain(
    "smartpass.config.yaml:2:1: error: the configuration has no key 'workspce'",
  );
  expect(err).toContain("did you mean 'workspace'?");
});

test('calibrate writes into the configuration that counts for the folder', async () => {
  const root = repository();
  const args = ['calibrate', '--set', 'hashCase=upper', '--now', '2026-01-31'];
  const { code, out } = await smartpass(args, { cwd: join(root, 'mails/a') });
  expect(code).toBe(0);
  expect(out).toContain('../../smartpass.config.yaml: 1 field written');
  expect(readFileSync(join(root, 'smartpass.config.yaml'), 'utf8')).toMatch(/hashCase: .*upper/);
});

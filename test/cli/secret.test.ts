import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { Files } from '../../src/cli/files.ts';
import { readSecret, requireSecret } from '../../src/cli/secret.ts';
import type { Streams } from '../../src/cli/streams.ts';
import { FAKE_SECRET, FindingsError } from '../../src/diagnostics/index.ts';
import { emptyFolder, smartpass } from './run-cli.ts';

const SECRET = 'Not4RealSecretAtAll123';

function streams(stdin: string, env: Readonly<Record<string, string>> = {}): Streams {
  const { stdout, stderr } = process;
  return { stdin: Readable.from([Buffer.from(stdin)]), stdout, stderr, env, cwd: '/' };
}

async function fromFile(text: string | Uint8Array, mode = 0o600): Promise<string | undefined> {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'secret'), text);
  chmodSync(join(folder, 'secret'), mode);
  return readSecret({ file: 'secret', stdin: false }, new Files(folder), streams(''));
}

test('it comes from a file, standard input or the environment', async () => {
  const files = new Files('/');
  const nowhere = { file: undefined, stdin: false };
  expect(await fromFile(`${SECRET}\n`)).toBe(SECRET);
  expect(await fromFile(`${SECRET}\r\n`)).toBe(SECRET);
  expect(await readSecret({ ...nowhere, stdin: true }, files, streams(SECRET))).toBe(SECRET);
  const env = { SMARTPASS_SECRET: SECRET };
  expect(await readSecret(nowhere, files, streams('', env))).toBe(SECRET);
  expect(await readSecret(nowhere, files, streams(''))).toBeUndefined();
});

test.each([
  ['others can read it', `${SECRET}\n`, 0o644, 'cli/secret-file-open'],
  ['its group can read it', `${SECRET}\n`, 0o640, 'cli/secret-file-open'],
  ['it is empty', '\n', 0o600, 'cli/secret-empty'],
  ['it holds more than the secret', `${SECRET}\nnote\n`, 0o600, 'cli/secret-not-alone'],
  ['it holds a space', `${SECRET} \n`, 0o600, 'cli/secret-not-alone'],
  ['it holds the placeholder', '{YOUR-PROJECT-SECRET}\n', 0o600, 'cli/not-a-secret'],
  [
    'it holds the placeholder in other braces',
    '{{YOUR_PROJECT_SECRET}}',
    0o600,
    'cli/not-a-secret',
  ],
  ['it holds another placeholder', '<YOUR-PASSKIT-PROJECT-SECRET>', 0o600, 'cli/not-a-secret'],
  ['it holds the placeholder without braces', 'YOUR-PROJECT-SECRET', 0o600, 'cli/not-a-secret'],
  ['it holds the fake secret', `${FAKE_SECRET}\n`, 0o600, 'cli/not-a-secret'],
  ['it is not UTF-8', Buffer.from([0xff, 0xfe]), 0o600, 'cli/not-utf8'],
])('a file is refused where %s, and never quoted', async (_why, text, mode, code) => {
  const error: unknown = await fromFile(text, mode).catch((reason: unknown) => reason);
  const findings = error instanceof FindingsError ? error.findings : [];
  expect(findings.map((finding) => finding.code)).toEqual([code]);
  expect(JSON.stringify(findings)).not.toContain(SECRET);
});

test.each([SECRET, 'ab'.repeat(31) + '12', 'Key-Of+The=Account_2026'])(
  'the secret itself in the place of its file is named nowhere: %s',
  async (given) => {
    const argv = ['verify', 'https://pub1.pskt.io/c/a?data=e30&sig=0', '--secret-file', given];
    const { code, out, err } = await smartpass(argv);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('[cli/missing-file]');
    expect(err).toContain('chmod 600');
    expect(err).not.toContain(given);
  },
);

test.each(['secret', 'passkit.secret', 'keys/Not4RealSecretAtAll123'])(
  'a file that is not there is named: %s',
  async (file) => {
    const source = { file, stdin: false };
    await expect(readSecret(source, new Files(emptyFolder()), streams(''))).rejects.toMatchObject({
      findings: [{ code: 'cli/missing-file', file }],
    });
  },
);

test('a command that needs it says how to give it', async () => {
  const none = { file: undefined, stdin: false };
  await expect(requireSecret(none, new Files('/'), streams(''))).rejects.toMatchObject({
    findings: [{ code: 'cli/no-secret' }],
  });
});

test('a folder is called a folder, whoever can read it', async () => {
  const error = await readSecret(
    { file: '.', stdin: false },
    new Files(emptyFolder()),
    streams(''),
  ).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(FindingsError);
  const [finding] = (error as FindingsError).findings;
  expect(finding).toMatchObject({ code: 'cli/not-a-file', file: '.' });
  expect(finding?.message).toBe('cannot read the file: it is a folder, a file is expected');
});

test('the placeholder and the fake secret are refused from wherever they come, with a hint', async () => {
  const nowhere = { file: undefined, stdin: false };
  const files = new Files('/');
  const env = { SMARTPASS_SECRET: FAKE_SECRET };
  for (const source of [
    readSecret({ ...nowhere, stdin: true }, files, streams('{YOUR-PROJECT-SECRET}\n')),
    readSecret(nowhere, files, streams('', env)),
  ])
    await expect(source).rejects.toMatchObject({
      findings: [{ code: 'cli/not-a-secret', hint: expect.stringContaining('PassKit') as string }],
    });
});

test('once it is read nothing shows it', async () => {
  const files = new Files('/');
  await readSecret({ file: undefined, stdin: true }, files, streams(SECRET));
  expect(files.secrets.hide(`x${SECRET}`)).toBe(`x${'•'.repeat(SECRET.length)}`);
});

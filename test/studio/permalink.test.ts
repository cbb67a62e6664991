import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Secrets } from '../../src/diagnostics/index.ts';
import {
  exportedPage,
  MOST_CHARACTERS,
  permalinkOf,
  readPermalink,
  shareable,
  type StudioWorkspace,
} from '../../src/studio/index.ts';
import { SIGNING_FORMS } from '../secret-forms.ts';

const CANARY = 'q7Rw2LmZx90bTcYvKd31Ue';

/** The canary as it may be met: as it is, and in the encodings of links. */
const CANARY_FORMS = [CANARY, Buffer.from(CANARY).toString('base64'), encodeURIComponent(CANARY)];

function aWorkspace(files: Readonly<Record<string, string>>): StudioWorkspace {
  return {
    campaign: 'c/campaign.yaml',
    files: Object.entries(files).map(([path, text]) => ({ path, text, hash: 'aa' })),
    writes: true,
  };
}

const PLAIN = {
  'c/campaign.yaml': 'campaign: c\n',
  'c/mail.html': '<p>Grüße, 名前 🎉\u2028</p>\r\n',
};

async function fragmentOf(workspace: StudioWorkspace, known?: Secrets): Promise<string> {
  const made = await permalinkOf(workspace, known);
  if ('refused' in made) throw new Error(made.refused);
  return made.fragment;
}

/** What is in a fragment, by another program. */
function unpacked(fragment: string): string {
  return inflateRawSync(Buffer.from(fragment.split('.')[1] ?? '', 'base64url')).toString('utf8');
}

describe('a permalink', () => {
  test('gives the files back, without hashes and the right to write', async () => {
    const fragment = await fragmentOf(aWorkspace(PLAIN));
    expect(fragment).toMatch(/^#studio=1\.[\w-]+$/);
    const files = Object.entries(PLAIN).map(([path, text]) => ({ path, text, hash: '' }));
    expect(await readPermalink(fragment)).toEqual({
      campaign: 'c/campaign.yaml',
      files,
      writes: false,
    });
  });

  test('has at most 8 KB, else it is refused', async () => {
    let noise = '';
    for (let number = 1; noise.length < 5000; number = (number * 48_271) % 2_147_483_647)
      noise += number.toString(36);
    const fits = await fragmentOf(aWorkspace({ 'c/mail.html': noise }));
    expect(fits.length).toBeLessThanOrEqual(MOST_CHARACTERS);
    const made = await permalinkOf(
      aWorkspace({
        'c/mail.html': noise + noise.split('').reverse().join('') + noise.toUpperCase(),
      }),
    );
    expect(made).toEqual({ refused: expect.stringMatching(/at most 8,192/) });
    expect(await fragmentOf(aWorkspace({ 'c/mail.html': 'x'.repeat(500_000) }))).toBeDefined();
  });

  test.each([
    '',
    '#',
    '#user=ada',
    '#studio=1.',
    '#studio=1.!!!',
    '#studio=1.AAAA',
    '#studio=2.AAAA',
    `#studio=1.${'A'.repeat(9000)}`,
    ...[
      'null',
      '[]',
      '{"campaign":1,"files":[]}',
      '{"campaign":"c","files":[["a"]]}',
      '{"campaign":"c","files":[["a",1]]}',
      '{"campaign":"c"}',
      '{',
    ].map((text) => `#studio=1.${deflateRawSync(text).toString('base64url')}`),
    `#studio=1.${deflateRawSync(Buffer.from([0xff, 0xfe])).toString('base64url')}`,
  ])('%s holds no workspace', async (fragment) => {
    expect(await readPermalink(fragment)).toBeUndefined();
  });

  test('that unpacks to any size ends early', async () => {
    const bomb = deflateRawSync(Buffer.alloc(6_000_000, 'a'), { level: 9 }).toString('base64url');
    expect(bomb.length).toBeLessThan(MOST_CHARACTERS);
    expect(await readPermalink(`#studio=1.${bomb}`)).toBeUndefined();
  });
});

describe('what is handed on', () => {
  const texts: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ...SIGNING_FORMS.map(
      ({ name, write }) =>
        [`signed: ${name}`, { 'c/m.html': `{% set u = 'x' %}${write(CANARY)}` }] as const,
    ),
    [
      'a part that is put together',
      { 'c/m.html': `{% set k = "${CANARY}" %}{{ (p ~ k)|convertToSHA256 }} ${CANARY}` },
    ],
    ['a template that does not parse', { 'c/m.html': `{% if %}{{ x|convertToSHA256("${CANARY}` }],
    ['a comment', { 'c/m.html': `<!-- ${CANARY} -->{# ${CANARY} #}` }],
    [
      'a user, a name of a file, and the campaign file',
      {
        'c/m.html': `{{ x|convertToSHA256('${CANARY}') }}`,
        [`c/users/${CANARY}.yaml`]: `user: { A: ${CANARY} }`,
        'c/campaign.yaml': `campaign: c # ${CANARY}`,
      },
    ],
    ['a configuration', { 'smartpass.config.yaml': `workspace: { key: hunter2-${CANARY} }\n` }],
    [
      'every form of it',
      {
        'c/a.html': `{{ x|convertToSHA256('${CANARY}') }}`,
        'c/m.html': CANARY_FORMS.join('\n'),
      },
    ],
  ];

  test.each(texts)('%s holds no secret in it', async (_name, files) => {
    const workspace = aWorkspace(files);
    const link = unpacked(await fragmentOf(workspace));
    const html =
      '<title>x</title>img-src data:; <script type="application/json" id="state">null</script>';
    const page = exportedPage(html, shareable(workspace).workspace);
    for (const text of [link, page])
      for (const form of CANARY_FORMS) expect(text).not.toContain(form);
  });

  test('a secret of the run is hidden wherever it is', async () => {
    const known = new Secrets(['a plain pass phrase']);
    const workspace = aWorkspace({ 'c/m.html': '<p>a plain pass phrase</p>' });
    expect(unpacked(await fragmentOf(workspace, known))).not.toContain('plain pass');
  });

  test.each([
    ['export.csv', '"Id\nline",Name\nu-1,Ada\n', '"Id\nline",Name\n'],
    ['export.tsv', 'Id\tName\r\nu-1\tAda\r\n', 'Id\tName\n'],
    ['export.csv', 'u-1,Ada', ''],
    ['export.json', '[{"Id":"u-1"}]', '[]\n'],
    ['export.ndjson', '{"Id":"u-1"}\n', ''],
  ])('%s keeps no user', (path, text, kept) => {
    const { workspace, emptied } = shareable(aWorkspace({ [path]: text, 'ada.yaml': 'user: {}' }));
    expect(emptied).toEqual([path]);
    expect(workspace.files.map((file) => file.text)).toEqual([kept, 'user: {}']);
  });
});

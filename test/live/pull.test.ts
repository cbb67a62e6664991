import { describe, expect, test } from 'vitest';
import type { FindingsError } from '../../src/diagnostics/index.ts';
import {
  filesOf,
  INDEX_FILE,
  indexedPaths,
  pullAccount,
  type AccountTemplate,
  type StoredBlock,
  type StoredTemplate,
} from '../../src/live/index.ts';
import { accountOf } from './accounts.ts';

const render = (text: string): { text: string } => ({ text });

function template(number: number): StoredTemplate {
  const name = `Mail ${number}`;
  return { id: `t-${number}`, name, version: number, content: `<p>${number}</p>`, subject: name };
}

function block(number: number): StoredBlock {
  const kind = number % 2 === 0 ? 'HTML' : 'TEXT';
  return { id: `b-${number}`, name: `block_${number}`, kind, content: `{{ ${number} }}\r\n` };
}

const many = <T>(count: number, make: (number: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, at) => make(at + 1));

describe('templates are found on all pages, whichever number the first one has', () => {
  test.each(
    [0, 1, 14, 15, 16, 30, 46].flatMap((count) => [0, 1].map((first) => [count, first] as const)),
  )('%i templates from page %i', async (count, first) => {
    const firstPage = first === 0 ? 0 : 1;
    const account = accountOf({ render, templates: many(count, template), firstPage });
    const { templates } = await pullAccount(account.client);
    expect(templates.map(({ id }) => id)).toEqual(many(count, (number) => `t-${number}`));
    expect(account.wrong).toEqual([]);
  });

  test('a page that answers with the same templates again ends the list', async () => {
    const page = {
      data: many(15, template).map(({ id, content }) => ({
        external_template_id: id,
        basic_details: { email_content: content },
      })),
    };
    const { client, sent } = accountOf(
      { render },
      {
        between: ({ name }) =>
          name === 'templates' ? { status: 200, body: page } : { status: 200, body: { data: [] } },
      },
    );
    expect((await pullAccount(client)).templates).toHaveLength(15);
    expect(sent.length).toBeLessThan(6);
  });
});

test('content blocks come as they were written, fifty at a time', async () => {
  const { client, sent, wrong } = accountOf({ render, blocks: many(120, block) });
  const { blocks } = await pullAccount(client);
  expect(blocks).toHaveLength(120);
  expect(blocks[0]).toMatchObject({
    id: 'b-1',
    name: 'block_1',
    kind: 'text',
    content: '{{ 1 }}\r\n',
  });
  expect(sent.filter(({ name }) => name === 'blocksById')).toHaveLength(3);
  expect(wrong).toEqual([]);
});

test.each([
  ['no data', {}],
  ['data that is no list', { data: {} }],
  ['a template without content', { data: [{ external_template_id: 'x', basic_details: {} }] }],
  ['a template without id', { data: [{ basic_details: { email_content: 'x' } }] }],
  ['a template that is a text', { data: ['x'] }],
])('an answer with %s is not what the contract says', async (_what, body) => {
  const { client } = accountOf({ render }, { between: () => ({ status: 200, body }) });
  const error: unknown = await pullAccount(client).catch((one: unknown) => one);
  expect((error as FindingsError).findings).toMatchObject([{ code: 'live/bad-answer' }]);
});

test('an error inside of an answer of status 200 is an error', async () => {
  const body = { error: { code: '400 Bad Request', message: 'No such page', request_id: 'r9' } };
  const { client } = accountOf({ render }, { between: () => ({ status: 200, body }) });
  const error: unknown = await pullAccount(client).catch((one: unknown) => one);
  const [finding] = (error as FindingsError).findings;
  expect(finding?.code).toBe('live/bad-request');
  expect(finding?.message).toContain('request r9): No such page');
});

function paths(...names: readonly string[]): readonly string[] {
  const templates = names.map((name, at): AccountTemplate => ({
    id: `ID ${at}`,
    name,
    content: '',
    details: {},
  }));
  return filesOf({ templates, blocks: [] }).files.map(({ path }) => path);
}

describe('names of files', () => {
  test.each([
    ['Welcome Mail', 'email-templates/welcome-mail.html'],
    ['../../etc/passwd', 'email-templates/etc-passwd.html'],
    ['C:\\Windows\\x', 'email-templates/c-windows-x.html'],
    ['', 'email-templates/unnamed.html'],
    ['…', 'email-templates/unnamed.html'],
    ['CON', 'email-templates/con-.html'],
    ['com1', 'email-templates/com1-.html'],
    ['Größe Ü', 'email-templates/größe-ü.html'],
    ['Gro\u0308ße', 'email-templates/größe.html'],
    ['नमस्ते', 'email-templates/नमस्ते.html'],
    ['a\u202eb\nc', 'email-templates/a-b-c.html'],
    ['.hidden', 'email-templates/hidden.html'],
    ['x'.repeat(300), `email-templates/${'x'.repeat(60)}.html`],
    [`${'x'.repeat(59)}\u{1F600}\u{10400}`, `email-templates/${'x'.repeat(59)}.html`],
  ])('%j is %s', (name, path) => {
    expect(paths(name)).toEqual([path, INDEX_FILE]);
  });

  test('names that give one file, on any system, have their ids in it', () => {
    expect(paths('A B', 'a-b', 'a b!', 'c')).toEqual([
      'email-templates/a-b-id-0.html',
      'email-templates/a-b-id-1.html',
      'email-templates/a-b-id-2.html',
      'email-templates/c.html',
      INDEX_FILE,
    ]);
  });
});

describe('the files', () => {
  test('the same account in another order gives the same files', async () => {
    const [templates, blocks] = [many(20, template), many(5, block)];
    const one = accountOf({ render, templates, blocks });
    const other = accountOf({
      render,
      templates: templates.toReversed(),
      blocks: blocks.toReversed(),
    });
    expect(filesOf(await pullAccount(one.client))).toEqual(
      filesOf(await pullAccount(other.client)),
    );
  });

  test('a text is the bytes of the account, and the index lists it', async () => {
    const content = '\uFEFF<p>\r\nä\u0000</p>  \n\n';
    const { client } = accountOf({
      render,
      templates: [{ ...template(1), content, previewText: 'Look', locale: 'de' }],
    });
    const { files } = filesOf(await pullAccount(client));
    expect(files[0]).toEqual({ path: 'email-templates/mail-1.html', text: content });
    const index = JSON.parse(files[1]?.text ?? '') as unknown;
    expect(index).toMatchObject({
      emailTemplates: [
        {
          file: 'email-templates/mail-1.html',
          name: 'Mail 1',
          id: 't-1',
          subject: 'Mail 1',
          preheader: 'Look',
          locale: 'de',
        },
      ],
      contentBlocks: [],
    });
    expect(indexedPaths(files[1]?.text ?? '')).toEqual(['email-templates/mail-1.html']);
  });

  test.each(['', 'x', 'null', '[]', '{"a":[1,null,{"file":2}]}'])('%j is no index', (text) => {
    expect(indexedPaths(text)).toEqual([]);
  });

  test.each([
    [
      "{{ u|convertToSHA256('Rea1SecretOfAProject0x') }}",
      "{{ u|convertToSHA256('{YOUR-PROJECT-SECRET}') }}",
    ],
    [
      "{% set s = 'Rea1SecretOfAProject0x' %}{{ u|convertToSHA256(s) }}{# Rea1SecretOfAProject0x #}",
      "{% set s = '{YOUR-PROJECT-SECRET}' %}{{ u|convertToSHA256(s) }}{# {YOUR-PROJECT-SECRET} #}",
    ],
    [
      "<b>Secret</b> {{ u|convertToSHA256('Secret') }}",
      "<b>Secret</b> {{ u|convertToSHA256('{YOUR-PROJECT-SECRET}') }}",
    ],
  ])('a secret that a text signs with is not written: %s', async (content, expected) => {
    const { client } = accountOf({
      render,
      templates: [{ ...template(1), content }],
      blocks: [{ ...block(1), content }],
    });
    const { files, findings } = filesOf(await pullAccount(client));
    expect(files.slice(0, 2).map(({ text }) => text)).toEqual([expected, expected]);
    expect(findings.map(({ code }) => code)).toEqual(['live/secret-pulled', 'live/secret-pulled']);
    expect(JSON.stringify(files)).not.toContain('Rea1Secret');
  });

  test.each([
    "{{ u|convertToSHA256('{YOUR-PROJECT-SECRET}') }}",
    '{{ u|convertToSHA256NoSalt }}',
    'Hi',
  ])('what holds no secret stays: %s', async (content) => {
    const { client } = accountOf({ render, templates: [{ ...template(1), content }] });
    const { files, findings } = filesOf(await pullAccount(client));
    expect([files[0]?.text, findings]).toEqual([content, []]);
  });
});

import { describe, expect, test } from 'vitest';
import {
  makeProfile,
  nobleHashes,
  readContentApi,
  type Recipient,
} from '../../src/account/index.ts';
import { createEmulator } from '../../src/emulator/index.ts';
import { fromJs, type Dict } from '../../src/jinja/index.ts';

const ANSWERS = {
  Echo: [
    { params: { id: 'u-1' }, answer: { it: 'one' } },
    { params: {}, answer: { it: 'nothing' } },
    { params: { a: null, b: 2 }, answer: { it: 'null' } },
  ],
};

function emulator(): ReturnType<typeof createEmulator> {
  return createEmulator({
    profile: makeProfile({}),
    channel: 'email',
    crypto: nobleHashes,
    clock: () => 0,
    contentApi: readContentApi(JSON.stringify(ANSWERS), 'answers').records,
  });
}

function recipient(user: object): Recipient {
  return { user: fromJs(user) as Dict };
}

const parts = (params: string): string =>
  `{"params":${params},"static_params":{},"dynamic_params":{},"request_body":{}}`;

describe('Content API calls as the editor writes them', () => {
  test.each([
    ['a token alone', `{"id":"{{UserAttribute['ID']}}"}`, 'one'],
    ['a token within a text', `{"id":"u-{{UserAttribute['No']}}"}`, 'one'],
    ['two tokens', `{"id":"{{UserAttribute['U']}}-{{UserAttribute['No']}}"}`, 'one'],
    ['a token without quotes', `{"id":{{UserAttribute['ID']}}}`, 'one'],
    ['single quotes', `{'id':'{{UserAttribute["ID"]}}'}`, 'one'],
    ['a quote in a text', `{"id":"\\"{{UserAttribute['ID']}}"}`, 'not sent'],
    ['null', `{"a":null,"b":2}`, 'null'],
    ['nothing', `{}`, 'nothing'],
  ])('%s', (_what, params, wanted) => {
    const user = recipient({ ID: 'u-1', U: 'u', No: 1 });
    for (const [open, close] of [
      ['{ (', ') }'],
      ['{(', ')}'],
      ['{\n  (', ')\n}'],
    ]) {
      const call = `ContentApi.Echo(${open}${parts(params)}${close})`;
      for (const template of [`{% set w = ${call} %}{{ w.it }}`, `{{ ${call}.it }}`]) {
        const outcome = emulator().compile(template).render(user);
        expect(outcome.sent ? outcome.text : 'not sent').toBe(wanted);
      }
    }
  });

  test('the shape is a note at its place, as MoEngage takes it; a plain call is none', () => {
    const template = `Hi\n{{ ContentApi.Echo({ (${parts('{}')}) }).it }}`;
    expect(emulator().compile(template).findings).toMatchObject([
      {
        code: 'moengage/content-api-shape',
        severity: 'note',
        span: { start: { line: 2, column: 4 } },
      },
    ]);
    expect(emulator().compile('{{ ContentApi.Echo({}).it }}').findings).toEqual([]);
  });

  test('text that looks like a call stays, and what cannot be a call is an error of Jinja', () => {
    const text = `Write ContentApi.Echo({ (${parts('{}')}) })`;
    const outcome = emulator().compile(text).render(recipient({}));
    expect(outcome.sent && outcome.text).toBe(text);
    expect(() => emulator().compile('{{ ContentApi.Echo({ ({"a":1) }) }}')).toThrow(
      'Error in parsing',
    );
  });

  test('two calls in one message', () => {
    const call = `ContentApi.Echo({ (${parts('{}')}) })`;
    const outcome = emulator()
      .compile(`{% set a = ${call} %}{{ a.it }} {{ ${call}.it }}`)
      .render(recipient({}));
    expect(outcome.sent && outcome.text).toBe('nothing nothing');
  });

  test('Content[…] is the answer without parameters', () => {
    const outcome = emulator().compile("{{ Content['Echo'].it }}").render(recipient({}));
    expect(outcome.sent && outcome.text).toBe('nothing');
  });
});

describe('other names of an attribute', () => {
  const of = (template: string, user: object): string => {
    const outcome = emulator().compile(template).render(recipient(user));
    return outcome.sent ? outcome.text : outcome.failures.map(({ name }) => name).join();
  };

  test.each([
    ["{{ UserAttribute['u_fn'] }}", { 'First Name': 'Ada' }, 'Ada'],
    ['{{ UserAttribute.u_fn }}', { 'First Name': 'Ada' }, 'Ada'],
    ["{{ UserAttribute.get('u_fn') }}", { 'First Name': 'Ada' }, 'Ada'],
    ["{{ UserAttribute['First Name'] }}", { u_fn: 'Ada' }, 'Ada'],
    ["{{ UserAttribute['u_fn'] }}", { u_fn: 'Ada', 'First Name': 'Bob' }, 'Ada'],
    ["{{ UserAttribute['u_em'] }}", { Email: 'ada@example.com' }, 'ada@example.com'],
    ["{{ UserAttribute['u_fn'] }}", {}, 'u_fn'],
    ["{{ UserAttribute['u_fn'] }}", { 'First Name': null }, 'u_fn'],
  ])('%s of %j', (template, user, wanted) => {
    expect(of(template, user)).toBe(wanted);
  });
});

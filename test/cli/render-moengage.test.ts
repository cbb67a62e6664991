import { createServer, type Server } from 'node:http';
import { gzipSync } from 'node:zlib';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fetchAnswers, urlOf } from '../../src/cli/content-api.ts';
import { Dict } from '../../src/jinja/index.ts';
import type { ContentApiAnswer } from '../../src/emulator/index.ts';
import { emptyFolder, smartpass, type Answer } from './run-cli.ts';
import { jsonLinesOf } from '../json-lines.ts';

const folder = emptyFolder();

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function render(template: string, user: string, ...more: string[]): Promise<Answer> {
  const argv = ['render', file('t.jinja', template), '--user', file('u.yaml', `user: ${user}\n`)];
  return smartpass([...argv, ...more]);
}

const GREETING =
  "<p>Hi {{UserAttribute['First Name']|default('there')}}, {{UserAttribute['Loyalty Points']}} points</p>";

describe('render --mode moengage', () => {
  test('worlds name the settings that a greeting depends on, and the rewrite', async () => {
    const { code, err } = await render(GREETING, "{First Name: ''}", '--worlds');
    expect(code).toBe(1);
    expect(err).toContain("(profile field 'missing')");
    expect(err).toContain("(profile field 'default')");
    expect(err).toContain("write UserAttribute['First Name']|default('there', true)");
    const { out } = await render(GREETING, "{First Name: ''}", '--worlds', '--json');
    expect(JSON.parse(out)).toMatchObject({
      ok: false,
      worlds: { agree: false, differences: [{ field: 'missing' }, { field: 'default' }, {}] },
    });
  });

  test('worlds that agree are fine', async () => {
    const answer = await render('Hi {{ UserAttribute.A }}', '{A: Ada}', '--worlds');
    expect(answer).toStrictEqual({ code: 0, out: 'Hi Ada', err: '' });
  });

  test('the time is the one that is given', async () => {
    const template = "{{ '%Y-%m-%d'|today('UTC') }}";
    expect((await render(template, '{}', '--now', '2026-01-31T09:00:00Z')).out).toBe('2026-01-31');
    expect(await render(template, '{}', '--now', 'yesterday')).toMatchObject({ code: 2, out: '' });
  });

  test('the preview shows a missing attribute as empty', async () => {
    expect(await render('[{{ UserAttribute.A }}]', '{}', '--preview')).toMatchObject({
      code: 0,
      out: '[]',
    });
  });

  test('fixtures of the account', async () => {
    const more = [
      '--product-sets',
      file('sets.yaml', 'Seen: [{title: Cup}]\n'),
      '--content-api',
      file('api.yaml', 'Weather: {sky: grey}\n'),
      '--content-blocks',
      file('blocks.yaml', 'Footer: Bye\n'),
      '--aux',
      file('dues.csv', 'uid,Amount\nu-1,12\n'),
    ];
    const template =
      "{{ ProductSet.Seen[0].title }} {{ ContentApi.Weather({}).sky }} {{ ContentBlock['Footer'] }} {{ ('u-1'|getAuxData('dues')).Amount }}";
    expect(await render(template, '{}', ...more)).toStrictEqual({
      code: 0,
      out: 'Cup grey Bye 12',
      err: '',
    });
  });

  test.each([
    ['--product-sets', 'a: [1', 'fixture/syntax'],
    ['--product-sets', 'a: 1\na: 2', 'fixture/duplicate-key'],
    ['--content-api', '[1]', 'fixture/wrong-type'],
    ['--content-blocks', 'a: {x: y}', 'fixture/unknown-key'],
    ['--aux', 'a,b\n1\n', 'fixture/uneven-row'],
    ['--profile', 'smartpas: 1', 'profile/'],
  ])('a bad file for %s: %j', async (option, text, code) => {
    const { code: exit, out, err } = await render('x', '{}', option, file('bad', text));
    expect([exit, out]).toStrictEqual([2, '']);
    expect(err).toContain(code);
    expect(err).toMatch(/bad:\d+:\d+/);
  });

  test('an unreachable Content API drops, and says why', async () => {
    const template = '{{ ContentApi.Weather({}).sky }}';
    const { code, out, err } = await render(template, '{}', '--content-api', 'http://127.0.0.1:9');
    expect([code, out]).toStrictEqual([1, '']);
    expect(err).toContain("Content API 'Weather'");
  });
});

describe('render --ndjson --mode moengage', () => {
  test.each([
    [{ env: { jinja: '2.8' } }, '"env" of a case has no meaning in mode moengage'],
    [{ templates: { a: 'x' } }, '"templates" of a case has no meaning in mode moengage'],
    [
      { context: { UserAtribute: {} } },
      `unknown key "UserAtribute" in "context": did you mean 'UserAttribute'?`,
    ],
    [
      { campaign: { triger: 'event' } },
      `unknown key "triger" in "campaign": did you mean 'trigger'?`,
    ],
    [
      { campaign: { weekday: 1 } },
      'unknown key "weekday" in "campaign": expected one of trigger, Campaign ID, Campaign name, Campaign tags, Flow Name, Parent Flow Id, Version Name, Flow Tags, Stage Name, Stage Id',
    ],
  ])('%j is not a case', async (more, message) => {
    const stdin = JSON.stringify({ id: 1, template: 'x', ...more });
    const { out } = await smartpass(['render', '--ndjson'], { stdin });
    expect(JSON.parse(out)).toEqual({ id: 1, error: { type: 'InvalidInput', message, line: 1 } });
  });

  test('channel, campaign, profile and fixtures in a case', async () => {
    const cases = [
      { id: 1, template: '{{ UserAttribute.A }}', context: {} },
      {
        id: 2,
        template: '{{ UserAttribute.A }}',
        context: {},
        channel: 'sms',
        profile: { null: 'blank' },
      },
      {
        id: 3,
        template: '{{ EventAttribute.A }}',
        context: { EventAttribute: { A: 1 } },
        campaign: { trigger: { event: 'E' } },
      },
      {
        id: 4,
        template: '{{ EventAttribute.A }}',
        context: { EventAttribute: { A: 1 } },
        campaign: { trigger: 'one-time' },
      },
      {
        id: 5,
        template: "{{ CampaignAttribute['Campaign name'] }}",
        context: {},
        campaign: { 'Campaign name': 'C' },
      },
      {
        id: 6,
        template: '{{ ContentApi.W({"c": 1}).x }}',
        context: { ContentApi: { W: [{ params: { c: 1 }, answer: { x: 'one' } }] } },
      },
      {
        id: 7,
        template: '{{ ContentApi.W({"c": 1}).x }}',
        context: { ContentApi: { W: { x: 'any' } } },
      },
      {
        id: 8,
        template: "{{ ('k'|getAuxData('f')).v }}",
        context: { getAuxData: { f: { k: { v: 'row' } } } },
      },
      { id: 9, template: '{{ ContentBlock.F }}', context: { ContentBlock: { F: 'block' } } },
      { id: 10, template: "{{ '%Y'|today('UTC') }}", context: {} },
      { id: 11, template: 'x', context: {}, campaign: { trigger: 'never' } },
    ];
    const { out } = await smartpass(
      ['render', '--ndjson', '--mode', 'moengage', '--now', '2031-05-05'],
      { stdin: cases.map((one) => JSON.stringify(one)).join('\n') },
    );
    const answers = jsonLinesOf(out) as readonly { output?: string; error?: { type: string } }[];
    expect(answers.map(({ output, error }) => output ?? error?.type)).toStrictEqual([
      'NotSent',
      '',
      '1',
      'NotSent',
      'C',
      'one',
      'any',
      'row',
      'block',
      '2031',
      'InvalidInput',
    ]);
    expect(answers[0]?.error).toMatchObject({
      failures: [
        {
          category: 'User Attribute',
          name: 'A',
          message: 'No matching value/attribute found for the user',
        },
      ],
    });
  });
});

describe('a live Content API', () => {
  const asked: string[] = [];
  let server: Server;
  let base = '';

  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
      const times = asked.filter((url) => url === request.url).length;
      if (pathname === '/api/Slow') return;
      if (pathname === '/api/Flaky' && times < 3) response.statusCode = 503;
      if (pathname === '/api/Gone') response.statusCode = 404;
      if (pathname === '/api/Moved') {
        const to = searchParams.get('to') ?? 'Here';
        response.writeHead(302, { location: to }).end();
        return;
      }
      if (pathname === '/api/Huge') {
        const packed = gzipSync(Buffer.alloc(6_000_000, 0x20));
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed);
        return;
      }
      response.end(
        pathname === '/api/Text' ? 'no json' : JSON.stringify({ next: searchParams.get('a') }),
      );
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const address = server.address();
    base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/api/`;
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  async function ask(name: string, wait = 5000): Promise<ContentApiAnswer> {
    const call = { name, params: new Dict() };
    const resolver = await fetchAnswers(base, (known) => void known(call), { wait });
    return resolver(call);
  }

  test('an answer, also of a call that another answer leads to', async () => {
    const template =
      '{% set one = ContentApi.One({"a": "x"}) %}{{ ContentApi.Two({"a": one.next ~ "y"}).next }}';
    expect(await render(template, '{}', '--content-api', base)).toStrictEqual({
      code: 0,
      out: 'xy',
      err: '',
    });
  });

  test('three tries, each with its time', async () => {
    expect(await ask('Flaky')).toMatchObject({ answer: expect.any(Dict) as Dict });
    expect(await ask('Slow', 100)).toStrictEqual({ failure: 'timeout' });
    expect(asked.filter((url) => url === '/api/Slow')).toHaveLength(3);
    expect(await ask('Gone')).toStrictEqual({ failure: 'http-error', detail: 'status 404' });
    expect(asked.filter((url) => url === '/api/Gone')).toHaveLength(1);
    expect(await ask('Text')).toStrictEqual({ failure: 'not-json' });
  });

  test('a chain of calls is followed to its end, and one without an end is given up', async () => {
    const chain = (length: string): string =>
      `{% set ns = namespace(at='') %}{% for i in range(${length}) %}{% set ns.at = ContentApi.One({"a": ns.at ~ i}).next[-6:] %}{% endfor %}{{ ns.at }}`;
    const { code, out } = await render(chain('15'), '{}', '--content-api', base);
    expect([code, out]).toEqual([0, '121314']);
    let asked = 0;
    const endless = fetchAnswers(
      base,
      (known) => {
        for (let a = 0; a <= asked; a += 1) known({ name: 'One', params: Dict.of([['a', a]]) });
        asked += 100;
      },
      { fetch: () => Promise.resolve(new Response('{}')) },
    );
    await expect(endless).rejects.toThrow('more than 1000 different calls');
  });

  test('redirects stay on the server, and long answers are not read to their end', async () => {
    const call = (to: string): Promise<ContentApiAnswer> => {
      const wanted = { name: 'Moved', params: Dict.of([['to', to]]) };
      return fetchAnswers(base, (known) => void known(wanted)).then((known) => known(wanted));
    };
    expect(await call('One?a=x')).toMatchObject({ answer: expect.any(Dict) as Dict });
    expect(await call('http://127.0.0.1:1/')).toEqual({
      failure: 'http-error',
      detail: 'a redirect to another server, which is not followed',
    });
    const ring = {
      fetch: () =>
        Promise.resolve(new Response('', { status: 302, headers: { location: 'Ring' } })),
    };
    const wanted = { name: 'Ring', params: new Dict() };
    const resolver = await fetchAnswers(base, (known) => void known(wanted), ring);
    expect(resolver(wanted)).toEqual({ failure: 'http-error', detail: 'more than 5 redirects' });
    expect(await ask('Huge')).toEqual({
      failure: 'http-error',
      detail: 'an answer of more than 5 MB',
    });
  });

  test.each([
    'http://127.0.0.1:8080/?key=Canary1',
    'http://127.0.0.1:99999',
    'https://u@x.example',
    'https://:Canary1@x.example',
    'http://u:Canary1@x.example:99999',
    'http://x.example/#a',
  ])('%s is not where Content APIs are', async (address) => {
    const answer = await render('x', '{}', '--content-api', address);
    expect(answer).toMatchObject({ code: 2, out: '' });
    expect(answer.err).toContain('[cli/content-api]');
    expect(answer.err).not.toContain('Canary1');
  });

  test.each(['..', '.', '\ud800'])(
    'a name that cannot be part of an address is not asked: %j',
    async (name) => {
      expect(await ask(name)).toMatchObject({ failure: 'not-asked' });
    },
  );

  test('names and parameters are escaped', () => {
    const params = Dict.of([['a b', 'x&y']]);
    expect(urlOf('https://x.example/v1/', { name: 'A/B', params })).toBe(
      'https://x.example/v1/A%2FB?a+b=x%26y',
    );
  });
});

test('a marker that is left as a comment is told, with what renders it', async () => {
  const { code, out, err } = await render('{# smartpass: fieldmap.yaml #}\nHi', '{}');
  expect([code, out]).toEqual([0, '\nHi']);
  expect(err).toMatch(
    /t\.jinja:1:1: warning: .*without the snippet of fieldmap\.yaml[^]*preview CAMPAIGN/,
  );
});

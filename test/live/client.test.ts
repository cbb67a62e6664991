import { describe, expect, test } from 'vitest';
import { FindingsError, type Finding } from '../../src/diagnostics/index.ts';
import type { StandInAnswer } from '../../src/live/index.ts';
import { accountOf, KEY, WORKSPACE, type Between, type TestAccount } from './accounts.ts';
import { ERRORS } from './errors.ts';
import { wrongAnswer } from './contract.ts';

const BODY = JSON.stringify({
  request_id: 'r',
  personalization_content: { payload: { message: 'Hi' } },
  personalization_details: { channel: 'SMS' },
});
const echo = (text: string): { text: string } => ({ text });

function account(between?: Between): TestAccount {
  return accountOf({ render: echo }, between && { between });
}

async function findingsOf(asked: Promise<unknown>): Promise<readonly Finding[]> {
  return asked.then(
    () => [],
    (error: unknown) => {
      if (error instanceof FindingsError) return error.findings;
      throw error;
    },
  );
}

const busy = (headers: Record<string, string> = {}): StandInAnswer => ({
  status: 429,
  headers,
  body: ERRORS.preview.find(({ status }) => status === 429)?.body,
});

test('a request carries Basic auth and the workspace, and its answer is the JSON object', async () => {
  const { client, sent, wrong } = account();
  const answer = await client.ask('preview', BODY);
  expect(answer).toEqual({ personalized_content: { payload: { message: 'Hi' } } });
  expect(sent[0]?.headers).toEqual({
    authorization: `Basic ${Buffer.from(`${WORKSPACE}:${KEY}`).toString('base64')}`,
    'content-type': 'application/json',
    'moe-appkey': WORKSPACE,
  });
  expect(wrong).toEqual([]);
});

describe('errors as the contract documents them', () => {
  test.each(Object.entries(ERRORS).flatMap(([name, all]) => all.map((one) => ({ name, ...one }))))(
    '$name $status: $says',
    async ({ name, status, body, code, says }) => {
      const endpoint = name as keyof typeof ERRORS;
      expect(wrongAnswer(endpoint, status, body)).toEqual([]);
      const { client } = account(() => ({ status, body }));
      const request = {
        preview: BODY,
        templates: '{"page":1,"entries":15}',
        blocks: '{"filters":{}}',
        blocksById: '{"ids":[]}',
      };
      const [finding] = await findingsOf(client.ask(endpoint, request[endpoint]));
      expect(finding?.code).toBe(code);
      expect(finding?.message).toContain(says);
      expect(finding?.message).toContain(`status ${status}`);
      expect(finding?.hint).toBeTruthy();
    },
  );

  test.each([
    [403, 'live/unauthorized'],
    [404, 'live/not-found'],
    [413, 'live/too-large'],
    [302, 'live/redirected'],
    [503, 'live/server-error'],
    [422, 'live/bad-request'],
  ])('a page that is no JSON with status %i is %s', async (status, code) => {
    const { client } = account(() => ({ status, body: '<html>secret gateway</html>' }));
    const [finding] = await findingsOf(client.ask('preview', BODY));
    expect(finding).toMatchObject({ code });
    expect(finding?.message).not.toContain('html');
  });

  test.each(['', '[]', '"text"', 'null', '<html>'])(
    'status 200 with the body %j is not an answer',
    async (body) => {
      const { client } = account(() => ({ status: 200, body }));
      expect(await findingsOf(client.ask('preview', BODY))).toMatchObject([
        { code: 'live/bad-answer' },
      ]);
    },
  );
});

describe('waiting', () => {
  test.each([
    ['retry-after', '3'],
    ['x-ratelimit-reset', '3'],
    ['x-ratelimit-reset', String(1_760_000_003)],
    ['x-ratelimit-reset', String(1_760_000_003_000)],
    ['retry-after', new Date(1_760_000_003_000).toUTCString()],
  ])(
    'after a 429 with %s: %s no request goes out for 3 seconds, whoever asks',
    async (name, value) => {
      const { client, sent } = account((_sent, count) =>
        count === 1 ? busy({ [name]: value }) : undefined,
      );
      const first = client.ask('preview', BODY);
      await Promise.resolve();
      await Promise.all([
        first,
        client.ask('preview', BODY),
        client.ask('templates', '{"page":1,"entries":1}'),
      ]);
      const start = sent[0]?.at ?? 0;
      const during = sent.filter(({ at }) => at > start && at < start + 3000);
      expect(during).toEqual([]);
      expect(sent.filter(({ at }) => at === start + 3000).length).toBeGreaterThan(0);
    },
  );

  test.each([429, 500, 502, 503])(
    'status %i is tried five times, with longer and longer waits',
    async (status) => {
      const { client, clock, sent } = account(() => ({ status, body: {} }));
      const findings = await findingsOf(client.ask('preview', BODY));
      expect(findings).toHaveLength(1);
      expect(sent).toHaveLength(5);
      expect(clock.slept).toEqual([2000, 4000, 8000, 16_000]);
    },
  );

  test.each(['0', '-1', 'soon', '', '1000000000'])(
    'a pause that is over or cannot be read, %j, is the usual one',
    async (value) => {
      const { client, clock } = account((_sent, count) =>
        count === 1 ? busy({ 'retry-after': value }) : undefined,
      );
      await client.ask('preview', BODY);
      expect(clock.slept).toEqual([2000]);
    },
  );

  test('a lost connection is tried again', async () => {
    const lost = Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNRESET' } });
    const { client, sent } = account((_sent, count) => (count < 3 ? lost : undefined));
    await client.ask('preview', BODY);
    expect(sent).toHaveLength(3);
  });

  test('a server that never answers is named by its host', async () => {
    const lost = Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } });
    const { client, sent } = account(() => lost);
    expect(await findingsOf(client.ask('preview', BODY))).toMatchObject([
      { code: 'live/unreachable', message: '127.0.0.1:1 does not answer: ECONNREFUSED' },
    ]);
    expect(sent).toHaveLength(1);
  });

  test.each([400, 401, 403, 404, 413])('status %i is not tried again', async (status) => {
    const { client, sent } = account(() => ({ status, body: {} }));
    await findingsOf(client.ask('preview', BODY));
    expect(sent).toHaveLength(1);
  });

  test('a pause of an hour is not waited for', async () => {
    const { client, clock } = account(() => busy({ 'retry-after': '3600' }));
    expect(await findingsOf(client.ask('preview', BODY))).toMatchObject([
      { code: 'live/rate-limited' },
    ]);
    expect(clock.slept).toEqual([]);
  });

  test('templates are searched no more than 100 times a minute', async () => {
    const { client, sent, wrong } = account();
    for (let count = 0; count < 250; count += 1)
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await client.ask('templates', '{"page":1,"entries":15}');
    const start = sent[0]?.at ?? 0;
    expect(sent.map(({ at }) => at - start)).toEqual(
      Array.from({ length: 250 }, (_, count) => 60_000 * Math.floor(count / 100)),
    );
    expect(wrong).toEqual([]);
  });
});

describe('the stand-in account', () => {
  test.each([
    ['another key', { authorization: `Basic ${btoa(`${WORKSPACE}:other`)}` }],
    ['another workspace', { 'moe-appkey': 'OTHER' }],
    ['no key', { authorization: '' }],
    ['no Basic auth', { authorization: `Bearer ${KEY}` }],
  ])('%s is refused as the contract says', async (_what, headers) => {
    const { StandIn } = await import('../../src/live/index.ts');
    const standIn = new StandIn({ workspaceId: WORKSPACE, key: KEY, now: () => 0, render: echo });
    const good = { authorization: `Basic ${btoa(`${WORKSPACE}:${KEY}`)}`, 'moe-appkey': WORKSPACE };
    const { ENDPOINTS } = await import('../../src/live/index.ts');
    for (const [name, { path }] of Object.entries(ENDPOINTS)) {
      const ask = (given: object): Promise<StandInAnswer> =>
        standIn.answer({
          method: 'POST',
          path,
          headers: new Map(Object.entries(given)),
          body: '{}',
        });
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const answer = await ask({ ...good, ...headers });
      expect(answer.status).toBe(401);
      expect(wrongAnswer(name as 'preview', 401, answer.body)).toEqual([]);
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect((await ask(good)).status).not.toBe(401);
    }
  });

  test('more requests than the limit get a 429 that says how long to wait', async () => {
    const { StandIn, ENDPOINTS } = await import('../../src/live/index.ts');
    let now = 0;
    const standIn = new StandIn({ workspaceId: WORKSPACE, now: () => now, render: echo });
    const headers = new Map([
      ['authorization', `Basic ${btoa(`${WORKSPACE}:any`)}`],
      ['moe-appkey', WORKSPACE],
    ]);
    const ask = (): Promise<StandInAnswer> =>
      standIn.answer({
        method: 'POST',
        path: ENDPOINTS.templates.path,
        headers,
        body: '{"page":1,"entries":1}',
      });
    for (let count = 0; count < 100; count += 1) await ask();
    now = 10_000;
    expect(await ask()).toMatchObject({ status: 429, headers: { 'retry-after': '50' } });
    now = 60_000;
    expect((await ask()).status).toBe(200);
  });
});

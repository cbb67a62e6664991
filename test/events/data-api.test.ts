import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileSchema } from '../../src/documents/index.ts';
import {
  AUTHENTICATION_PATH,
  CREATE_EVENT_REQUEST,
  dataApiStandIn,
  eventPath,
  isBlockedCustomerId,
  REFUSALS,
  type CreateEventRequest,
  type DataApiOptions,
  type RefusalName,
} from '../../src/events/index.ts';

const WORKSPACE = 'WORKSPACE1';
const KEY = 'data:api-key';
const NOON = Date.parse('2026-03-01T12:00:00Z');
const EVENT = { type: 'event', customer_id: 'u-1', actions: [{ action: 'Pass installed' }] };

type Sent = {
  readonly body?: unknown;
  readonly text?: string;
  readonly repeat?: number;
  readonly key?: string;
  readonly workspace?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly fault?: RefusalName;
};
type Case = {
  readonly name: string;
  readonly status: number;
  readonly error: object;
  readonly request: Sent;
};

function send(sent: Sent, options: Partial<DataApiOptions> = {}): ReturnType<typeof answerOf> {
  return answerOf(
    dataApiStandIn({ workspaceId: WORKSPACE, key: KEY, now: () => NOON, ...options }),
    sent,
  );
}

function answerOf(
  api: ReturnType<typeof dataApiStandIn>,
  { body = EVENT, text, repeat, key = KEY, workspace = WORKSPACE, path, headers = {} }: Sent,
): ReturnType<typeof api> {
  const given: Readonly<Record<string, string>> = {
    'content-type': 'application/json; charset=utf-8',
    authorization: `Basic ${btoa(`${workspace}:${key}`)}`,
    'moe-appkey': workspace,
    ...headers,
  };
  const written = text ?? JSON.stringify(body);
  return api({
    method: 'POST',
    path: path ?? eventPath(WORKSPACE),
    headers: { get: (name) => (given[name] === '' ? undefined : given[name]) },
    body: repeat === undefined ? written : written.replace('…', '…'.repeat(repeat)),
  });
}

describe('the documented errors of /event', () => {
  const cases = JSON.parse(
    readFileSync('fixtures/events/data-api-errors.json', 'utf8'),
  ) as readonly Case[];

  test.each(cases)('$name: $status', ({ status, error, request }) => {
    const { fault } = request;
    const answer = send(request, {
      perMinute: 3,
      ...(fault !== undefined && { fault: () => fault }),
    });
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({
      status: 'fail',
      error: { ...error, request_id: expect.stringMatching(/^\w{8,}$/) },
    });
  });

  test('every refusal that there is has a case', () => {
    const told = new Set(
      cases.map(({ status, error }) => JSON.stringify({ status, ...sorted(error) })),
    );
    const untold = Object.entries(REFUSALS).filter(
      ([, { status, ...error }]) => !told.has(JSON.stringify({ status, ...sorted(error) })),
    );
    expect(untold.map(([name]) => name)).toEqual([]);
  });
});

describe('/event', () => {
  test('accepts the forms of the examples, and tells of them', () => {
    const accepted: CreateEventRequest[] = [];
    const forms = [
      {
        platform: 'Android',
        app_version: '1.2.3',
        user_time: '1708939453396',
        current_time: '1708939453396',
      },
      { platform: 'iOS', current_time: 1_433_837_969, user_timezone_offset: 19_800 },
      {
        platform: 'TV',
        moe_os_type: 'Xbox',
        user_time: '1710740192',
        current_time: '2019-05-21T03:47:35Z',
      },
      { attributes: { price: 3999, tags: ['abc', 'xyz'], moe_os_type: 'Xbox' } },
    ];
    for (const form of forms) {
      const body = { ...EVENT, actions: [{ action: 'product_selected', ...form }] };
      const answer = send({ body }, { onAccepted: (request) => accepted.push(request) });
      expect(answer.body).toEqual({
        status: 'success',
        message: 'Your request has been accepted and will be processed soon.',
        request_id: 'standin1',
      });
    }
    expect(accepted.map(({ actions }) => actions[0])).toEqual(
      forms.map((form) => ({ action: 'product_selected', ...form })),
    );
  });

  test('takes identifiers in place of a customer id only where identities are resolved', () => {
    const body = { type: 'event', user_identifiers: { moe_mobile: '+49' }, actions: EVENT.actions };
    expect(send({ body }).status).toBe(400);
    expect(send({ body }, { identityResolution: true }).status).toBe(200);
    const bad = { ...body, actions: [] };
    expect(send({ body: bad }, { identityResolution: true }).body).toMatchObject({
      error: { attribute: 'actions' },
    });
  });

  test('counts events, not requests, and starts again with each minute', () => {
    let now = NOON;
    const api = dataApiStandIn({ workspaceId: WORKSPACE, now: () => now, perMinute: 3 });
    const two = { ...EVENT, actions: [...EVENT.actions, ...EVENT.actions] };
    expect(answerOf(api, { body: two }).headers).toMatchObject({
      'x-ratelimit-limit': '3',
      'x-ratelimit-remaining': '1',
    });
    now += 57_000;
    expect(answerOf(api, { body: two })).toMatchObject({
      status: 429,
      headers: { 'x-ratelimit-remaining': '1', 'x-ratelimit-reset': '3' },
    });
    now += 3000;
    expect(answerOf(api, { body: two }).status).toBe(200);
  });

  test('refuses names that begin with moe_, of events and of attributes', () => {
    for (const action of [
      { action: 'moe_installed' },
      { action: 'Pass installed', attributes: { moe_kind: 1 } },
    ])
      expect(send({ body: { ...EVENT, actions: [action] } }).status).toBe(400);
  });

  test('answers nothing at other addresses and to other methods', () => {
    expect(send({ path: '/v1/transition/WORKSPACE1' }).status).toBe(404);
    const api = dataApiStandIn({ workspaceId: WORKSPACE, now: () => NOON });
    const get = {
      method: 'GET',
      path: eventPath(WORKSPACE),
      headers: { get: () => undefined },
      body: '',
    };
    expect(api(get).status).toBe(405);
  });

  test('accepts of random bodies only what fits the contract, and never throws', () => {
    const fits = compileSchema(CREATE_EVENT_REQUEST);
    const api = dataApiStandIn({ workspaceId: WORKSPACE, key: KEY, now: () => NOON });
    const action = fc.record(
      {
        action: fc.oneof(fc.string(), fc.constant('moe_x'), fc.integer()),
        attributes: fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue()),
        platform: fc.constantFrom('iOS', 'ANDROID', 'ios', 1),
        current_time: fc.oneof(fc.integer(), fc.string(), fc.constant('2026-02-30')),
        user_timezone_offset: fc.oneof(fc.integer(), fc.integer({ min: -60_000, max: 60_000 })),
      },
      { requiredKeys: [] },
    );
    const body = fc.oneof(
      fc.jsonValue(),
      fc.record(
        {
          type: fc.constantFrom('event', 'event', 'event', 'customer'),
          customer_id: fc.oneof(fc.string(), fc.constantFrom('u-1', 'null', 'none', 7, null)),
          actions: fc.oneof(
            fc.array(action, { maxLength: 2 }),
            fc.array(fc.jsonValue()),
            fc.jsonValue(),
          ),
        },
        { requiredKeys: ['type'] },
      ),
    );
    fc.assert(
      fc.property(body, (value) => {
        const { status } = answerOf(api, { body: value });
        if (status === 200) expect(fits(value)).toBe(true);
        else expect(status).toBe(400);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the test of credentials', () => {
  const body = { app_id: WORKSPACE, app_secret: KEY, source: 'test', region: '01' };
  const path = AUTHENTICATION_PATH;

  test('answers with the name of the workspace, or that the key is another', () => {
    expect(send({ path, body })).toEqual({
      status: 200,
      body: { status: 'success', app_name: WORKSPACE },
    });
    for (const wrong of [{ app_secret: 'x' }, { app_secret: '' }, { app_id: 'OTHER' }])
      expect(send({ path, body: { ...body, ...wrong } }).status).toBe(401);
    expect(send({ path, body, headers: { 'moe-appkey': '' } }).status).toBe(401);
    expect(send({ path, body: { ...body, region: undefined } }).body).toMatchObject({
      error: { attribute: 'region' },
    });
  });
});

test('customer ids of the list are refused in any case and with space around them', () => {
  const refused = ['', 'x', 'NULL', ' guest ', 'N/A', '(empty)', '-1'];
  const taken = ['u-1', '10', 'guest-7', 'no one'];
  expect([...refused, ...taken].filter(isBlockedCustomerId)).toEqual(refused);
});

function sorted(error: object): object {
  return Object.fromEntries(Object.entries(error).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

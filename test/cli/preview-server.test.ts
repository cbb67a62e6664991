import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startPreviewServer, type PreviewServer } from '../../src/cli/preview-server.ts';

let server: PreviewServer;

beforeEach(async () => {
  server = await startPreviewServer({ page: () => '<p>page', state: () => '{}', version: () => 7 });
});

afterEach(() => server.close());

describe('a request', () => {
  test.each([
    ['', 'text/html; charset=utf-8', '<p>page'],
    ['state', 'application/json; charset=utf-8', '{}'],
  ])('for /%s gets its answer, by HEAD its headers alone', async (path, type, body) => {
    const got = await fetch(server.url + path);
    expect([got.status, got.headers.get('content-type'), await got.text()]).toEqual([
      200,
      type,
      body,
    ]);
    const head = await fetch(server.url + path, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-type'), await head.text()]).toEqual([
      200,
      type,
      '',
    ]);
  });

  test('for /events is told of the state, and goes on', async () => {
    const { status, body } = await fetch(`${server.url}events`);
    expect(status).toBe(200);
    const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    while (!text.includes('data: 7')) text += (await reader?.read())?.value ?? '';
    expect(text).toBe('retry: 1000\n\nevent: state\ndata: 7\n\n');
    await reader?.cancel();
  });

  test('for /events by HEAD ends', { timeout: 5000 }, async () => {
    const head = await fetch(`${server.url}events`, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-type'), await head.text()]).toEqual([
      200,
      'text/event-stream',
      '',
    ]);
  });

  test.each([
    ['POST', '', 405],
    ['GET', 'other', 404],
  ])('%s /%s is refused', async (method, path, status) => {
    expect((await fetch(server.url + path, { method })).status).toBe(status);
  });

  test('without the token, or of another site, is refused', async () => {
    const { origin } = new URL(server.url);
    expect((await fetch(`${origin}/events`, { method: 'HEAD' })).status).toBe(403);
    const headers = { 'sec-fetch-site': 'cross-site' };
    expect((await fetch(server.url, { headers })).status).toBe(403);
  });
});

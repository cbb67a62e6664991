import { expect, test } from 'vitest';
import { harness, NO_HEADERS } from './harness.ts';

const deep = (open: string, close: string): string =>
  `{"event":"installed","pass":{"id":"p","metadata":${open.repeat(50_000)}1${close.repeat(50_000)}}}`;

test.each([
  ['nothing', '', 400],
  ['a list', '[]', 400],
  ['a text', '"installed"', 400],
  ['no JSON', '{"event":', 400],
  ['packed bytes', '\u001F\uFFFD\u0008\u0000', 400],
  ['an event that is a list', '{"event":["installed"],"pass":{"id":"p"}}', 400],
  ['an event by the name of a method', '{"event":"constructor","pass":{"id":"p"}}', 400],
  ['an id that is an object', '{"event":"installed","pass":{"id":{}}}', 400],
  ['an empty id', '{"event":"installed","pass":{"id":""}}', 400],
  ['a pass that is a text', '{"event":"installed","pass":"p"}', 400],
  ['lists too deep for any reader', deep('[', ']'), 400],
  ['objects too deep for any reader', deep('{"a":', '}'), 400],
  ['parts of wrong types', '{"event":2,"pass":{"id":7,"metadata":[1],"recordData":"x"}}', 200],
  ['a key given twice', '{"event":"installed","pass":{"id":"p","id":"q"}}', 200],
  [
    'keys of prototypes',
    '{"event":2,"__proto__":{"x":1},"pass":{"id":"p","metadata":{"__proto__":{"y":1},"constructor":1}}}',
    200,
  ],
])('a webhook of %s is answered, and changes nothing else', async (_what, body, expected) => {
  const h = harness();
  const asked = { method: 'PUT', path: '/', headers: NO_HEADERS, body };
  expect((await h.relay.receive(asked)).status).toBe(expected);
  await h.drain();
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(h.relay.problem).toBeUndefined();
});

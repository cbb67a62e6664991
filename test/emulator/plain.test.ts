import { expect, test } from 'vitest';
import { createEmulator, float } from '../../src/api/index.ts';
import { Dict } from '../../src/jinja/index.ts';

const text = (template: string, recipient: unknown): unknown => {
  const outcome = createEmulator({ channel: 'sms' })
    .compile(template)
    .render(recipient as { readonly user: Dict });
  return outcome.sent ? outcome.text : outcome.failures.map(({ message }) => message);
};

test.each<[string, unknown, string]>([
  ['texts', { user: { 'First Name': 'Ada' } }, 'Ada'],
  ['a whole number', { user: { 'First Name': 1 } }, '1'],
  ['a float', { user: { 'First Name': float(1) } }, '1.0'],
  ['another number', { user: { 'First Name': 1.5 } }, '1.5'],
  ['a large number', { user: { 'First Name': 12345678901234567890n } }, '12345678901234567890'],
  ['a list', { user: { 'First Name': ['a', { b: 1 }] } }, "['a', {'b': 1}]"],
  ['Python’s values', { user: Dict.of([['First Name', 'Ada']]) }, 'Ada'],
  [
    'an object without a prototype',
    { user: Object.assign(Object.create(null), { 'First Name': 'Ada' }) },
    'Ada',
  ],
])('a recipient is plain data: %s', (_name, recipient, expected) => {
  expect(text("{{ UserAttribute['First Name'] }}", recipient)).toBe(expected);
});

test('so is the event, and dicts may be among them', () => {
  const recipient = { user: Dict.of([['Name', 'Ada']]), event: { Tier: 'gold', Points: float(2) } };
  const template = '{{ UserAttribute.Name }} {{ EventAttribute.Tier }} {{ EventAttribute.Points }}';
  expect(text(template, recipient)).toBe('Ada gold 2.0');
});

test.each<[unknown, string]>([
  ['Ada', "a recipient is string, expected an object such as { user: { 'First Name': 'Ada' } }"],
  [
    undefined,
    "a recipient is undefined, expected an object such as { user: { 'First Name': 'Ada' } }",
  ],
  [{}, "a recipient needs the user's attributes: { user: {} } has none"],
  [{ user: 'Ada' }, 'user is string, expected an object of attributes'],
  [{ user: [] }, 'user is an array, expected an object of attributes'],
  [{ user: {}, evnt: {} }, "did you mean 'event'?"],
  [{ 'First Name': 'Ada' }, "the user's attributes are below user"],
  [{ user: { At: new Date(0) } }, "user['At']: A Date cannot be a template value"],
  [{ user: { F: () => 1 } }, "user['F']: A function cannot be a template value"],
])('a recipient that is none is a TypeError: %j', (recipient, message) => {
  expect(() => text('Hi', recipient)).toThrow(TypeError);
  expect(() => text('Hi', recipient)).toThrow(message);
});

test.each<[unknown, string]>([
  ['email', 'the settings of an emulator is string, expected an object'],
  [null, 'the settings of an emulator is null, expected an object'],
  [{ channel: 'emial' }, "there is no channel 'emial': did you mean 'email'?"],
  [{ trigger: 'never' }, "there is no trigger 'never': expected "],
  [{ clock: 5 }, 'clock is number, expected a function that gives milliseconds'],
  [{ crypto: {} }, 'crypto is object, expected an object with hmacSha256 and sha256'],
  [{ profile: '2.8' }, "profile is string, expected an object such as { jinja: '3.1' }"],
  [{ profile: { jnja: '2.8' } }, "did you mean 'jinja'?"],
  [{ profile: { jinja: '2.9' } }, "there is no value of the profile's jinja '2.9': expected 3.1"],
])('settings that are none are a TypeError: %j', (settings, message) => {
  const make = (): unknown => createEmulator(settings as object);
  expect(make).toThrow(TypeError);
  expect(make).toThrow(message);
});

test('every setting has a default, and the profile may be what is known of it', () => {
  const { profile } = createEmulator();
  expect([profile.jinja, createEmulator({ profile: { jinja: '2.8' } }).profile.jinja]).toEqual([
    '3.1',
    '2.8',
  ]);
  expect(() => createEmulator().compile(5 as unknown as string)).toThrow(
    new TypeError('compile takes the text of a template'),
  );
});

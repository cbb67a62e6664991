import { expect, test } from 'vitest';
import { compileFieldMap, FindingsError, float } from '../../src/api/index.ts';

const MAP = `smartpass: 1
project: { url: https://pub1.pskt.io/c/a4hrop }
fields:
  person.externalId: { user: MoEngage_ID, missing: { drop: No MoEngage ID } }
`;

test('compileFieldMap gives the snippet, for email unless a channel is named', () => {
  const email = compileFieldMap(MAP);
  expect(email.snippet).toContain("{% MOE_NOT_SEND('No MoEngage ID') %}");
  expect(email.snippet).toContain('{% set longURL =');
  expect(email.map.fields.map(({ name }) => name)).toEqual(['person.externalId']);
  expect(email.buttons).toBeDefined();
  expect(compileFieldMap(MAP, { channel: 'sms' }).snippet).not.toContain('\n');
  expect(compileFieldMap(MAP, { secret: 'aFakeSecretForTests012' }).snippet).toContain(
    'aFakeSecretForTests012',
  );
});

test('what is wrong with a map is thrown at once, each with its place', () => {
  const wrong = MAP.replace('externalId', 'externlId').replace('drop', 'drp');
  const thrown = (): unknown => compileFieldMap(wrong, { file: 'card.yaml' });
  expect(thrown).toThrow(FindingsError);
  try {
    thrown();
  } catch (error) {
    const { findings } = error as FindingsError;
    expect(findings.map(({ code, file }) => `${file} ${code}`)).toEqual([
      'card.yaml map/unknown-field',
      'card.yaml map/bad-policy',
    ]);
  }
});

test.each([
  [() => compileFieldMap(5 as never), 'compileFieldMap takes the text of a field map'],
  [
    () => compileFieldMap(MAP, { channel: 'emial' as never }),
    "there is no channel 'emial': did you mean 'email'?",
  ],
  [() => float('1' as never), 'float takes a number, not a string'],
])('wrong arguments are a TypeError', (call, message) => {
  expect(call).toThrow(new TypeError(message));
});

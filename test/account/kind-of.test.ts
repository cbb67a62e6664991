import { describe, expect, test } from 'vitest';
import { kindOf, patternsOfKind } from '../../src/account/index.ts';

const MAP = 'smartpass: 1\nproject: { url: x }\nfields: {}\n';
const CAMPAIGN = 'campaign: x\nchannel: email\ntemplate: t.html\n';

describe('by its keys', () => {
  test.each([
    [MAP, 'map'],
    ['fields:\n  person.forename: { value: x }\n', 'map'],
    [CAMPAIGN, 'campaign'],
    ['channel: email\ntemplate: t.html\n', 'campaign'],
    ['channel: push\nmessage: { title: x }\n', 'campaign'],
    ['profile: { jinja: 2.8 }\n', 'config'],
    ['workspace: { id: x }\nlint: {}\n', 'config'],
    ['user: { A: 1 }\n', 'user'],
    ['event: { A: 1 }\nuser: {}\n', 'user'],
    ['{ "dependencies": {}, "scripts": {} }', 'package'],
    ['{ "smartpass": 1, "fields": {} }', 'map'],
    ['{\n  "campaign": "x",\n  "channel": "sms"\n}', 'campaign'],
    ['\uFEFF# a comment\nsmartpass: 1\n', 'map'],
    ['"smartpass": 1\n', 'map'],
  ])('%j is a file of kind %s', (text, kind) => {
    expect(kindOf(text, 'some.yaml')).toBe(kind);
    expect(kindOf(text.replaceAll('\n', '\r\n'), 'some.json')).toBe(kind);
  });

  test.each([
    '',
    '# only a comment\n',
    'text',
    '- campaign: x\n',
    '1',
    'null',
    'template: x\n',
    'project: x\n',
    'channel: x\n',
    'lint: { stage: test }\n',
    'fields: 3\n',
    'campaign: { Campaign ID: x }\n',
    'a:\n  smartpass: 1\n',
    'note: |\n  smartpass: 1\n',
    'Rewards: [{ title: x }]\n',
    'services: { web: {} }\nscripts: {}\n',
  ])('%j may be anything', (text) => {
    expect(kindOf(text, 'some.yaml')).toBeUndefined();
  });

  test('of two kinds the one with more of its keys, else a field map before a campaign', () => {
    expect(kindOf(`${CAMPAIGN}fields: {}\n`, 'x.yaml')).toBe('campaign');
    expect(kindOf(`${MAP}campaign: x\n`, 'x.yaml')).toBe('map');
    expect(kindOf('campaign: x\nsmartpass: 1\n', 'x.yaml')).toBe('map');
    expect(kindOf(`${CAMPAIGN}user: {}\n`, 'x.yaml')).toBe('campaign');
  });
});

describe('a broken file', () => {
  test.each([
    ['smartpass: 1\nproject: { url: x\nfields:\n', 'map'],
    ['smartpass: 1\n\tfields: x\n', 'map'],
    ['campaign: x\nchannel: "email\n', 'campaign'],
    ['profile:\n  jinja: "3.1\n', 'config'],
    ['user:\n  A: [1\n', 'user'],
    ['campaign: { Campaign ID: x }\nuser: { A: [1 }\n', 'user'],
    ['{ "smartpass": 1, "fields": { ', 'map'],
    ['{\n  "campaign": "x",\n  "channel": "sms",\n  "users": [\n', 'campaign'],
    ['{\n  "a": {\n    "smartpass": 1,\n    "fields": {\n', undefined],
    ['a:\n  smartpass: 1\n  b: [\n', undefined],
    ['x: [\n', undefined],
  ])('%j is told by the keys that begin its lines', (text, kind) => {
    expect(kindOf(text, 'some.yaml')).toBe(kind);
  });
});

describe('by its name', () => {
  test.each([
    ['a/smartpass.config.yaml', 'config'],
    ['fieldmap.yaml', 'map'],
    ['a/card.fieldmap.json', 'map'],
    ['campaign.yml', 'campaign'],
    ['a\\b.campaign.yaml', 'campaign'],
    ['package.json', 'package'],
  ])('%s is a file of kind %s, whatever is in it', (file, kind) => {
    for (const text of ['', 'x: [', MAP, CAMPAIGN, '- a']) expect(kindOf(text, file)).toBe(kind);
  });

  test.each(['my.smartpass.config.yaml', 'xfieldmap.yaml', 'campaign.json', 'mycampaign.yaml'])(
    '%s has no name of a kind',
    (file) => {
      expect(kindOf('', file)).toBeUndefined();
      expect(kindOf(MAP, file)).toBe('map');
    },
  );

  test('a template is of no kind', () => {
    expect(kindOf(MAP, 'mail.html')).toBeUndefined();
    expect(kindOf(MAP, 'fieldmap.jinja')).toBeUndefined();
  });

  test('files are found by these names', () => {
    expect(patternsOfKind('campaign')).toEqual([
      '**/campaign.{yaml,yml}',
      '**/*.campaign.{yaml,yml}',
    ]);
    expect(patternsOfKind('map', 'a/')).toEqual([
      'a/fieldmap.{yaml,yml,json}',
      'a/*.fieldmap.{yaml,yml,json}',
    ]);
  });
});

import { describe, expect, test } from 'vitest';
import {
  CHANNELS,
  FAILURE_CATEGORIES,
  NAMES,
  checkAttributeName,
  checkAvailable,
  messages,
  whyUnavailable,
  type Channel,
  type TriggerKind,
} from '../../src/account/index.ts';

function why(name: string, channel?: Channel, trigger?: TriggerKind): string | undefined {
  const spec = NAMES.get(name);
  if (spec === undefined) throw new Error(`no name ${name}`);
  return whyUnavailable(spec, channel, trigger);
}

function codes(kind: 'user' | 'event', name: string): string[] {
  return checkAttributeName(kind, name).map(({ code }) => code);
}

describe('names', () => {
  test.each<[string, Channel | undefined, TriggerKind | undefined, string | undefined]>([
    ['UserAttribute', 'connector', 'one-time', undefined],
    ['EventAttribute', 'email', 'event', undefined],
    [
      'EventAttribute',
      'personalize',
      'event',
      'EventAttribute does not exist in Personalize: only in Email, Push, SMS, RCS, MMS, WhatsApp, In-App, OSM, Cards and Connectors',
    ],
    [
      'EventAttribute',
      'email',
      'one-time',
      'EventAttribute does not exist in a one-time campaign: only in an event-triggered campaign and a flow',
    ],
    [
      'BusinessEventAttribute',
      'whatsapp',
      'business-event',
      'BusinessEventAttribute does not exist in WhatsApp: only in Push, SMS, RCS, MMS and Email',
    ],
    [
      'CampaignAttribute',
      'sms',
      undefined,
      'CampaignAttribute does not exist in SMS: only in Email and Connectors',
    ],
    [
      'ContentApi',
      'cards',
      undefined,
      'ContentApi does not exist in Cards: only in Email, Push, SMS, RCS, MMS, WhatsApp, In-App, OSM, Personalize and Connectors',
    ],
    [
      'getAuxData',
      'personalize',
      undefined,
      'getAuxData does not exist in Personalize: only in Email, Push, SMS, RCS, MMS, WhatsApp, In-App, OSM, Cards and Connectors',
    ],
    ['EventAttribute', 'connector', 'flow', undefined],
    ['CampaignAttribute', 'connector', 'flow', undefined],
    ['CampaignAttribute', 'email', 'one-time', undefined],
    [
      'CampaignAttribute',
      'connector',
      'one-time',
      'CampaignAttribute does not exist in a one-time campaign in Connectors: only in a flow',
    ],
    [
      'HTML content block',
      'sms',
      undefined,
      'HTML content block does not exist in SMS: only in Email, In-App, Personalize and Connectors',
    ],
    ['ProductSet', undefined, undefined, undefined],
  ])('%s in %s, %s', (name, channel, trigger, answer) => {
    expect(why(name, channel, trigger)).toBe(answer);
  });

  test('the error carries its code', () => {
    const spec = NAMES.get('ContentApi');
    expect(spec && checkAvailable(spec, 'cards')).toMatchObject({
      code: 'moengage/unavailable-name',
      severity: 'error',
    });
    expect(spec && checkAvailable(spec, 'email', 'event')).toBeUndefined();
  });

  test('every name exists somewhere and fails under a category that is known', () => {
    for (const spec of NAMES.values()) {
      expect(FAILURE_CATEGORIES.has(spec.category)).toBe(true);
      expect([...CHANNELS.keys()].some((channel) => spec.channels.has(channel))).toBe(true);
    }
  });

  test('reserved names and the moe_ prefix warn', () => {
    expect(codes('event', 'Campaign Id')).toEqual(['moengage/reserved-name']);
    expect(codes('event', 'Campaign ID')).toEqual([]);
    expect(codes('user', 'First Name')).toEqual([]);
    expect(codes('user', 'moe_dtzo')).toEqual([]);
    expect(codes('user', 'moe_x')).toEqual(['moengage/moe-prefix']);
    expect(codes('event', 'moe_x')).toEqual(['moengage/moe-prefix']);
  });
});

test('messages are worded as MoEngage words them', () => {
  expect(messages.parsingFailed("expected token ',', got 'integer'")).toBe(
    "Error in parsing jinja template format. Error expected token ',', got 'integer'",
  );
  expect(messages.wrongType('First Name', 'string', 'integer')).toBe(
    'Field First Name expected string object, but got integer value',
  );
  expect(messages.contentApiNotFound('X')).toBe(
    "Content API with name 'X' not found in the database",
  );
  expect(messages.contentBlocksNotFound(['x'])).toBe("Content Blocks ['x'] not found");
  expect(messages.productSetNotFound('X')).toBe('Product Set X not found');
  expect(messages.UNRESOLVED).toBe('Unable to resolve personalization');
  expect(messages.NO_ATTRIBUTE).toBe('No matching value/attribute found for the user');
});

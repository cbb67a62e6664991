import { describe, expect, test } from 'vitest';
import {
  CHANNELS,
  channelLabel,
  editorsOf,
  isChannel,
  isHtml,
  NAMES,
  nobleHashes,
  printsLink,
  makeProfile,
  TRIGGERS,
  type Channel,
} from '../../src/account/index.ts';
import { collectLinks } from '../../src/campaign/links.ts';
import { command as render } from '../../src/cli/commands/render.ts';
import { compile, readFieldMap } from '../../src/compiler/index.ts';
import { createEmulator } from '../../src/emulator/index.ts';
import { Dict } from '../../src/jinja/index.ts';

type Row = {
  readonly label: string;
  readonly html: boolean;
  readonly editors: number;
  readonly printsLink: boolean;
  readonly preview: boolean;
  readonly lacks: readonly string[];
};

/** What each channel answers to each question. Source: MoEngage, Message personalization and Content blocks. */
const ROWS: Readonly<Record<Channel, Row>> = {
  email: row('Email', { html: true, printsLink: false, preview: true, lacks: [] }),
  push: row('Push', { preview: true, lacks: ['CampaignAttribute', 'HTML content block'] }),
  sms: row('SMS', { preview: true, lacks: ['CampaignAttribute', 'HTML content block'] }),
  rcs: row('RCS', { preview: true, lacks: ['CampaignAttribute', 'Coupons', 'HTML content block'] }),
  mms: row('MMS', { preview: true, lacks: ['CampaignAttribute', 'Coupons', 'HTML content block'] }),
  whatsapp: row('WhatsApp', {
    preview: true,
    lacks: ['BusinessEventAttribute', 'CampaignAttribute', 'HTML content block'],
  }),
  'in-app': row('In-App', {
    html: true,
    preview: true,
    lacks: ['BusinessEventAttribute', 'CampaignAttribute'],
  }),
  osm: row('OSM', {
    html: true,
    preview: true,
    lacks: ['BusinessEventAttribute', 'CampaignAttribute', 'Coupons', 'HTML content block'],
  }),
  cards: row('Cards', {
    lacks: [
      'BusinessEventAttribute',
      'CampaignAttribute',
      'Coupons',
      'ContentApi',
      'HTML content block',
    ],
  }),
  personalize: row('Personalize', {
    html: true,
    lacks: [
      'EventAttribute',
      'BusinessEventAttribute',
      'CampaignAttribute',
      'Coupons',
      'getAuxData',
    ],
  }),
  connector: row('Connectors', { lacks: ['BusinessEventAttribute', 'Coupons'] }),
};

function row(label: string, given: Partial<Row>): Row {
  const html = given.html ?? false;
  const plain = { editors: html ? 3 : 1, printsLink: true, preview: false, lacks: [] };
  return { label, ...plain, ...given, html };
}

const channels = Object.entries(ROWS) as [Channel, Row][];

describe('the table of channels', () => {
  test('has each of them', () => {
    expect([...CHANNELS.keys()]).toEqual(channels.map(([channel]) => channel));
    expect(isChannel('email')).toBe(true);
    expect(isChannel('constructor')).toBe(false);
  });

  // The command does not load the table: its start is to stay short.
  test('is what render --channel and --trigger offer', () => {
    expect(render.options['channel']?.choices).toEqual([...CHANNELS.keys()]);
    expect(render.options['trigger']?.choices).toEqual([...TRIGGERS.keys()]);
  });

  test.each(channels)('%s answers every question', (channel, wanted) => {
    expect({
      label: channelLabel(channel),
      html: isHtml(channel),
      editors: editorsOf(channel).length,
      printsLink: printsLink(channel),
      preview: CHANNELS.get(channel)?.preview,
      lacks: [...NAMES.values()]
        .filter((spec) => !spec.channels.has(channel))
        .map(({ name }) => name),
    }).toEqual(wanted);
  });
});

describe('who asks the table', () => {
  test.each(channels)('%s: a character reference in a link', (channel, { html }) => {
    const read = collectLinks('<a href="https://x.test/?a=1&amp;b=2">x</a>', channel);
    expect(read).toEqual([html ? 'https://x.test/?a=1&b=2' : 'https://x.test/?a=1&amp;b=2']);
  });

  test.each(channels)('%s: a null in a link destination', (channel, { html }) => {
    const emulator = createEmulator({
      profile: makeProfile({ null: 'blank' }),
      channel,
      crypto: nobleHashes,
      clock: () => 0,
    });
    const message = emulator.compile(`<a href="{{ UserAttribute['X'] }}">x</a>`);
    // In HTML the destination of a link has no fallback; elsewhere `href` is text as any other.
    expect(message.render({ user: new Dict() }).sent).toBe(!html);
  });

  test.each(channels)('%s: what a snippet prints', (channel, { printsLink: prints }) => {
    const text =
      'smartpass: 1\nproject: { url: https://pub1.pskt.io/c/a4hrop }\nidentity: none\nfields:\n  person.forename: { user: First Name }\n';
    const { map } = readFieldMap(text, 'fieldmap.yaml');
    if (map === undefined) throw new Error('the map is not read');
    const { snippet, buttons } = compile(map, { channel });
    expect(snippet.includes('{{ longURL }}')).toBe(prints);
    expect(snippet.includes('\n')).toBe(!prints);
    expect(buttons === undefined).toBe(prints);
  });
});

import { describe, expect, test } from 'vitest';
import {
  createRenderer,
  loadCampaign,
  outcomes,
  templateCoverage,
  type Campaign,
  type Outcome,
} from '../../src/campaign/index.ts';
import { nobleHashes } from '../../src/account/index.ts';
import { portableCrypto } from '../../src/passkit/index.ts';
import { FindingsError, type Finding } from '../../src/diagnostics/index.ts';
import { memoryFiles, suiteOf, complaints } from '../testing/memory-campaign.ts';

const surroundings = { hashes: nobleHashes, clock: () => 0 };
const MAP = `smartpass: 1
project: { url: https://pub1.pskt.io/c/a4hrop }
fields:
  person.externalId: { user: Id, missing: { drop: No ID } }
`;
const ADA = 'user: { Id: u-1, First Name: Ada }\n';

type Texts = Readonly<Record<string, string>>;

function filesOf(campaign: string, others: Texts = {}): ReadonlyMap<string, string> {
  const shipped = { 'c.yaml': campaign, 'fieldmap.yaml': MAP, 'ada.yaml': ADA };
  return new Map(Object.entries({ ...shipped, ...others }));
}

function load(campaign: string, others: Texts = {}): Promise<Campaign> {
  return loadCampaign('c.yaml', memoryFiles(filesOf(campaign, others)));
}

async function outcomeOf(campaign: string, others: Texts = {}): Promise<Outcome> {
  const loaded = await load(campaign, others);
  const renderer = createRenderer(loaded, surroundings);
  const [first] = outcomes(loaded, renderer, portableCrypto);
  if (first === undefined) throw new Error('no user');
  return first;
}

async function told(work: Promise<unknown>): Promise<readonly string[]> {
  const said = ({ code, file, span, message, hint }: Finding): string =>
    `${file}:${span?.start.line}:${span?.start.column} ${code} ${message}${hint === undefined ? '' : ` (${hint})`}`;
  return work.then(
    () => [],
    (error: unknown) => {
      if (!(error instanceof FindingsError)) throw error;
      return error.findings.map(said);
    },
  );
}

const textsOf = ({ parts }: Outcome): Texts =>
  Object.fromEntries(parts.map(({ name, text }) => [name, text]));

const head = (channel: string): string => `campaign: x\nchannel: ${channel}\nusers: ada.yaml\n`;

const MAIL = `${head('email')}message:
  subject: 'It''s {{ UserAttribute["First Name"] }}''s card'
  preheader: Tap to add it
  html: mail.html.jinja
`;
const HTML = '{# smartpass: fieldmap.yaml #}\n<a href="{{longURL}}">Add</a>\n';

describe('a message in parts', () => {
  test('of a mail: subject and preheader in the campaign file, HTML in a file', async () => {
    const outcome = await outcomeOf(MAIL, { 'mail.html.jinja': HTML });
    expect(outcome.sent).toBe(true);
    expect(textsOf(outcome)).toMatchObject({
      subject: "It's Ada's card",
      preheader: 'Tap to add it',
      html: expect.stringContaining('<a href="https://pub1.pskt.io/c/a4hrop?data='),
    });
    expect(outcome.sent && outcome.links).toMatchObject([{ signature: { verdict: 'valid' } }]);
  });

  test('of a push: the link alone has the snippet, buttons are a list', async () => {
    const outcome = await outcomeOf(`${head('push')}message:
  title: Hi {{ UserAttribute['First Name'] }}
  body: Your card is ready
  summary: A card
  image: https://example.com/{{ UserAttribute['Id'] }}.png
  link: "{# smartpass: fieldmap.yaml #}"
  buttons:
    - { text: Add, link: "https://example.com/a.html" }
    - { text: "Not now" }
`);
    expect(Object.keys(textsOf(outcome))).toEqual([
      'title',
      'body',
      'summary',
      'image',
      'link',
      'buttons.1.text',
      'buttons.1.link',
      'buttons.2.text',
    ]);
    expect(textsOf(outcome)).toMatchObject({
      title: 'Hi Ada',
      image: 'https://example.com/u-1.png',
      'buttons.1.link': 'https://example.com/a.html',
    });
    expect(outcome.sent && outcome.links).toHaveLength(1);
  });

  test('by WhatsApp: variables by number, in their order', async () => {
    const outcome = await outcomeOf(
      `${head('whatsapp')}message: { 10: ten, 2: two, 1: "{{ UserAttribute['First Name'] }}" }\n`,
    );
    expect(textsOf(outcome)).toEqual({ '1': 'Ada', '2': 'two', '10': 'ten' });
  });

  test('by sms, from a file that is named in either way', async () => {
    const others = { 'a/body.txt': 'Hi {{ UserAttribute.Id }}' };
    const short = await outcomeOf(`${head('sms')}message: { body: a/body.txt }\n`, others);
    const long = await outcomeOf(`${head('sms')}message: { body: { file: a/body.txt } }\n`, others);
    expect([textsOf(short), textsOf(long)]).toEqual([{ body: 'Hi u-1' }, { body: 'Hi u-1' }]);
  });

  test('template: is the main part', async () => {
    const outcome = await outcomeOf(`${head('push')}template: t\n`, { t: 'Hi' });
    expect(textsOf(outcome)).toEqual({ body: 'Hi' });
  });
});

describe('a failure in any part drops the message', () => {
  test('with its part, its file and its place in the campaign file', async () => {
    const outcome = await outcomeOf(MAIL, {
      'mail.html.jinja': HTML,
      'ada.yaml': 'user: { Id: u-1 }\n',
    });
    expect(outcome).toMatchObject({
      sent: false,
      failures: [
        {
          category: 'User Attribute',
          name: 'First Name',
          part: 'subject',
          file: 'c.yaml',
          span: { start: { line: 5, column: 22 }, end: { line: 5, column: 49 } },
        },
      ],
    });
    expect(textsOf(outcome)).toMatchObject({ subject: expect.stringMatching(/^It's /) });
  });

  test('in a block of lines, and in a file', async () => {
    const outcome = await outcomeOf(
      `${head('push')}message:
  title: |
    One
      {{ UserAttribute['Nick'] }}
  body: body.jinja
`,
      { 'body.jinja': 'a\n{{ UserAttribute.Town }}\n' },
    );
    expect(outcome.sent || outcome.failures).toMatchObject([
      { part: 'title', file: 'c.yaml', span: { start: { line: 7, column: 10 } } },
      { part: 'body', file: 'body.jinja', span: { start: { line: 2, column: 4 } } },
    ]);
  });

  test('a value in a link field has no fallback to be printed', async () => {
    const loaded = await load(
      `${head('push')}message: { body: x, link: "https://e.com/{{ UserAttribute.Nick|default('') }}" }\n`,
    );
    expect(createRenderer(loaded, surroundings).reads.map(({ name }) => name)).toEqual(['Nick']);
  });
});

describe('what is wrong with parts has a place', () => {
  test.each([
    [
      'a part that the channel does not have',
      `${head('push')}message: { subject: x, body: y }\n`,
      [
        "c.yaml:4:12 campaign/unknown-part the message of a campaign by push has no key 'subject', expected title, body, summary, image, link or buttons (remove it, or write one of these keys)",
      ],
    ],
    [
      'a misspelt one',
      `${head('email')}message: { subjct: x, html: "<p>" }\n`,
      [/unknown-part .*\(did you mean 'subject'\?\)$/],
    ],
    [
      'both template and message',
      `${head('email')}template: t\nmessage: { html: "<p>" }\n`,
      [
        'c.yaml:5:1 campaign/bad-value the campaign file has both template and message, expected one of them (template: FILE is short for message: { html: FILE })',
      ],
    ],
    [
      'no HTML in a mail',
      `${head('email')}message: { subject: x }\n`,
      [
        'c.yaml:4:1 campaign/missing-key the message of a campaign by email lacks html (add html: and its text or file below message:)',
      ],
    ],
    [
      'a word for the number of a variable',
      `${head('whatsapp')}message: { 1: a, two: b }\n`,
      [/has no key 'two', expected body or 1, 2 … \(remove it, or write one of these keys\)$/],
    ],
    [
      'neither',
      head('email'),
      [
        'c.yaml:1:1 campaign/missing-key the campaign file lacks template (add template: mail.html)',
      ],
    ],
    [
      'a file that is not there, at the part that names it',
      `${head('email')}message:\n  html: mail.html\n`,
      [/^c\.yaml:5:9 cli\/missing-file /],
    ],
    [
      'a number',
      `${head('email')}message: { subject: 5, html: "<p>" }\n`,
      [
        /^c\.yaml:4:21 campaign\/bad-value message, subject is 5, expected the text with its Jinja, or \{ file: FILE \} \(put it in quotes: "5"\)$/,
      ],
    ],
    [
      'an error of syntax in each of two parts',
      `${head('push')}message:\n  title: a {{ b\n  body: "{% if %}"\n`,
      [/^c\.yaml:5:.* jinja\/syntax-error/, /^c\.yaml:6:.* jinja\/syntax-error/],
    ],
    [
      'two field maps',
      `${head('push')}message:\n  body: "{# smartpass: fieldmap.yaml #}"\n  link: "{# smartpass: other.yaml #}"\n`,
      [/^c\.yaml:6:10 campaign\/two-maps this part names the field map other\.yaml/],
    ],
  ] as const)('%s', async (_what, campaign, expected) => {
    const work = load(campaign, { 'other.yaml': MAP }).then((loaded) =>
      createRenderer(loaded, surroundings),
    );
    expect(await told(work)).toEqual(
      expected.map((one) => (typeof one === 'string' ? one : expect.stringMatching(one))),
    );
  });
});

describe('tests of parts', () => {
  const campaign = (text: string): ReadonlyMap<string, string> =>
    filesOf(`${MAIL}tests:\n  - { name: t, user: ada, expect: { text: ${text} } }\n`, {
      'mail.html.jinja': HTML,
    });
  const said = async (text: string): Promise<readonly string[]> =>
    complaints(await suiteOf(campaign(text), 'c.yaml'));

  test.each([
    ["{ subject: Ada's, html: { contains: Add, not: None } }", []],
    ['Tap to', []],
    ['{ subject: { equals: "It\'s Ada\'s card" }, contains: Add }', []],
    ['{ subject: Bo }', [/^9:54 ada: subject: the message does not contain "Bo"/]],
    ['{ preheader: { matches: "^Add" } }', [/^9:67 ada: preheader: the message does not match/]],
  ] as const)('%s', async (text, expected) => {
    expect(await said(text)).toEqual(expected.map((one) => expect.stringMatching(one)));
  });

  test('a part that the message does not have', async () => {
    const work = suiteOf(campaign('{ title: x }'), 'c.yaml');
    expect(await told(work)).toEqual([
      "c.yaml:9:52 campaign/bad-test the message has no part 'title'; it has subject, preheader, html (write text: without a part for the whole message)",
    ]);
  });
});

test('coverage counts the branches of every part, in the file of each', async () => {
  const loaded = await load(
    `${head('push')}message: { title: "{% if UserAttribute.Gold %}a{% endif %}", body: b.txt }\n`,
    { 'b.txt': '{% if UserAttribute.Id %}x{% else %}y{% endif %}' },
  );
  const { places } = templateCoverage(loaded, surroundings);
  expect(places.map(({ file, users }) => `${file} ${users.length}`)).toEqual([
    'c.yaml 0',
    'c.yaml 1',
    'b.txt 1',
    'b.txt 0',
  ]);
});

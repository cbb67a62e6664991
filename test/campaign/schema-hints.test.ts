import { expect, test } from 'vitest';
import { parse, parseDocument } from 'yaml';
import { readProfile } from '../../src/account/index.ts';
import { readCampaign } from '../../src/campaign/index.ts';
import { readFieldMap } from '../../src/compiler/index.ts';
import { FindingsError, type Finding } from '../../src/diagnostics/index.ts';

const CAMPAIGN = `campaign: x
description: y
channel: email
trigger: { event: Bought }
message: { subject: Hi, html: mail.html }
users: [users/*.yaml, { file: e.csv, columns: { A: B }, name: A, separator: ";", encoding: utf-8, empty: missing, types: { A: text } }]
profile: smartpass.config.yaml
product-sets: p.yaml
content-api: c.yaml
aux: [a.csv]
content-blocks: b.yaml
now: 2026-01-31T09:00:00Z
tests:
  - { name: a, user: { user: { A: 1 } }, without: [A], with: { A: 2 }, expect: { sent: true, text: { contains: x, not: { matches: [y] }, subject: { equals: Hi } } } }
  - { name: b, each: [all], without-event: true, with-event: { A: 1 }, expect: { dropped: { reason: x, category: y, attribute: z }, worlds: [null] } }
  - { name: c, user: anna, matrix: missing, expect: { snapshot: true, link: { signature: valid, family: hashed, project: x, base64: url, max-length: 9, payload: { a: b }, exactly: true, clean: true } } }
`;

const CONFIG = `profile: { jinja: { value: "3.1", date: 2026-01-31, evidence: seen }, null: { email: { value: drop } } }
workspace: { id: A1, dataCenter: "01" }
events:
  name: x
  enabled: true
  send: [installed]
  customerId: person.externalId
  time: pass.id
  names: { installed: Installed }
  attributes: { Tier: { field: members.tier.id }, Note: "{{ pass.id }}" }
  keyAttribute: Key
  signature: { header: X-S, scheme: hmac-sha256, encoding: hex, prefix: x }
  delivery: { eventsPerMinute: 5, parallel: 1, timeoutSeconds: 1, retryHours: 1, keepDays: 1, duplicateMinutes: 1 }
lint: { rules: { null/printed: off }, attributes: { user: [A] } }
`;

const MAP = `smartpass: 1
project: { url: https://pub1.pskt.io/c/a4hrop, kind: membership }
identity: person.externalId
missing: omit
fields:
  person.externalId: { user: ID, missing: { drop: none } }
  person.surname: { first: [{ user: A }, { event: B }], transform: [trim, { truncate: 20 }], missing: { default: x } }
  members.tier.id: { user: T, map: { gold: T1 } }
  meta.a: { user: A, as: datetime, offset: "+02:00", time: "23:59:59", plus: 3 days }
  meta.b: { user: B, as: integer, round: nearest }
  meta.c: { user: C, as: phone, country: GB }
  meta.d: { product: { set: S, item: 0, field: t } }
  meta.e: { content: { api: Points, field: a.b, params: { x: { user: A } } } }
  meta.f: { value: v }
  meta.g: { text: "{user:A}" }
link: { base64: url, query: { utm_source: x } }
`;

const READERS: Readonly<
  Record<string, readonly [text: string, read: (text: string) => readonly Finding[]]>
> = {
  campaign: [CAMPAIGN, findingsOfCampaign],
  configuration: [CONFIG, (text) => readProfile(text, 'x.yaml').findings],
  'field map': [MAP, (text) => readFieldMap(text, 'x.yaml').findings],
};

function findingsOfCampaign(text: string): readonly Finding[] {
  try {
    readCampaign(text, 'x.yaml');
    return [];
  } catch (error) {
    if (!(error instanceof FindingsError)) throw error;
    return error.findings;
  }
}

const WRONG: readonly unknown[] = [null, '', 'zzz', 5, true, [], {}, ['zzz', 'zzz'], { zzz: 1 }];

/** A file with another value in one place, the key there, and the file with what a hint says in that place. */
type Spoilt = {
  readonly file: unknown;
  readonly key?: string;
  readonly mended: (value: unknown) => unknown;
};

/** A value with another one in each of its places, and without each of its keys. */
function* spoilt(value: unknown): Generator<Spoilt> {
  for (const file of WRONG) yield { file, mended: (right) => right };
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const put = (other: unknown): unknown =>
      Array.isArray(value) ? value.with(Number(key), other) : { ...value, [key]: other };
    for (const { file, mended, ...at } of spoilt(inner))
      yield { key, ...at, file: put(file), mended: (right) => put(mended(right)) };
    if (!Array.isArray(value)) {
      const { [key]: _, ...file } = value as Record<string, unknown>;
      yield { key, file, mended: put };
    }
  }
}

const KINDS = Object.entries(READERS);

test.each(KINDS)('the %s that is spoilt is right', (_what, [text, read]) => {
  expect(read(text).filter(({ severity }) => severity === 'error')).toEqual([]);
});

test.each(KINDS)('whatever is wrong in a %s, each error says what to do', (_what, [text, read]) => {
  const silent = new Set<string>();
  for (const { file } of spoilt(parse(text)))
    for (const { severity, hint, code, message } of read(JSON.stringify(file)))
      if (severity === 'error' && (hint ?? '') === '') silent.add(`${code} ${message}`);
  expect([...silent]).toEqual([]);
});

test.each(KINDS)('what hints for a %s say is right', (_what, [text, read]) => {
  const wrong = new Set<string>();
  for (const { file, key, mended } of spoilt(parse(text)))
    for (const { hint = '', message } of read(JSON.stringify(file))) {
      const [, example = ''] =
        /^write ([^{].*), for example$/.exec(hint) ?? /^add (.*)$/.exec(hint) ?? [];
      const said = parseDocument(example);
      const value: unknown = said.errors.length > 0 ? undefined : said.toJS()?.[key ?? ''];
      if (value === undefined) continue;
      const still = read(JSON.stringify(mended(value))).some((one) => one.message === message);
      if (still) wrong.add(`${message} (${hint})`);
    }
  expect([...wrong]).toEqual([]);
});

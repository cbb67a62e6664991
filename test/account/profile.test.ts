import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import {
  CHANNELS,
  PROFILE_FIELDS,
  defaultProfile,
  describeUnknown,
  forChannel,
  makeProfile,
  profileFromJson,
  profileOf,
  profileSchema,
  readProfile,
  unknownFields,
} from '../../src/account/index.ts';
import { differingFields, worlds } from '../../src/emulator/index.ts';

const read = (text: string): ReturnType<typeof readProfile> =>
  readProfile(text, 'smartpass.config.yaml');

function drawn(text: string): string[] {
  return read(text).findings.map(
    ({ code, span, message, hint }) =>
      `${span?.start.line}:${span?.start.column} ${code} ${message}${hint === undefined ? '' : ` (${hint})`}`,
  );
}

describe('the table of fields', () => {
  test('every default is one of its values, every sentence is there', () => {
    for (const [name, spec] of PROFILE_FIELDS) {
      expect(spec.name).toBe(name);
      expect([...spec.values.keys()]).toContain(spec.default);
      expect(spec.touches.length).toBeGreaterThan(0);
      expect(describeUnknown(name)).toMatch(/^[^.].*\(profile field '\w+'\)$/);
    }
  });

  test('the schema is a schema and accepts the defaults', () => {
    const validate = new Ajv2020({ strict: false }).compile(profileSchema());
    const values = Object.fromEntries(
      [...PROFILE_FIELDS].map(([name, spec]) => [name, spec.default]),
    );
    expect(validate(values)).toBe(true);
  });
});

describe('readProfile', () => {
  test('nothing is pinned in an empty file', () => {
    for (const text of ['', 'profile:\n', 'profile: {}\n', '# nothing\n']) {
      const { profile, findings } = read(text);
      expect(findings).toEqual([]);
      expect(profile?.answers.size).toBe(0);
      expect(profile?.hash).toBe('hmac-sha256-hex');
    }
  });

  test('values, numbers, and answers with date and evidence', () => {
    const { profile, findings } = read(
      `profile:\n  jinja: 2.8\n  missing: none\n  null: blank\n  base64Lines: 76\n  hash: { value: sha256-value-secret, date: 2026-01-31, evidence: calibrate }\n`,
    );
    expect(findings).toEqual([]);
    expect(profile).toMatchObject({
      jinja: '2.8',
      missing: 'none',
      null: 'blank',
      base64Lines: '76',
    });
    expect(profile?.answers.get('hash')).toEqual({
      value: 'sha256-value-secret',
      date: '2026-01-31',
      evidence: 'calibrate',
    });
  });

  test('null by channel', () => {
    const { profile } = read(
      'profile:\n  null: { sms: blank, push: { value: print, date: 2026-01-31 } }\n',
    );
    if (profile === undefined) throw new Error('no profile');
    expect(forChannel(profile, 'sms').null).toBe('blank');
    expect(forChannel(profile, 'push').null).toBe('print');
    expect(forChannel(profile, 'email').null).toBe('drop');
    expect(unknownFields(forChannel(profile, 'sms'))).not.toContain('null');
    expect(unknownFields(forChannel(profile, 'osm'))).toContain('null');
    expect(forChannel(forChannel(profile, 'email'), 'osm').null).toBe('drop');
    expect(unknownFields(forChannel(forChannel(profile, 'email'), 'osm'))).toContain('null');
  });

  test('null of a channel comes before null of all, and that before what MoEngage documents', () => {
    const all = makeProfile({ null: 'print' });
    expect(forChannel(all, 'email').null).toBe('print');
    expect(forChannel(all, 'sms').null).toBe('print');
    const both = profileOf(
      all.answers,
      new Map([
        ['email', { value: 'blank' }],
        ['sms', { value: 'drop' }],
      ]),
    );
    expect(forChannel(both, 'email').null).toBe('blank');
    expect(forChannel(both, 'sms').null).toBe('drop');
    expect(forChannel(both, 'push').null).toBe('print');
    const { profile } = read('profile:\n  null: { email: print }\n');
    expect(forChannel(profile ?? all, 'email').null).toBe('print');
    expect(forChannel(defaultProfile(), 'email').null).toBe('drop');
    expect(unknownFields(defaultProfile('email'))).not.toContain('null');
  });

  test('null by channel keeps the order of the file, and the schema has the channels in the order of their table', () => {
    const text = 'profile:\n  null: { push: print, email: drop, sms: blank }\n';
    expect([...(read(text).profile?.nullByChannel.keys() ?? [])]).toEqual(['push', 'email', 'sms']);
    const { properties } = profileSchema() as { properties: { null: unknown } };
    const order = [...CHANNELS.keys()].map((name) => `"${name}":`);
    const drawnSchema = JSON.stringify(properties.null);
    const places = order.map((name) => drawnSchema.indexOf(name));
    expect(Math.min(...places)).toBeGreaterThan(0);
    expect(places).toEqual([...places].sort((one, other) => one - other));
  });

  test('errors have their places and suggestions', () => {
    expect(drawn('profile:\n  mising: none\n')).toEqual([
      expect.stringMatching(
        /^2:3 profile\/unknown-field the section 'profile' has no key 'mising', expected jinja, .* \(did you mean 'missing'\?\)$/,
      ),
    ]);
    expect(drawn('profile:\n  missing: nothing\n')).toEqual([
      "2:12 profile/bad-value missing is 'nothing', expected undefined, none or empty (write missing: undefined, for example)",
    ]);
    expect(drawn('profile:\n  hash: { valu: x }\n')).toEqual(
      expect.arrayContaining([
        "2:11 profile/unknown-field hash has no key 'valu', expected value, date or evidence (did you mean 'value'?)",
      ]),
    );
    expect(drawn('profile:\n  null: { smss: drop }\n')).toEqual([
      "2:11 profile/unknown-field null has no key 'smss', expected email, push, sms, rcs, mms, whatsapp, in-app, osm, cards, personalize or connector (did you mean 'sms'?)",
    ]);
    expect(drawn('profile:\n  hash: { value: hmac-sha256-hex, date: soon }\n')).toEqual([
      '2:41 profile/bad-value hash, date is \'soon\', expected a date such as 2026-01-31 (write date: "2026-01-31", for example)',
    ]);
    expect(drawn('profil: {}\n')).toEqual([
      "1:1 profile/bad-file the configuration has no key 'profil', expected profile, workspace, events or lint (did you mean 'profile'?)",
    ]);
    expect(drawn('- a\n')[0]).toMatch(/^1:1 profile\/bad-file /);
    expect(drawn('profile: text\n')[0]).toMatch(
      /^1:10 profile\/bad-value the section 'profile' is 'text', expected a mapping \(write lines of key: value\)$/,
    );
    expect(drawn('profile:\n  jinja: "3.1"\n  jinja: "2.8"\n')).toEqual([
      '3:3 fixture/duplicate-key the key jinja is given twice (keep one of them)',
    ]);
    expect(drawn('profile: {a\n')[0]).toMatch(/fixture\/syntax/);
  });

  test('other sections are read beside it', () => {
    const { profile, findings } = read(
      'workspace: { id: AB12, dataCenter: 01 }\nevents: { name: Club }\nlint: {}\nprofile: { jinja: 2.8 }\n',
    );
    expect(findings).toEqual([]);
    expect(profile?.jinja).toBe('2.8');
    expect(read('events:\n').findings).toEqual([]);
    expect(drawn('workspace: { id: x, dataCenter: 7, apiKey: y }\nevents: yes\nlnt: {}\n')).toEqual(
      [
        '1:33 profile/bad-value dataCenter is 7, expected 01, 02, 03, 04, 05, 06 or 101 (write dataCenter: "01", for example)',
        "1:36 profile/unknown-field the section 'workspace' has no key 'apiKey', expected id or dataCenter (remove it, or write one of these keys)",
        "2:9 profile/bad-value the section 'events' is 'yes', expected a mapping (write lines of key: value)",
        "3:1 profile/bad-file the configuration has no key 'lnt', expected profile, workspace, events or lint (did you mean 'lint'?)",
      ],
    );
  });

  test('a profile out of JSON', () => {
    expect(profileFromJson({ jinja: 2.8, null: { sms: 'blank' } }, 'sms').profile).toMatchObject({
      jinja: '2.8',
      null: 'blank',
    });
    expect(profileFromJson({ jinjaa: '2.8' }).findings[0]?.hint).toBe("did you mean 'jinja'?");
    expect(profileFromJson(null).findings).toHaveLength(1);
  });
});

describe('worlds', () => {
  test('the combinations of what is not pinned, the given account first', () => {
    const made = worlds(defaultProfile('sms'), ['missing', 'default', 'null']);
    expect(made).toHaveLength(27);
    expect(made[0]).toMatchObject({ missing: 'undefined', default: 'undefined', null: 'drop' });
    expect(differingFields(made)).toEqual(['missing', 'null', 'default']);
    expect(
      new Set(made.map((world) => `${world.missing} ${world.default} ${world.null}`)).size,
    ).toBe(27);
  });

  test('pinned and documented fields stay', () => {
    expect(worlds(makeProfile({ missing: 'none' }), ['missing', 'autoescape'])).toHaveLength(1);
    expect(worlds(defaultProfile('email'), ['null'])).toHaveLength(1);
    expect(worlds(defaultProfile('push'), ['null'])).toHaveLength(3);
  });

  test('too many are refused by naming the fields', () => {
    expect(() => worlds(defaultProfile())).toThrow(/jinja, python, missing, null.*make \d+ worlds/);
  });
});

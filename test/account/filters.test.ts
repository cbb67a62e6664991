import { createHash, createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  moengageFilters,
  nobleHashes,
  readAuxTable,
  makeProfile,
  type AuxTable,
  type ProfileValues,
} from '../../src/account/index.ts';
import { Dict } from '../../src/jinja/values/dict.ts';
import { Meter } from '../../src/jinja/values/meter.ts';
import { PyError } from '../../src/jinja/errors.ts';
import { PyFloat, type CallState, type Value } from '../../src/jinja/values/types.ts';
import { Tuple } from '../../src/jinja/values/tuple.ts';
import { Undefined } from '../../src/jinja/values/undefined.ts';

const NOW = Date.UTC(2026, 2, 8, 12, 30, 45);

const state = {
  environment: { undefined: (options: object) => new Undefined(options) },
  autoescape: false,
  resolve: () => undefined,
  meter: new Meter(),
} as unknown as CallState;

function table(text: string, file: string): [string, AuxTable] {
  const { table: made } = readAuxTable(text, file);
  if (made === undefined) throw new Error('the table of this test is wrong');
  return [file, made];
}

const auxTables = new Map([table('id,Amount,Note\n7,12.50,\n8,,""\n', 'dues.csv')]);

function run(
  name: string,
  args: readonly (Value | undefined)[],
  profile: Partial<ProfileValues> = {},
): Value {
  const filters = moengageFilters({
    crypto: nobleHashes,
    profile: makeProfile(profile),
    clock: () => NOW,
    auxTables,
  });
  const filter = filters.get(name);
  if (filter === undefined) throw new Error(`no filter ${name}`);
  return filter.run(state, ...args);
}

function failure(...call: Parameters<typeof run>): string {
  try {
    run(...call);
  } catch (error) {
    if (error instanceof PyError) return `${error.type}: ${error.message}`;
    throw error;
  }
  return 'no error';
}

describe('the documented examples', () => {
  test.each<[string, Value[], Value]>([
    ['dateFormatter', ['14/10/2020', '%m/%d/%Y'], '10/14/2020'],
    ['days', ['12/10/2020', '14/10/2020'], 2],
    ['days', ['14/10/2020', '12/10/2020'], -2],
    ['days', ['14/10/2020', '14/10/2020'], 0],
    ['today', ['%m/%d/%Y', 'EST'], '03/08/2026'],
    [
      'dateTimeFormatter',
      ['2012-01-19 17:21:00 CST', '%Y-%m-%d %H:%M:%S %p'],
      '2012-01-19 17:21:00 PM',
    ],
  ])('%s %j', (name, args, answer) => {
    expect(run(name, args)).toBe(answer);
  });

  test('hashes are those of node:crypto', () => {
    const mail = 'ada@example.com';
    const secret = '6ABC89P3FXYW';
    expect(run('convertToSHA256', [mail, secret])).toBe(
      createHmac('sha256', secret).update(mail).digest('hex'),
    );
    expect(run('convertToSHA256NoSalt', [mail])).toBe(
      createHash('sha256').update(mail).digest('hex'),
    );
  });
});

function sha(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

describe('the profile', () => {
  test('hash and hashCase', () => {
    expect(run('convertToSHA256', ['v', 's'], { hash: 'sha256-value-secret' })).toBe(sha('vs'));
    expect(run('convertToSHA256', ['v', 's'], { hash: 'sha256-secret-value' })).toBe(sha('sv'));
    expect(run('convertToSHA256NoSalt', ['é'], { hashCase: 'upper' })).toBe(sha('é').toUpperCase());
  });

  test('base64Alphabet and base64Lines', () => {
    expect(run('base64encode', ['>>>???'])).toBe('Pj4+Pz8/');
    expect(run('base64encode', ['>>>???'], { base64Alphabet: 'url' })).toBe('Pj4-Pz8_');
    expect(run('base64decode', ['Pj4-Pz8_'], { base64Alphabet: 'url' })).toBe('>>>???');
    const long = 'x'.repeat(60);
    const coded = Buffer.from(long).toString('base64');
    expect(run('base64encode', [long], { base64Lines: '76' })).toBe(
      `${coded.slice(0, 76)}\n${coded.slice(76)}\n`,
    );
  });

  test('urldecode', () => {
    expect(run('urldecode', ['a+b%20c%C3%A9%ff%zz'])).toBe('a b cé\uFFFD%zz');
    expect(run('urldecode', ['a+b'], { urldecode: 'percent' })).toBe('a+b');
  });

  test('tzOffset: its sign is a setting, it wins over timeZone, -1000 and nothing mean none', () => {
    const moment = '2012-01-19 17:21:00 CST';
    const format = '%Y-%m-%d %H:%M %z';
    const shown = (zone: Value, offset: Value, profile: Partial<ProfileValues> = {}): Value =>
      run('dateTimeFormatter', [moment, format, zone, offset], {
        dateZone: 'read',
        tzOffset: 'west',
        ...profile,
      });
    expect(shown(null, -330)).toBe('2012-01-20 04:51 +0530');
    expect(shown(null, 330, { tzOffset: 'east' })).toBe('2012-01-20 04:51 +0530');
    expect(shown(null, -330, { tzOffset: 'east' })).toBe('2012-01-19 17:51 -0530');
    expect(shown('Asia/Kolkata', 60)).toBe('2012-01-19 22:21 -0100');
    for (const none of [-1000, '-1000', null, '', new Undefined({}), new PyFloat(-1000)])
      expect(shown('Asia/Kolkata', none)).toBe('2012-01-20 04:51 +0530');
    expect(shown(null, -1000)).toBe('2012-01-19 17:21 -0600');
  });

  test.each<[ProfileValues['dateZone'], ...string[]]>([
    ['ignored', '17:21', '17:21', '17:21', '22:51'],
    ['offset', '17:21', '11:51', '17:21', '22:51'],
    ['read', '23:21', '11:51', '17:21', '22:51'],
  ])('dateZone %s', (dateZone, cst, india, zulu, plain) => {
    const shown = (zone: string, target: string): Value =>
      run('dateTimeFormatter', [`2012-01-19 17:21:00${zone}`, '%H:%M', target], { dateZone });
    expect([
      shown(' CST', 'UTC'),
      shown('+05:30', 'UTC'),
      shown('Z', 'UTC'),
      shown('', 'Asia/Kolkata'),
    ]).toEqual([cst, india, zulu, plain]);
  });

  test('dateFormat', () => {
    const shown = (dateFormat: ProfileValues['dateFormat']): Value =>
      run('dateTimeFormatter', ['2012-01-19 07:21:00'], { dateFormat });
    expect([shown('am-pm'), shown('plain')]).toEqual([
      '2012-01-19 07:21:00 AM',
      '2012-01-19 07:21:00',
    ]);
  });
});

describe('base64', () => {
  test.each<[Value, string]>([
    ['', ''],
    ['é', 'w6k='],
    ['👍', '8J+RjQ=='],
    [42, 'NDI='],
    [null, 'Tm9uZQ=='],
    [true, 'VHJ1ZQ=='],
    [new PyFloat(10), 'MTAuMA=='],
    [['a'], 'WydhJ10='],
  ])('of %s', (value, coded) => {
    expect(run('base64encode', [value])).toBe(coded);
  });

  test('decoding is as lax as binascii', () => {
    expect(run('base64decode', ['w6k='])).toBe('é');
    expect(run('base64decode', ['w6\nk=  '])).toBe('é');
    expect(run('base64decode', ['YQ==YWJj'])).toBe('a');
  });

  test("errors are Python's", () => {
    expect(failure('base64decode', ['YQ='])).toBe('Error: Incorrect padding');
    expect(failure('base64decode', ['YWJjZ'])).toBe(
      'Error: Invalid base64-encoded string: number of data characters (5) cannot be 1 more than a multiple of 4',
    );
    expect(failure('base64decode', ['é'])).toBe(
      'ValueError: string argument should contain only ASCII characters',
    );
    expect(failure('base64decode', ['/w=='])).toBe(
      "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte",
    );
    expect(failure('base64decode', ['4oI='])).toBe(
      "UnicodeDecodeError: 'utf-8' codec can't decode bytes in position 0-1: unexpected end of data",
    );
    expect(failure('base64encode', ['a\uD800'])).toBe(
      "UnicodeEncodeError: 'utf-8' codec can't encode character '\\ud800' in position 1: surrogates not allowed",
    );
    expect(failure('convertToSHA256', ['\uDC00\uDC01', 's'])).toBe(
      "UnicodeEncodeError: 'utf-8' codec can't encode characters in position 0-1: surrogates not allowed",
    );
  });
});

describe('dates', () => {
  test.each<[string, Value[], Value]>([
    ['dateFormatter', ['1/2/2020', '%d %B %Y'], '01 February 2020'],
    ['dateFormatter', ['2020-02-01', '%d %B %Y'], '01 February 2020'],
    ['dateFormatter', ['14-10-2020 09:05', '%I:%M %p'], '09:05 AM'],
    ['days', ['28/02/2024', '01/03/2024'], 2],
    ['today', ['%Y-%m-%d %H:%M %Z'], '2026-03-08 12:30 UTC'],
    ['today', ['%H:%M %Z', 'America/New_York'], '08:30 EDT'],
    ['today', ['%H:%M %Z', 'EST'], '07:30 EST'],
    ['today', ['%H:%M %Z', 'Asia/Kolkata'], '18:00 IST'],
    ['today', ['%H:%M %Z %z', 'Asia/Kathmandu'], '18:15 +0545 +0545'],
    ['dateTimeFormatter', ['2012-01-19 17:21:00 CST'], '2012-01-19 17:21:00 PM'],
    ['dateTimeFormatter', ['2026-07-01T10:00:00Z', '%H:%M %Z', 'Europe/London'], '11:00 BST'],
    ['dateTimeFormatter', ['2026-01-01 10:00', '%H:%M', 'America/New_York'], '05:00'],
  ])('%s %j', (name, args, answer) => {
    expect(run(name, args)).toBe(answer);
  });

  test.each([
    ['2026-01-01T10:00:00+05:30', '04:30'],
    // Clocks jump from 02:00 to 03:00, and fall back at 02:00 in November.
    ['2026-03-08 02:30:00 America/New_York', '07:30'],
    ['2026-11-01 01:30:00 America/New_York', '05:30'],
  ])('a zone that is read: %s', (moment, answer) => {
    const args = [moment, '%H:%M', 'UTC'];
    expect(run('dateTimeFormatter', args, { dateZone: 'read' })).toBe(answer);
  });

  test('errors', () => {
    expect(failure('dateFormatter', ['soon', '%d'])).toBe(
      "ValueError: time data 'soon' does not match format '%d/%m/%Y'",
    );
    expect(failure('dateFormatter', ['30/02/2020', '%d'])).toBe(
      'ValueError: day is out of range for month',
    );
    expect(failure('dateFormatter', [null, '%d'])).toBe(
      'TypeError: strptime() argument 1 must be str, not NoneType',
    );
    expect(failure('today', ['%d', 'Asia/Kolkatta'])).toBe(
      "ValueError: unknown time zone 'Asia/Kolkatta'",
    );
    expect(failure('dateTimeFormatter', ['2012-01-19 17:21:00', '%H', null, 'soon'])).toBe(
      "ValueError: tzOffset must be a number of minutes, not 'soon'",
    );
  });
});

describe('lists and tables', () => {
  test('count, index and pop are the list methods; count alone is the length', () => {
    const list: Value[] = [1, 2, 2, new PyFloat(2)];
    expect(run('count', [list])).toBe(4);
    expect(run('count', [list, 2])).toBe(3);
    expect(run('index', [list, 2])).toBe(1);
    expect(run('index', [new Tuple([5, 6]), 6])).toBe(1);
    expect(run('index', [list, 2, 2])).toBe(2);
    expect(run('count', ['banana', 'a'])).toBe(3);
    expect(run('index', ['banana', 'n'])).toBe(2);
    expect(run('pop', [list, 0])).toBe(1);
    expect(list.length).toBe(3);
    expect(failure('index', [list, 9])).toBe('ValueError: 9 is not in list');
    expect(failure('pop', [[]])).toBe('IndexError: pop from empty list');
    expect(failure('pop', ['text'])).toBe("AttributeError: 'str' object has no attribute 'pop'");
  });

  test('getAuxData finds the row whose key is the value', () => {
    const row = run('getAuxData', [7, 'dues']);
    expect(row).toBeInstanceOf(Dict);
    expect((row as Dict).get('Amount')).toBe('12.50');
    expect((row as Dict).get('Note')).toBeNull();
    expect((run('getAuxData', ['8', 'dues.csv']) as Dict).get('Note')).toBe('');
    expect(run('getAuxData', ['9', 'dues'])).toBeInstanceOf(Undefined);
    expect(failure('getAuxData', ['9', 'due'])).toBe(
      "LookupError: Auxiliary data file 'due' not found",
    );
  });
});

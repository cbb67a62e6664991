import { nobleHashes } from '../hashes.ts';
import { HASHED } from './parts.ts';
import { note, odd, pin, type Digits, type Verdict } from './verdicts.ts';

type Construction = { readonly name: string; readonly value?: string; readonly hex: string };

/** Part 3: how hashes are made and written. */
export function readHashes(digits: Digits): Verdict[] {
  const made = constructions();
  const start = Number(digits('a'));
  const known = made.find(({ hex }) => prefixOf(hex) === start);
  const verdicts: Verdict[] = [];
  if (digits('b') !== '64')
    verdicts.push(
      odd(`convertToSHA256 writes ${digits('b')} characters, not 64 hex digits: 'hash' stays open`),
    );
  else if (known?.value === undefined)
    verdicts.push(
      odd(
        `convertToSHA256 gives ${known?.name ?? 'none of the constructions that are known'}: the profile has no value for that, so 'hash' stays open`,
      ),
    );
  else {
    const begins = start.toString(16).padStart(6, '0');
    verdicts.push(
      pin('hash', known.value, `the hash of a test word begins ${begins}: ${known.name}`),
    );
  }
  const plain = prefixOf(nobleHashes.sha256(HASHED.text));
  if (Number(digits('d')) !== plain || digits('e') !== '64')
    verdicts.push(odd('convertToSHA256NoSalt is not the plain SHA-256 that MoEngage documents'));
  return [...verdicts, hashCase(digits('c'), digits('f'))];
}

function hashCase(keyed: string, plain: string): Verdict {
  const value = { '10': 'lower', '01': 'upper' }[keyed];
  if (keyed !== plain)
    return odd(
      "the two hash filters write their letters differently: the profile has one 'hashCase', which stays open",
    );
  if (value === undefined)
    return odd("hashes are neither all in small nor all in capital letters: 'hashCase' stays open");
  return pin('hashCase', value, `both hash filters write ${value}-case letters`);
}

function constructions(): Construction[] {
  const { text, secret } = HASHED;
  const { hmacSha256, sha256 } = nobleHashes;
  return [
    { name: 'HMAC-SHA256', value: 'hmac-sha256-hex', hex: hmacSha256(secret, text) },
    {
      name: 'SHA-256 of value and secret',
      value: 'sha256-value-secret',
      hex: sha256(text + secret),
    },
    {
      name: 'SHA-256 of secret and value',
      value: 'sha256-secret-value',
      hex: sha256(secret + text),
    },
    { name: 'an HMAC-SHA256 with value and secret changed round', hex: hmacSha256(text, secret) },
    { name: 'the SHA-256 of the value without the secret', hex: sha256(text) },
    { name: 'the SHA-256 of value, colon, secret', hex: sha256(`${text}:${secret}`) },
    { name: 'the SHA-256 of secret, colon, value', hex: sha256(`${secret}:${text}`) },
  ];
}

function prefixOf(hex: string): number {
  return Number.parseInt(hex.slice(0, 6), 16);
}

/** Part 4: alphabet and line breaks of base64. The encoded text has 121 bytes: 164 characters, 20 each of + and /. */
export function readBase64(digits: Digits): Verdict[] {
  const verdicts: Verdict[] = [];
  const signs = ['b', 'c', 'd', 'e'].map(digits).join(' ');
  const alphabet = new Map([
    ['20 20 0 0', 'standard'],
    ['0 0 20 20', 'url'],
  ]).get(signs);
  if (alphabet === undefined)
    verdicts.push(
      odd(`base64encode writes neither of the two alphabets: 'base64Alphabet' stays open`),
    );
  else
    verdicts.push(
      pin(
        'base64Alphabet',
        alphabet,
        `base64encode writes ${alphabet === 'url' ? '- and _' : '+ and /'}`,
      ),
    );
  if (digits('f') !== '2') verdicts.push(odd('base64encode leaves the padding away'));
  const breaks = Number(digits('g')) + Number(digits('h'));
  const rest = Number(digits('a')) - breaks + (digits('f') === '0' ? 2 : 0);
  verdicts.push(lines(Number(digits('g')), Number(digits('h')), rest));
  if (digits('i') !== '1') verdicts.push(odd('base64decode does not read standard base64'));
  return verdicts;
}

function lines(feeds: number, returns: number, rest: number): Verdict {
  if (rest === 164 && returns === 0 && feeds === 0)
    return pin('base64Lines', 'none', 'base64encode writes 164 characters in one line');
  if (rest === 164 && returns === 0 && feeds === 3)
    return pin('base64Lines', '76', 'base64encode breaks 164 characters three times');
  return odd(
    `base64encode breaks lines in a way that the profile has no value for (${feeds} line feeds, ${returns} carriage returns, ${rest} characters): 'base64Lines' stays open`,
  );
}

/** Part 5: what a plus sign becomes. */
export function readUrldecode(digits: Digits): Verdict[] {
  if (digits('a') === '1')
    return [pin('urldecode', 'plus', 'urldecode turns a plus sign into a space')];
  if (digits('a') === '2')
    return [pin('urldecode', 'percent', 'urldecode leaves a plus sign alone')];
  return [
    odd(
      `urldecode gives ${digits('b')} characters for a+b%2Bc%20d, neither of the known answers: 'urldecode' stays open`,
    ),
  ];
}

/** Part 6: the documented answers of the date filters. */
export function readDates(digits: Digits, year: number): Verdict[] {
  const verdicts: Verdict[] = [];
  if (digits('a') !== '10142020')
    verdicts.push(odd('dateFormatter does not read day, month, year as MoEngage documents'));
  if (digits('b') !== '102')
    verdicts.push(odd('days does not count from the first date to the second, as documented'));
  const shown = Number(digits('c'));
  if (Math.abs(shown - year) > 1)
    verdicts.push(odd(`today('EST') gives the year ${shown}, not this year, as documented`));
  return verdicts.length > 0
    ? verdicts
    : [note('dateFormatter, days and today answer as documented')];
}

/** Part 7: the sign of tzOffset, by two offsets eleven hours apart; what the zone of a time counts for; the usual format. */
export function readOffset(digits: Digits): Verdict[] {
  const [minus, plus] = ['a', 'b'].map((key) => minutesOf(digits(key)));
  const apart = minus === undefined || plus === undefined ? undefined : minus - plus;
  return [offsetSign(apart), dateZone(digits), dateFormat(digits('e'))];
}

function offsetSign(apart: number | undefined): Verdict {
  if (apart === 660)
    return pin('tzOffset', 'west', 'tzOffset=-330 shows a time 11 hours after tzOffset=330');
  if (apart === -660)
    return pin('tzOffset', 'east', 'tzOffset=-330 shows a time 11 hours before tzOffset=330');
  return odd("tzOffset=-330 and tzOffset=330 do not lie 11 hours apart: 'tzOffset' stays open");
}

/** 17:21 on the 19th as UTC, as CST six hours west of it, and as the time of India. */
const [AS_UTC, AS_CST, AS_INDIA] = ['191721', '192321', '191151'] as const;

function dateZone(digits: Digits): Verdict {
  const value = new Map([
    [`${AS_UTC} ${AS_UTC}`, 'ignored'],
    [`${AS_UTC} ${AS_INDIA}`, 'offset'],
    [`${AS_CST} ${AS_INDIA}`, 'read'],
  ]).get(`${digits('c')} ${digits('d')}`);
  if (value !== undefined)
    return pin(
      'dateZone',
      value,
      `17:21 CST and 17:21 +05:30: zones are ${SEEN.get(value) ?? value}`,
    );
  return odd(
    "timeZone='UTC' gives other times of 17:21 CST and 17:21 +05:30 than the profile has a value for: 'dateZone' stays open",
  );
}

const SEEN: ReadonlyMap<string, string> = new Map([
  ['ignored', 'ignored'],
  ['offset', 'read where they are offsets'],
  ['read', 'read'],
]);

function dateFormat(length: string): Verdict {
  if (length === '22')
    return pin('dateFormat', 'am-pm', 'without a format a time ends in AM or PM');
  if (length === '19') return pin('dateFormat', 'plain', 'without a format a time ends in seconds');
  return odd(
    `a time without a format has ${length} characters, neither of the known formats: 'dateFormat' stays open`,
  );
}

/** Minutes since the month began, of day, hour and minute in two digits each. */
function minutesOf(stamp: string): number | undefined {
  const match = /^(\d\d)(\d\d)(\d\d)$/.exec(stamp);
  if (match === null) return undefined;
  return Number(match[1]) * 1440 + Number(match[2]) * 60 + Number(match[3]);
}

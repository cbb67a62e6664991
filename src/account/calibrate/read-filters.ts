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

/** Part 7: the sign of tzOffset, by two offsets eleven hours apart; and what the zone of the subject counts for. */
export function readOffset(digits: Digits): Verdict[] {
  const [minus, plus, utc] = ['a', 'b', 'c'].map((key) => minutesOf(digits(key)));
  const verdicts: Verdict[] = [];
  const apart = minus === undefined || plus === undefined ? undefined : minus - plus;
  if (apart === 660)
    verdicts.push(
      pin('tzOffset', 'west', 'tzOffset=-330 shows a time 11 hours after tzOffset=330'),
    );
  else if (apart === -660)
    verdicts.push(
      pin('tzOffset', 'east', 'tzOffset=-330 shows a time 11 hours before tzOffset=330'),
    );
  else
    verdicts.push(
      odd("tzOffset=-330 and tzOffset=330 do not lie 11 hours apart: 'tzOffset' stays open"),
    );
  const known = new Map([
    [19 * 1440 + 23 * 60 + 21, 'the zone CST of a time is six hours west of UTC'],
    [19 * 1440 + 17 * 60 + 21, 'the zone that a time names is ignored: it counts as UTC'],
    [19 * 1440 + 9 * 60 + 21, 'the zone CST of a time is eight hours east of UTC: China'],
  ]);
  const zone = known.get(utc ?? -1);
  verdicts.push(
    zone === undefined
      ? odd('timeZone=UTC gives another time than any reading of CST does')
      : note(zone),
  );
  return verdicts;
}

/** Minutes since the month began, of day, hour and minute in two digits each. */
function minutesOf(stamp: string): number | undefined {
  const match = /^(\d\d)(\d\d)(\d\d)$/.exec(stamp);
  if (match === null) return undefined;
  return Number(match[1]) * 1440 + Number(match[2]) * 60 + Number(match[3]);
}

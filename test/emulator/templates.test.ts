import { expect, test } from 'vitest';
import { Environment } from '../../src/jinja/index.ts';
import { defaultProfile, moengageFilters, nobleHashes } from '../../src/account/index.ts';

const filters = moengageFilters({
  crypto: nobleHashes,
  profile: defaultProfile(),
  clock: () => Date.UTC(2026, 0, 1),
  auxTables: new Map(),
});
const environment = new Environment({ filters });

test.each([
  [`{{ 'é'|base64encode }}{{ 'w6k='|base64decode }}`, 'w6k=é'],
  [`{{ 'a+b%20c'|urldecode }}`, 'a b c'],
  [
    `{{ 'a'|convertToSHA256NoSalt() }}`,
    'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb',
  ],
  [
    `{{ 'what do ya want for nothing?'|convertToSHA256('Jefe') }}`,
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843', // RFC 4231, case 2
  ],
  [`{{ '14/10/2020'|dateFormatter('%m/%d/%Y') }}`, '10/14/2020'],
  [`{{ '12/10/2020'|days('14/10/2020') }}`, '2'],
  [`{{ '%m/%d/%Y'|today('EST') }}`, '12/31/2025'],
  [
    `{{ '2012-01-19 17:21:00 CST'|dateTimeFormatter(toFormat='%H:%M', timeZone='UTC', tzOffset=-330) }}`,
    '11:51',
  ],
  [
    `{{ '2012-01-19 17:21:00 CST'|dateTimeFormatter(tzOffset=nothing, timeZone='Asia/Kolkata') }}`,
    '2012-01-19 22:51:00 PM',
  ],
  [`{% set l = [1, 2, 2] %}{{ l|count(2) }}{{ l|index(2) }}{{ l|pop(0) }}{{ l|count }}`, '2112'],
])('%s', (template, answer) => {
  expect(environment.renderString(template, {})).toBe(answer);
});

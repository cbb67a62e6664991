import { expect, test } from 'vitest';
import { fromJs, type Dict } from '../../src/jinja/index.ts';
import { createEmulator } from '../../src/emulator/index.ts';
import { makeProfile, nobleHashes } from '../../src/account/index.ts';

const user = fromJs({
  Balance: 1234567,
  Phone: '+91 98765-43210',
  Items: ['cup', 'pen', 'hat'],
  Prices: [3, 5, 8],
  Orders: [
    { city: 'Oslo', sum: 3, open: true },
    { city: 'Rome', sum: 5, open: false },
    { city: 'Oslo', sum: 8, open: true },
  ],
}) as Dict;

/** Idioms of MoEngage's use-case pages, in words of our own. */
test.each([
  ['thousands', "{{ '{:,}'.format(UserAttribute['Balance']) }}", '1,234,567'],
  [
    'Indian grouping by slicing and reversing',
    "{% set t = UserAttribute['Balance']|string %}{% set last = t[-3:] %}{% set rest = t[:-3][::-1] %}" +
      "{% set parts = [] %}{% for i in range(0, rest|length, 2) %}{{ parts.append(rest[i:i+2][::-1])|replace('None', '') }}{% endfor %}" +
      "{{ parts[::-1]|join(',') }},{{ last }}",
    '12,34,567',
  ],
  [
    'a list that grows in a loop',
    "{% set names = [] %}{% for i in UserAttribute['Items'] %}{{ names.append(i|upper)|replace('None', '') }}{% endfor %}{{ names|join('-') }}",
    'CUP-PEN-HAT',
  ],
  [
    'two lists side by side',
    "{% for i in UserAttribute['Items'] %}{{ i }}={{ UserAttribute['Prices'][loop.index-1] }};{% endfor %}",
    'cup=3;pen=5;hat=8;',
  ],
  [
    'groupby',
    "{% for city, orders in UserAttribute['Orders']|groupby('city') %}{{ city }}:{{ orders|length }} {% endfor %}",
    'Oslo:2 Rome:1 ',
  ],
  [
    'selectattr and map',
    "{{ UserAttribute['Orders']|selectattr('open')|map(attribute='sum')|sum }}",
    '11',
  ],
  [
    'last ten digits',
    "{{ (UserAttribute['Phone']|replace(' ', '')|replace('-', ''))[-10:] }}",
    '9876543210',
  ],
  [
    'break',
    "{% for i in UserAttribute['Items'] %}{% if loop.index == 2 %}{% break %}{% endif %}{{ i }}{% endfor %}",
    'cup',
  ],
])('%s', (_name, template, text) => {
  for (const jinja of ['3.1', '2.8'] as const) {
    const emulator = createEmulator({
      profile: makeProfile({ jinja }),
      channel: 'email',
      crypto: nobleHashes,
      clock: () => 0,
    });
    expect(emulator.compile(template).render({ user })).toMatchObject({ sent: true, text });
  }
});

import { describe, expect, test } from 'vitest';
import {
  makeProfile,
  nobleHashes,
  readAuxTable,
  readContentApi,
  readRecipient,
  type Recipient,
} from '../../src/account/index.ts';
import { analyse, type FixtureAdvice } from '../../src/analysis/index.ts';
import { SourceMap } from '../../src/diagnostics/index.ts';
import { checkFixtureNames, type EmulatorOptions } from '../../src/emulator/index.ts';

const USERS = [
  `user:
  First Name: Ada
  Email (Standard): ada@x.example
  "Ada's Points": 12
  Address 1: Via Roma
  Nick: null
  home: { city: Rome, geo: { latitude: 41.9 } }
event: { Product Name: Lamp }
product-sets:
  Recos: [{ title: Lamp, price: 3, seller: { name: Bo } }]
`,
  'user: { First Name: Bob, Points: 3 }\n',
];

const ADA = recipientsOf(USERS);

function recipientsOf(texts: readonly string[]): readonly Recipient[] {
  return texts.flatMap((text) => readRecipient(text, 'user.yaml').recipient ?? []);
}

/** What is said of a template that is rendered for some users, each with its column. */
function said(template: string, recipients: readonly Recipient[] = ADA): readonly string[] {
  const { table } = readAuxTable('id,Amount\n1,30\n', 'dues.csv');
  const { records } = readContentApi('Weather: { temp: 3, days: [{ high: 9 }] }\n', 'api.yaml');
  const options: EmulatorOptions = {
    profile: makeProfile({}),
    channel: 'email',
    crypto: nobleHashes,
    clock: () => 0,
    auxTables: new Map(table && [['dues.csv', table]]),
    contentApi: records,
  };
  const advice: FixtureAdvice = ({ section }) => `add ${section}`;
  const analysis = analyse(SourceMap.of(template), options);
  return checkFixtureNames(analysis, { options, recipients, advice }).map(
    ({ span, message, hint }) => `${span?.start.column ?? 0} ${message} (${hint ?? ''})`,
  );
}

describe('a name that no fixture has, near one that a fixture or every account has', () => {
  test.each([
    [
      "{{ UserAttribute['first name'] }}",
      "4 no fixture has the user attribute 'first name' (did you mean 'First Name'? letter case counts)",
    ],
    [
      "{{ UserAttribute['First Name ']|default('x') }}",
      "4 no fixture has the user attribute 'First Name ' (did you mean 'First Name'? spaces count)",
    ],
    [
      "{{ UserAttribute['First\u00a0Name'] }}",
      "4 no fixture has the user attribute 'First\u00a0Name' (did you mean 'First Name'? spaces count)",
    ],
    [
      '{{ UserAttribute.FirstName }}',
      "4 no fixture has the user attribute 'FirstName' (did you mean 'First Name'? spaces count)",
    ],
    [
      "{{ UserAttribute['Email'] }}",
      "4 no fixture has the user attribute 'Email' (did you mean 'Email (Standard)'?)",
    ],
    [
      "{{ UserAttribute['Ada\u2019s Points'] }}",
      "4 no fixture has the user attribute 'Ada\u2019s Points' (did you mean 'Ada's Points'? curly quotes are other characters than straight ones)",
    ],
    [
      "{{ UserAttribute['Frist Nmae'] }}",
      "4 no fixture has the user attribute 'Frist Nmae' (did you mean 'First Name'?)",
    ],
    [
      "{% set u = UserAttribute %}{{ u.get('Ponts') }}",
      "31 no fixture has the user attribute 'Ponts' (did you mean 'Points'?)",
    ],
    [
      "{{ UserAttribute['birthday'] }}",
      "4 no fixture has the user attribute 'birthday' (did you mean 'Birthday'? letter case counts)",
    ],
    [
      "{{ EventAttribute['product name'] }}",
      "4 no fixture has the event attribute 'product name' (did you mean 'Product Name'? letter case counts)",
    ],
    [
      "{{ UserAttribute['Product Name'] }}",
      "4 no fixture has the user attribute 'Product Name' (did you mean EventAttribute['Product Name']?)",
    ],
    [
      "{{ CampaignAttribute['Campaign Name'] }}",
      "4 no fixture has the campaign attribute 'Campaign Name' (did you mean 'Campaign name'? letter case counts)",
    ],
    [
      '{{ UserAttribute.home.cty }}',
      "4 no fixture has 'cty' in the user attribute 'home' (did you mean 'city'?)",
    ],
    [
      "{{ UserAttribute.home['geo'].Latitude }}",
      "4 no fixture has 'Latitude' in the user attribute 'home' (did you mean 'latitude'? letter case counts)",
    ],
    [
      '{{ ProductSet.Reco[0].title }}',
      "4 no fixture has the product set 'Reco' (did you mean 'Recos'?)",
    ],
    ['{{ ProductSet.Other[0] }}', "4 no fixture has the product set 'Other' (add product-sets)"],
    [
      '{{ ProductSet.Recos[0].prise }}',
      "4 no fixture has 'prise' in the product set 'Recos' (did you mean 'price'?)",
    ],
    [
      '{% for p in ProductSet.Recos[:3]|sort(attribute="prise") %}{{ p.title }}{% endfor %}',
      "49 no fixture has 'prise' in the product set 'Recos' (did you mean 'price'?)",
    ],
    [
      '{% set all = ProductSet.Recos %}{% for p in all %}{% set s = p.seller %}{{ s.nane }}{% endfor %}',
      "76 no fixture has 'nane' in the product set 'Recos' (did you mean 'name'?)",
    ],
    [
      "{{ ProductSet.Recos|map(attribute='titel')|first }}",
      "35 no fixture has 'titel' in the product set 'Recos' (did you mean 'title'?)",
    ],
    [
      "{{ (ProductSet.Recos|first).titel if a is defined else '' }}",
      "4 no fixture has 'titel' in the product set 'Recos' (did you mean 'title'?)",
    ],
    [
      '{{ ContentApi.Wether({}).temp }}',
      "4 no fixture has the Content API 'Wether' (did you mean 'Weather'?)",
    ],
    [
      "{% set w = ContentApi.Weather({'q': 'Rome'}) %}{{ w.tmp }}{{ w.days[0].hihg }}",
      [
        "51 no fixture has 'tmp' in the Content API 'Weather' (did you mean 'temp'?)",
        "62 no fixture has 'hihg' in the Content API 'Weather' (did you mean 'high'?)",
      ],
    ],
    [
      "{{ ('1'|getAuxData('due')).Amount }}",
      "5 no fixture has the auxiliary table 'due' (did you mean 'dues'?)",
    ],
    [
      "{{ ('1'|getAuxData('dues')).amount }}",
      "4 no fixture has 'amount' in the auxiliary table 'dues' (did you mean 'Amount'? letter case counts)",
    ],
    [
      "{{ UserAttribute['tier'] }}{% if UserAttribute['Point'] %}{{ UserAttribute['Point'] }}{% endif %}",
      "34 no fixture has the user attribute 'Point' (did you mean 'Points'?; also at 1:62)",
    ],
  ])('%s', (template, expected) => {
    expect(said(template)).toEqual([expected].flat());
  });
});

describe('nothing is said of', () => {
  test.each([
    ['a rare attribute', "{{ UserAttribute['Shoe Size'] }}"],
    ['an attribute that is null', "{{ UserAttribute['Nick'] }}"],
    ['an attribute that one of the users has', "{{ UserAttribute['Points'] }}"],
    [
      'an attribute that every account has',
      "{{ UserAttribute['Gender'] }}{{ UserAttribute.u_ln }}",
    ],
    [
      'a name with another number',
      "{{ UserAttribute['Address 2'] }}{{ UserAttribute['Address'] }}",
    ],
    ['a method', '{{ UserAttribute.home.items()|list }}{{ UserAttribute.get }}'],
    ['a computed name', "{{ UserAttribute['First' ~ ' name'] }}"],
    ['a member of something that is not in the fixtures', '{% set a = b %}{{ a.titel }}'],
    [
      'a table under either of its names',
      "{{ ('1'|getAuxData('dues')).Amount }}{{ 1|getAuxData('dues.csv') }}",
    ],
    [
      'a name that the template binds itself',
      "{% set UserAttribute = {} %}{{ UserAttribute['first name'] }}",
    ],
    ['an event where no fixture has one', "{{ BusinessEventAttribute['x'] }}"],
  ])('%s', (_what, template) => {
    expect(said(template)).toEqual([]);
  });
});

test('without any user there are the names that every account has', () => {
  expect(said("{{ UserAttribute['first name'] }}{{ UserAttribute['Ponts'] }}", [])).toEqual([
    "4 no fixture has the user attribute 'first name' (did you mean 'First Name'? letter case counts)",
  ]);
});

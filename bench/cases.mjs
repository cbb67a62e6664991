/** The templates that are timed, with their contexts. `loyalty` is the shipped campaign's snippet, generated anew. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const here = (path) => new URL(path, import.meta.url);
const template = (name) => readFileSync(here(`templates/${name}.jinja`), 'utf8');

const user = {
  MoEngage_ID: 'u-1001',
  'First Name': 'Ada',
  'Last Name': 'Example',
  'Email (Standard)': 'ada@example.com',
  'Mobile Number (Standard)': '+44 20 7946 0000',
  Tier: 'gold',
  Points: 1250,
};

const cities = ['new-york', 'san-jose', 'sankt-poelten', 'aix-en-provence'];
const rows = Array.from({ length: 1000 }, (_, at) => ({
  name: `item ${at}`,
  price: at * 1.375 + 0.125,
  ...(at % 3 === 0 ? {} : { note: `note ${at}` }),
  tags: ['new', 'sale', `t${at % 7}`],
  city: cities[at % cities.length],
}));

const items = Array.from({ length: 200 }, (_, at) => ({
  label: `Field ${at}`,
  value: `value ${at}`,
  required: at % 2 === 0,
}));

const lines = Array.from(
  { length: 200 },
  (_, at) => `   The  Quick Brown offer number ${at} jumps  over the lazy dog   `,
);

/** Case name -> {template, context}. */
export function cases() {
  return new Map([
    ['guide', { template: template('guide'), context: { UserAttribute: user } }],
    [
      'loyalty',
      {
        template: loyalty(),
        context: { UserAttribute: user, EventAttribute: { 'Expires At': '2027-01-31T00:00:00Z' } },
      },
    ],
    ['table', { template: template('table'), context: { rows } }],
    ['macros', { template: template('macros'), context: { items } }],
    ['strings', { template: template('strings'), context: { name: 'Ada', lines } }],
  ]);
}

function loyalty() {
  const map = here('../templates/loyalty-card/fieldmap.yaml').pathname;
  const snippet = execFileSync(
    process.execPath,
    [here('../bin/smartpass.js').pathname, 'generate', map],
    { encoding: 'utf8' },
  );
  return `${snippet}\n<a href="{{ longURL }}">Save</a>\n`;
}

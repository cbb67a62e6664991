/**
 * The templates that are timed, with their contexts. `loyalty`, `200 fields` and `50 dates` are snippets that the compiler writes.
 * `warm` is how often a case is rendered before it is timed, 20,000 times unless that takes too long.
 */
import { readFileSync } from 'node:fs';
import { compile, readFieldMap } from '../dist/compiler/index.js';

const here = (path) => new URL(path, import.meta.url);
const template = (name) => readFileSync(here(`templates/${name}.jinja`), 'utf8');
const WARM = 20_000;

/** A complete user of the shipped campaigns. */
export const USER = {
  MoEngage_ID: 'u-1001',
  'First Name': 'Ada',
  'Last Name': 'Example',
  'Email (Standard)': 'ada@example.com',
  'Mobile Number (Standard)': '+44 20 7946 0000',
  Tier: 'gold',
  Points: 1250,
};

/** The event that sends the loyalty card. */
export const EVENT = { 'Expires At': '2027-01-31T00:00:00Z' };

const CITIES = ['new-york', 'san-jose', 'sankt-poelten', 'aix-en-provence'];

const list = (length, make) => Array.from({ length }, (_, at) => make(at));

function rows() {
  return list(1000, (at) => ({
    name: `item ${at}`,
    price: at * 1.375 + 0.125,
    ...(at % 3 === 0 ? {} : { note: `note ${at}` }),
    tags: ['new', 'sale', `t${at % 7}`],
    city: CITIES[at % CITIES.length],
  }));
}

function productSets() {
  const set = (name) =>
    list(12, (at) => ({
      title: `${name} ${at}`,
      link: `https://shop.example.com/p/${name.toLowerCase()}-${at}`,
      image: `https://cdn.example.com/${name.toLowerCase()}/${at}.jpg`,
      price: at * 7.25 + 19,
      ...(at % 3 === 0 && { sale: at * 6 + 15.5 }),
      stock: (at * 5) % 11,
    }));
  return Object.fromEntries(['Shoes', 'Bags', 'Hats'].map((name) => [name, set(name)]));
}

/** The snippet of a field map, with a link that uses it, and the map. */
function snippetOf(source) {
  const { map } = readFieldMap(source, 'fieldmap.yaml');
  const { snippet } = compile(map, { channel: 'email' });
  return { template: `${snippet}\n<a href="{{ longURL }}">Save</a>\n`, map: source };
}

/** A map of many fields of pass metadata; `rest` is what each says beside its source. */
export function mapOf(count, rest = '') {
  const fields = list(
    count,
    (at) => `  meta.f${at}: { user: Attribute ${at}, missing: omit${rest} }\n`,
  );
  return `smartpass: 1\nidentity: none\nproject: { url: https://pub1.pskt.io/c/a4hrop }\nfields:\n${fields.join('')}`;
}

function attributes(count, make) {
  return { UserAttribute: Object.fromEntries(list(count, (at) => [`Attribute ${at}`, make(at)])) };
}

/** A mail of 61 KB: mostly markup, with a greeting, conditions and a link in each of its parts. */
function mail() {
  const part = readFileSync(here('templates/mail-part.jinja'), 'utf8');
  const parts = list(53, (at) => part.replaceAll('NUMBER', String(at)));
  return `<!DOCTYPE html>\n<html lang="en"><body>\n${parts.join('')}</body></html>\n`;
}

/** Case name -> {template, context, warm, mode}; the mode is `render` unless it is `cold`. */
export function cases() {
  const user = { UserAttribute: USER };
  const loyalty = {
    ...snippetOf(readFileSync(here('../templates/loyalty-card/fieldmap.yaml'), 'utf8')),
    context: { ...user, EventAttribute: EVENT },
  };
  return new Map(
    Object.entries({
      guide: { template: template('guide'), context: user },
      'loyalty, first 2,000': { ...loyalty, mode: 'cold' },
      loyalty,
      'mail of 61 KB': { template: mail(), context: user, warm: 8000 },
      table: { template: template('table'), context: { rows: rows() }, warm: 400 },
      'product sets': {
        template: template('product-sets'),
        context: { ProductSet: productSets() },
        warm: 6000,
      },
      macros: {
        template: template('macros'),
        context: {
          items: list(200, (at) => ({
            label: `Field ${at}`,
            value: `value ${at}`,
            required: at % 2 === 0,
          })),
        },
        warm: 3000,
      },
      strings: {
        template: template('strings'),
        context: {
          name: 'Ada',
          lines: list(
            200,
            (at) => `   The  Quick Brown offer number ${at} jumps  over the lazy dog   `,
          ),
        },
        warm: 3000,
      },
      '200 fields': {
        ...snippetOf(mapOf(200)),
        context: attributes(200, (at) => `value ${at}`),
        warm: 2000,
      },
      '50 dates': {
        ...snippetOf(mapOf(50, ', as: datetime')),
        context: attributes(50, (at) => `20${at + 20}-01-31T08:30:00Z`),
        warm: 1000,
      },
    }).map(([name, one]) => [name, { mode: 'render', warm: WARM, ...one }]),
  );
}

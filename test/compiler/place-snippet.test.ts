import { describe, expect, test } from 'vitest';
import type { Channel } from '../../src/account/index.ts';
import { placeSnippet, readFieldMap } from '../../src/compiler/index.ts';

const MAP = `smartpass: 1
project: { url: https://pub1.pskt.io/c/a4hrop, kind: coupon }
fields:
  person.externalId: { user: ID, missing: { drop: No id } }
`;
const { map } = readFieldMap(MAP, 'fieldmap.yaml');
const M = '{# smartpass: fieldmap.yaml #}';
const NAME = "{{ UserAttribute['First Name'] }}";

function place(template: string, channel: Channel = 'sms') {
  if (map === undefined) throw new Error('the map of the test is wrong');
  const { template: whole, findings } = placeSnippet(template, map, { channel, file: 't.jinja' });
  const text = whole?.text ?? '';
  return {
    text,
    links: text.split(/\{\{-?\s*longURL\s*-?\}\}/).length - 1,
    problems: findings.map(({ code }) => code),
    columns: findings.map(({ span }) => span?.start.column),
  };
}

describe('the marker prints the link once', () => {
  test.each<[template: string, channel: Channel, links: number]>([
    [`${M}Hi ${NAME}: {{ longURL }}`, 'sms', 1],
    [`${M}Hi ${NAME}: {{longURL}}`, 'push', 1],
    [`Hi ${NAME}: ${M}`, 'whatsapp', 1],
    [`Hi ${NAME}: ${M} bye`, 'sms', 1],
    [
      `${M}{% if UserAttribute['VIP'] %}A: {{ longURL }}{% else %}B: {{ longURL }}{% endif %}`,
      'sms',
      2,
    ],
    [`${M}{% if longURL %}{% endif %}`, 'sms', 1],
    [`${M}{"link": "{{ longURL }}", "again": "{{longURL}}"}`, 'connector', 2],
    [`{"link": "${M}"}`, 'connector', 1],
    [`${M}<a href="{{longURL}}">a</a> <a href="{{longURL}}">b</a>`, 'in-app', 2],
    [`<a href="${M}">a</a>`, 'osm', 1],
    [`${M}<a href="{{longURL}}">a</a>`, 'email', 1],
    [`${M}Card: {{ longURL }}`, 'cards', 1],
    [`${M}{% macro m(a) %}{{ a }}{% endmacro %}{{ m(longURL) }}`, 'sms', 0],
    [`${M}{% set link = longURL %}Hi: {{ link }}`, 'sms', 0],
  ])('%s in %s', (template, channel, links) => {
    const placed = place(template, channel);
    expect(placed.problems).toEqual([]);
    expect(placed.links).toBe(links);
  });

  test('in one line, without a line break that would be sent', () => {
    expect(place(`${M}Hi {{ longURL }}`).text).not.toContain('\n');
  });

  test('white space that the comment takes away is taken away', () => {
    expect(place('a \n{#- smartpass: fieldmap.yaml -#}\n {{ longURL }}').text).toMatch(
      /^a\{# .*%\}\{\{ longURL \}\}$/s,
    );
  });
});

/** The sign ¦ is where the finding is. */
describe('what a template does wrong with the link', () => {
  test.each<[template: string, problems: readonly string[], channel?: Channel]>([
    [`Hi¦${M}`, ['map/link-glued']],
    [`¦${M}now`, ['map/link-glued']],
    [`¦${M}/now`, ['map/link-glued']],
    [`${M}, now`, []],
    [`${M}.`, []],
    [`¦${M}.Now`, ['map/link-glued']],
    [`(${M})`, []],
    [`${M}&utm_source=sms`, []],
    [`Pass: ${M}\nBye`, []],
    [`点击${M}`, []],
    [`¦${M}。`, ['map/link-glued']],
    [`${M}Hi{{ ¦longURL }}`, ['map/link-glued']],
    [`${M}Hi {{ ¦longURL }}bye`, ['map/link-glued']],
    [`${M}Hi {{ longURL }}{{ ¦longURL }}`, ['map/link-glued']],
    [`${M}Hi {{ longURL }} {{ ¦longURL }}`, ['map/link-twice']],
    [`${M}{{ 'Hi' ~ ¦longURL }}`, ['map/link-glued']],
    [`${M}{{ 'Hi ' + ¦longURL + 'bye' }}`, ['map/link-glued']],
    [`${M}{{ ('Hi' if UserAttribute.a else 'Hi ') ~ ¦longURL }}`, ['map/link-glued']],
    [`${M}{% set link = longURL %}Hi{{ ¦link }}`, ['map/link-glued']],
    [`${M}{% if UserAttribute.a %}Hi{% endif %}{{ ¦longURL }}`, ['map/link-glued']],
    [`${M}{{ ¦longURL }}{% if UserAttribute.a %}bye{% endif %}`, ['map/link-glued']],
    [`${M}{% if UserAttribute.a %}Hi{% else %}{{ longURL }}{% endif %}`, []],
    [`${M}{% if a %}Hi{% endif %}{% if not a %}{{ longURL }}{% endif %}`, []],
    [`${M}{% if a %}{{ longURL }}{% endif %}{% if not a %} {{ longURL }}{% endif %}`, []],
    [
      `${M}{% if a %}{{ longURL }}{% else %}{{ longURL }}{% endif %} {{ ¦longURL }}`,
      ['map/link-twice'],
    ],
    [`{{ ¦longURL }} ${M}`, ['map/link-too-early']],
    [`${M}Hi {{ longURL }} {{ longURL }}`, [], 'cards'],
    [`${M}{"a": "Hi\\n{{ longURL }}", "b": "x"}`, [], 'connector'],
    [`${M}id,{{ longURL }},1`, [], 'connector'],
    [`${M}{"a": "Hi{{ ¦longURL }}"}`, ['map/link-glued'], 'connector'],
    [`${M}<a href="https://x.example/{{¦longURL}}">a</a>`, ['map/link-glued'], 'email'],
    [`${M}<a href={{longURL}}>a</a>See: {{longURL}}<br>`, [], 'email'],
    [`${M}{% if %}`, []],
  ])('%s', (template, problems, channel = 'sms') => {
    const { problems: found, columns } = place(template.replace('¦', ''), channel);
    expect(found).toEqual(problems);
    expect(columns).toEqual(problems.map(() => template.indexOf('¦') + 1));
  });
});

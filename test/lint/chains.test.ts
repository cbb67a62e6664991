import { expect, test } from 'vitest';
import { defaultProfile, nobleHashes } from '../../src/account/index.ts';
import { lint } from '../../src/lint/index.ts';
import { smartpass, folderOf } from '../cli/run-cli.ts';

const OPTIONS = {
  profile: defaultProfile('email'),
  channel: 'email',
  hashes: nobleHashes,
} as const;

/** So many variables or macros, each made from the one before. */
function chain(count: number, step: (at: number) => string): string {
  return Array.from({ length: count }, (_, at) => step(at)).join('');
}

const TIER = "UserAttribute['Tier']";
const START = `{% set v0 = ${TIER} %}`;

/** Each of these hands one value on, more often than a stack has frames for. */
const CHAINS: readonly (readonly [string, (count: number) => string])[] = [
  [
    'variables',
    (n) => `${START}${chain(n, (at) => `{% set v${at + 1} = v${at} %}\n`)}{{ v${n}.x }}`,
  ],
  [
    'texts that are joined',
    (n) => `${START}${chain(n, (at) => `{% set v${at + 1} = v${at} ~ 'x' %}\n`)}{{ v${n} }}`,
  ],
  [
    'macros',
    (n) =>
      `{% macro m0(x) %}{{ x }}{% endmacro %}${chain(n, (at) => `{% macro m${at + 1}(x) %}{{ m${at}(x) }}{% endmacro %}\n`)}{{ m20(${TIER}) }}`,
  ],
];

test.each(CHAINS)('a value that goes through 400 %s is judged', (_what, source) => {
  const { findings } = lint(source(400), { ...OPTIONS, clock: () => 0 });
  expect(findings.some(({ message }) => message.includes("user attribute 'Tier'"))).toBe(true);
});

test.each(CHAINS)('4,000 %s are read to the end', (_what, source) => {
  const { findings } = lint(source(4000), { ...OPTIONS, clock: () => 0 });
  expect(findings).toBeInstanceOf(Array);
});

test.each(CHAINS)('and rendered: %s', async (_what, source) => {
  const cwd = folderOf({ 'mail.html': source(4000), 'ada.yaml': 'user: { MoEngage_ID: u-1 }' });
  const { err } = await smartpass(['render', 'mail.html', '--user', 'ada.yaml'], { cwd });
  expect(err).not.toContain('cli/internal');
});

// Followed on each way anew these would take 2 ** 40 steps.
test.each([
  ['~', (at: number) => `{% set v${at + 1} = (v${at} ~ v${at})[:9] %}`],
  ['or', (at: number) => `{% set v${at + 1} = v${at}.x or v${at}['x'] or v${at} %}`],
  [
    'calls of macros',
    (at: number) =>
      `{% macro m${at + 1}(x) %}{% if x == '${at}' %}{{ m${at}(x) }}{% else %}{{ m${at}(x ~ 'a') }}{% endif %}{% endmacro %}`,
  ],
])('variables that are each made twice from the one before, by %s', (what, step) => {
  const start = what === 'calls of macros' ? '{% macro m0(x) %}{{ x }}{% endmacro %}' : START;
  const use = what === 'calls of macros' ? `{{ m40(${TIER}) }}` : '{{ v40 }}';
  const { findings } = lint(`${start}${chain(40, step)}${use}`, { ...OPTIONS, clock: () => 0 });
  expect(findings.length).toBeGreaterThan(0);
});

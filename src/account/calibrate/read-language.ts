import type { PartAnswer } from './find-answers.ts';
import { MISSING_ATTRIBUTE } from './parts.ts';
import { pythonOf, releaseOf } from './releases.ts';
import { against, note, odd, pin, type Digits, type Verdict } from './verdicts.ts';

/** What `'x'|default('y')` fires on, as the first part writes it: undefined, none, '', 0. */
const DEFAULTS: ReadonlyMap<string, string> = new Map([
  ['1000', 'undefined'],
  ['1100', 'none'],
  ['1111', 'falsy'],
]);

const DEFAULT_SUBJECTS: readonly string[] = ['an undefined value', 'None', "''", '0'];

/** Part 1: Jinja's release, Python's, autoescape, the one-argument default, number formats. */
export function readLanguage(digits: Digits, answer: PartAnswer): Verdict[] {
  return [
    jinja(answer),
    ...python(answer),
    autoescape(digits('m')),
    oneArgumentDefault(digits('n')),
    ...formats(digits('l')),
  ];
}

function jinja({ digits }: PartAnswer): Verdict {
  const release = releaseOf(digits);
  if (release === undefined)
    return against(
      "the expressions that tell Jinja's releases apart answer as no release does: 'jinja' stays open",
    );
  if (release.value === undefined)
    return odd(
      `it answers as Jinja ${release.name}: the profile knows 3.1, 3.1.6 and 2.8, so 'jinja' stays open`,
    );
  return pin('jinja', release.value, `answers as Jinja ${release.name} does`);
}

function python({ digits }: PartAnswer): Verdict[] {
  const version = pythonOf(digits);
  if (version === undefined) return [note('which Python it runs on cannot be told')];
  const said = `it runs on Python ${version}, as far as text methods tell`;
  return [note(said), pin('python', version === '2.7' ? '2' : '3', said)];
}

function autoescape(length: string): Verdict {
  if (length === '1') return pin('autoescape', 'off', 'a sign that HTML escapes stays one sign');
  if (length === '4') return pin('autoescape', 'on', 'a sign that HTML escapes becomes four');
  return odd(`a sign that HTML escapes becomes ${length} characters: 'autoescape' stays open`);
}

function oneArgumentDefault(fires: string): Verdict {
  const on = DEFAULT_SUBJECTS.filter((_, index) => fires[index] === '1').join(', ');
  const value = DEFAULTS.get(fires);
  if (value !== undefined) return pin('default', value, `default('y') replaces ${on}`);
  return odd(
    `default('y') replaces ${on === '' ? 'nothing' : on}: the profile has no value for that, so 'default' stays open`,
  );
}

function formats(works: string): Verdict[] {
  const [percent, braces] = works;
  return [
    ...(percent === '1' ? [] : [odd("'%03d'|format(7) is not 007, as it is in Python")]),
    ...(braces === '1' ? [] : [odd("'{:,}'.format(1234) is not 1,234, as MoEngage documents")]),
  ];
}

/** Part 2: what an attribute is that no user has. Held against what part 1 says of default. */
export function readMissing(digits: Digits, language: Digits | undefined): Verdict[] {
  const kind = `${digits('a')}${digits('b')}${digits('c')}`;
  const value = new Map([
    ['000', 'undefined'],
    ['110', 'none'],
    ['101', 'empty'],
  ]).get(kind);
  if (value === undefined) return [oddMissing(kind)];
  const fires = language?.('n') ?? '';
  const expected = { undefined: fires[0], none: fires[1], empty: fires[2] }[value];
  const isAgainst = digits('e') !== '1' || (expected !== undefined && digits('d') !== expected);
  if (isAgainst)
    return [
      against(
        `UserAttribute['${MISSING_ATTRIBUTE}'] looks ${value}, but default(…) treats it otherwise than ${value} values: 'missing' stays open`,
      ),
    ];
  const looks = { undefined: 'is not defined', none: 'is none', empty: "is ''" }[value];
  return [pin('missing', value, `an attribute that no user has ${looks ?? value}`)];
}

function oddMissing(kind: string): Verdict {
  if (kind === '100')
    return odd(
      `an attribute that no user has is some other value, neither Undefined, None nor '': 'missing' stays open`,
    );
  return against(
    `an attribute that no user has cannot be at once what the answers say (defined ${kind[0] ?? ''}, none ${kind[1] ?? ''}, empty ${kind[2] ?? ''}): 'missing' stays open`,
  );
}

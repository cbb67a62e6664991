import { expect, test } from 'vitest';
import { closest, didYouMean } from '../../src/diagnostics/index.ts';
import { suggestField } from '../../src/passkit/index.ts';

const ATTRIBUTES = ['First Name', 'Last Name', 'Email (Standard)', 'Points', 'Tier', 'id'];

test.each([
  ['first_name', 'First Name'],
  ['First Name ', 'First Name'],
  ['\u201cFirst Name\u201d', 'First Name'],
  ['Fisrt Name', 'First Name'],
  ['Frist Nmae', 'First Name'],
  ['Email', 'Email (Standard)'],
  ['e-mail standard', 'Email (Standard)'],
  ['Point', 'Points'],
  ['Ponits', 'Points'],
  ['teir', 'Tier'],
  ['idd', 'id'],
])('%j is near %j', (name, meant) => {
  expect(closest(name, ATTRIBUTES)).toBe(meant);
});

test.each(['City', 'Firstborn', 'Full Name', 'Pints of beer', 'T', 'iv', 'xd', '', '---', 'Tea'])(
  '%j is near none',
  (name) => {
    expect(closest(name, ATTRIBUTES)).toBeUndefined();
  },
);

test('a name is not its own suggestion; of two candidates the nearer one wins', () => {
  expect(closest('Tier', ['Tier'])).toBeUndefined();
  expect(closest('campain', ['captain', 'campaign'])).toBe('campaign');
  expect(didYouMean('emial', ['push', 'email'])).toBe("did you mean 'email'?");
});

test.each(['person.foo', 'person.age', 'members.member.card', 'images.picture', 'xyz'])(
  'the field %j suggests none that it does not resemble',
  (name) => {
    expect(suggestField(name)).toBeUndefined();
  },
);

test.each([
  ['person.fornename', 'person.forename'],
  ['persn.surname', 'person.surname'],
  ['members.member.pionts', 'members.member.points'],
  ['location[2].lot', 'location[2].lat'],
])('the field %j suggests %j', (name, meant) => {
  expect(suggestField(name)).toBe(meant);
});

// bench/growth.mjs measures how the time grows.
test('a text that is too long for a name has no suggestion, and is none', () => {
  const long = 'a'.repeat(5_000_000);
  expect(closest(long, ATTRIBUTES)).toBeUndefined();
  expect(closest('Tier', [long, 'Teir'])).toBe('Teir');
});

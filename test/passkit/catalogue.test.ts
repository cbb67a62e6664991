import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  allFieldNames,
  checkValue,
  concreteFieldNames,
  fieldNamed,
  FIELDS,
  searchFields,
  suggestField,
} from '../../src/passkit/index.ts';

const lines = readFileSync('fixtures/passkit/fields.txt', 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

describe('the catalogue', () => {
  test('holds the fields of the documentation, no more and no fewer', () => {
    const documented = FIELDS.filter(({ standing }) => standing === 'documented');
    expect(documented.map(({ name }) => name).toSorted()).toEqual(
      lines.filter((line) => !line.startsWith('? ')).toSorted(),
    );
  });

  test('holds the fields seen elsewhere, marked as such', () => {
    const seen = FIELDS.filter(({ standing }) => standing === 'seen').map(
      ({ name }) => `? ${name}`,
    );
    expect(seen.toSorted()).toEqual(lines.filter((line) => line.startsWith('? ')).toSorted());
  });

  test('names no field twice, and each says what it is and whence it is known', () => {
    expect(new Set(allFieldNames()).size).toBe(FIELDS.length);
    for (const field of FIELDS) {
      expect(field.about.length).toBeGreaterThan(3);
      expect(field.source.length).toBeGreaterThan(3);
      expect(checkValue(field.type, field.example)).toBeUndefined();
      expect(fieldNamed(field.instead ?? field.name)).toBeDefined();
    }
  });

  test('gives member fields to membership programs and coupon fields to coupon campaigns', () => {
    for (const { name, kind } of FIELDS) {
      const expected = name.startsWith('members.')
        ? 'membership'
        : name.startsWith('singleUseCoupons.')
          ? 'coupon'
          : 'any';
      expect(kind).toBe(expected);
    }
  });

  test('finds a field by the key of a payload', () => {
    expect(fieldNamed('person.forename')?.type).toBe('text');
    expect(fieldNamed('location[10].lat')?.name).toBe('location[1..10].lat');
    expect(fieldNamed('meta.anything at all')?.name).toBe('meta.*');
    for (const name of allFieldNames()) expect(fieldNamed(name)?.name).toBe(name);
    for (const name of ['location[0].lat', 'location[11].lat', 'meta.', 'toString', '__proto__']) {
      expect(fieldNamed(name)).toBeUndefined();
    }
  });

  test('spells every index out for completion', () => {
    const names = concreteFieldNames();
    expect(names).toContain('beacon[10].minor');
    expect(names.every((name) => fieldNamed(name) !== undefined)).toBe(true);
    expect(names.some((name) => name.includes('..'))).toBe(false);
  });

  test.each([
    ['email', 'person.emailAddress'],
    ['birthday', 'person.dateOfBirth'],
    ['first name', 'person.forename'],
    ['tier id', 'members.tier.id'],
    ['lock screen beacon', 'beacon[1..10].lockScreenMessage'],
    ['latitude', 'location[1..10].lat'],
  ])('a search for %s begins with %s', (text, name) => {
    expect(searchFields(text)[0]?.name).toBe(name);
  });

  test('a search for nothing gives all, for nonsense none', () => {
    expect(searchFields('')).toHaveLength(FIELDS.length);
    expect(searchFields('qqqq')).toEqual([]);
  });

  test.each([
    ['person.forname', 'person.forename'],
    ['persn.surname', 'person.surname'],
    ['person.lastName', 'person.surname'],
    ['surname', 'person.surname'],
    ['person.mobile', 'person.mobileNumber'],
    ['members.member.pionts', 'members.member.points'],
    ['members.tierPoints', 'members.member.tierPoints'],
    ['colors.labelColour', 'colors.labelColor'],
    ['color.labelColor', 'colors.labelColor'],
    ['universal.optin', 'universal.optIn'],
    ['location[7].long', 'location[7].lon'],
    ['location[2].lockscreenmessage', 'location[2].lockScreenMessage'],
    ['person.email', 'person.emailAddress'],
    ['singleUseCoupon.coupon.sku', 'singleUseCoupons.coupon.sku'],
  ])('%s suggests %s', (name, meant) => {
    expect(suggestField(name)).toBe(meant);
  });
});

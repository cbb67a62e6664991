import { describe, expect, test } from 'vitest';
import { readRecipient } from '../../src/account/index.ts';
import { UserText } from '../../src/studio/engine/user-text.ts';

const BLOCK = `note: a user
user:
  First Name: Ada   # a comment
  Points: 12
  Tags: [a, b]
event:
  At: 2027-01-31
`;

function changed(text: string, section: string, name: string, value: string | null): string {
  return new UserText(text, 'ada.yaml').changed({ section, name, value }) ?? '';
}

describe('a value of a user is changed in the text of the file', () => {
  test('cells are what is written', () => {
    const user = new UserText(BLOCK, 'ada.yaml');
    expect(user.cell('user', 'Points')).toBe('12');
    expect(user.cell('user', 'Tags')).toBe('[a, b]');
    expect(user.cell('user', 'Tier')).toBeNull();
    expect(user.names('user')).toEqual(['First Name', 'Points', 'Tags']);
  });

  test('only the value changes, comments stay', () => {
    expect(changed(BLOCK, 'user', 'First Name', 'Bo')).toBe(BLOCK.replace('Ada', 'Bo'));
    expect(changed(BLOCK, 'user', 'Points', '7.0')).toBe(BLOCK.replace('12', '7.0'));
  });

  test.each([
    ['O"Brien: x', String.raw`First Name: "O\"Brien: x"`],
    ['# no comment', 'First Name: "# no comment"'],
    ['- item', 'First Name: "- item"'],
    ['', 'First Name: ""'],
    [' ', 'First Name: " "'],
    ['null', 'First Name: null'],
    ['"007"', 'First Name: "007"'],
    ['{{ x }}', 'First Name: "{{ x }}"'],
    ['a\nb', String.raw`First Name: "a\nb"`],
    ['*alias', 'First Name: "*alias"'],
    ['🙂', 'First Name: 🙂'],
  ])('%j is written as a value that reads back', (value, line) => {
    const text = changed(BLOCK, 'user', 'First Name', value);
    expect(text).toContain(line);
    expect(readRecipient(text, 'ada.yaml').findings).toEqual([]);
  });

  test('a value is added after the others, and a section after all', () => {
    expect(changed(BLOCK, 'user', 'Tier', 'gold')).toBe(
      BLOCK.replace('[a, b]\n', '[a, b]\n  Tier: gold\n'),
    );
    expect(changed('user:\n  A: 1\n', 'event', 'B', '2')).toBe('user:\n  A: 1\nevent:\n  B: 2\n');
    expect(changed('user:\n  A: 1', 'event', 'odd: name', '2')).toBe(
      'user:\n  A: 1\nevent:\n  "odd: name": 2',
    );
  });

  test('a value is taken away with its line; the last one leaves an empty mapping', () => {
    expect(changed(BLOCK, 'user', 'Points', null)).toBe(BLOCK.replace('  Points: 12\n', ''));
    expect(changed(BLOCK, 'event', 'At', null)).toContain('event:\n  {}\n');
    expect(readRecipient(changed(BLOCK, 'event', 'At', null), 'ada.yaml').findings).toEqual([]);
  });

  test('JSON stays JSON', () => {
    const json = '{ "user": { "A": 1, "B": "x" } }';
    expect(JSON.parse(changed(json, 'user', 'A', '2'))).toEqual({ user: { A: 2, B: 'x' } });
    expect(JSON.parse(changed(json, 'user', 'C', 'gold, silver'))).toEqual({
      user: { A: 1, B: 'x', C: 'gold, silver' },
    });
    expect(JSON.parse(changed(json, 'user', 'A', 'gold'))).toEqual({ user: { A: 'gold', B: 'x' } });
    expect(JSON.parse(changed(json, 'user', 'B', null))).toEqual({ user: { A: 1 } });
    expect(JSON.parse(changed(json, 'user', 'A', null))).toEqual({ user: { B: 'x' } });
    expect(JSON.parse(changed(json, 'event', 'At', '1'))).toEqual({
      user: { A: 1, B: 'x' },
      event: { At: 1 },
    });
  });

  test('an attribute that is there without a value gets one', () => {
    expect(changed('user:\n  A:\n  B: 1\n', 'user', 'A', 'x')).toBe('user:\n  A: x\n  B: 1\n');
    expect(changed('user: {}\n', 'user', 'A', 'x')).toBe('user: { "A": x }\n');
  });
});

import { describe, expect, test } from 'vitest';
import {
  ACCOUNT_SOURCES,
  accountSourceBy,
  ATTRIBUTES,
  attributesBy,
  FAILURE_CATEGORIES,
  NAMES,
} from '../../src/account/index.ts';
import { SOURCE_KEYS } from '../../src/compiler/schema-parts.ts';

describe('the table of what an account gives to templates', () => {
  test('one idea has one row, whichever of its names is asked for', () => {
    const names = ['BusinessEventAttribute', 'business-event', 'business'] as const;
    const [name, section, source] = names;
    const row = attributesBy('name', name);
    expect(row?.part).toBe('businessEvent');
    expect(attributesBy('section', section)).toBe(row);
    expect(attributesBy('source', source)).toBe(row);
    expect(accountSourceBy('source', 'aux')?.name).toBe('getAuxData');
    expect(attributesBy('name', 'ProductSet')).toBeUndefined();
    expect(accountSourceBy('name', 'constructor')).toBeUndefined();
  });

  test('no name is that of two rows', () => {
    for (const key of ['name', 'section', 'source', 'noun'] as const)
      expect(new Set(ACCOUNT_SOURCES.map((row) => row[key])).size).toBe(ACCOUNT_SOURCES.length);
  });

  test('every row is a name of MoEngage, a source of a field map but for coupons, and of a category that it counts', () => {
    for (const { name, source, category } of ACCOUNT_SOURCES) {
      expect(NAMES.get(name)?.category).toBe(category);
      expect(SOURCE_KEYS.includes(source)).toBe(source !== 'coupon');
      expect(FAILURE_CATEGORIES.has(category)).toBe(true);
    }
    expect(ATTRIBUTES).toHaveLength(4);
  });
});

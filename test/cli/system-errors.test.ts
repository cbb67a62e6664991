import { constants } from 'node:os';
import { expect, test } from 'vitest';
import { systemReason } from '../../src/cli/system-errors.ts';

const failing = (code: string): Error => Object.assign(new Error('x'), { code });

test.each(['EACCES', 'EROFS', 'ENOSPC', 'ENAMETOOLONG', 'EBUSY', 'EMFILE', 'EIO', 'EISDIR'])(
  '%s is said in words',
  (code) => {
    expect(constants.errno).toHaveProperty(code);
    const reason = systemReason(failing(code));
    expect(reason.code).toBe(code);
    expect(reason.text).toMatch(/^[a-z][a-z ,]+$/);
  },
);

test('what nobody foresaw is called as the system calls it', () => {
  expect(systemReason(failing('EODD')).text).toBe('the system says EODD');
  expect(systemReason('odd').text).toBe('the system says odd');
});

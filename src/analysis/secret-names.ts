import { closest } from '../diagnostics/index.ts';

/** Names of filters and functions that take a secret. */
const HASH = /sha[-_]?\d|hmac/i;

/** Whether a filter or function of that name takes a secret: `convertToSHA256`, and what was probably meant to be it. */
export function takesSecret(name: string): boolean {
  if (HASH.test(name)) return true;
  return /conver/i.test(name) && closest(name, ['convertToSHA256']) !== undefined;
}

/** Whether a text only names a way of hashing. */
export function isAlgorithm(text: string): boolean {
  return /^(?:hmac[-_]?)?(?:sha|md)[-_]?\d+(?:[-_]hex)?$/i.test(text) || HASH_NAME.test(text);
}

const HASH_NAME = /^convertToSHA\w*$/i;

/** Whether a text that is handed over as a secret can be one: longer texts and addresses are what was to be signed. */
export function mayBeSecret(text: string): boolean {
  return text.length <= LONGEST && !text.includes('://');
}

/** PassKit's keys have 64 characters. */
const LONGEST = 200;

/** What people call the variable that holds a secret, rather than a secret that was written without quotes. */
export function namesSecret(name: string): boolean {
  return /secret|salt|key|token|hmac|passw/i.test(name) && !/\d/.test(name);
}

/** Whether a word without quotes is a plain one, in one case and without digits: the name of a variable rather than a secret. */
export function isPlainWord(text: string): boolean {
  return /^(?:[a-z_]{1,16}|[A-Z_]{1,16})$/.test(text);
}

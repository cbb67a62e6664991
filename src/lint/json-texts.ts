import { jsonIn } from '../diagnostics/index.ts';
import { SAMPLE_TEXT } from './person.ts';

const SCRIPT =
  /<script\b[^<>]*\btype\s*=\s*["']?application\/(?:ld\+)?json\b[^<>]*>([^<]*)<\/script>/gi;

/** The JSON that a message is or has in scripts of HTML: texts that begin as an object or a list does, whether they can be read or not. */
export function jsonTexts(text: string): readonly string[] {
  const whole = text.trim();
  if (isOpened(whole)) return [whole];
  if (!whole.includes('json')) return [];
  return [...whole.matchAll(SCRIPT)].map(([, body = '']) => body.trim()).filter(isOpened);
}

/** An object whose first key is in quotes, or a list of such objects. */
function isOpened(text: string): boolean {
  return /^(?:\[\s*)?\{\s*["}]/.test(text);
}

/** Whether JSON can be read. A made-up text that is not in quotes, in any letter case, is taken for the number that is meant there. */
export function isJson(text: string): boolean {
  return jsonIn(text) !== undefined || jsonIn(text.replaceAll(BARE, '$10')) !== undefined;
}

const BARE = new RegExp(String.raw`([:\[,]\s*)${SAMPLE_TEXT}(?=\s*[,}\]])`, 'gi');

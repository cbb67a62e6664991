import type { StudioFile } from '../protocol.ts';
import { authorised } from './start.ts';

/** What became of a file that was to be written; a conflict has the file that is on the disk instead. */
export type Put =
  | { readonly kind: 'written' | 'conflict'; readonly file: StudioFile }
  | { readonly kind: 'refused'; readonly why: string };

/** Writes a file by the server, if the disk still has the content of that hash; without a hash, if there is no such file. */
export async function putFile(
  token: string,
  path: string,
  text: string,
  hash: string | undefined,
): Promise<Put> {
  const expected: Readonly<Record<string, string>> =
    hash === undefined || hash === '' ? { 'if-none-match': '*' } : { 'if-match': '"' + hash + '"' };
  const address = 'files?path=' + encodeURIComponent(path);
  try {
    const answer = await fetch(address, {
      ...authorised(token, expected),
      method: 'PUT',
      body: text,
    });
    if (answer.status === 409)
      return { kind: 'conflict', file: (await answer.json()) as StudioFile };
    if (answer.ok)
      return { kind: 'written', file: { ...((await answer.json()) as StudioFile), text } };
    const { message } = (await answer.json().catch(() => ({}))) as { readonly message?: string };
    return { kind: 'refused', why: message ?? 'the server refused it (' + answer.status + ')' };
  } catch {
    return { kind: 'refused', why: 'the server does not answer' };
  }
}

import type { Secrets } from '../diagnostics/index.ts';
import type { Permalink, StudioWorkspace } from './protocol.ts';
import { shareable } from './share.ts';

/** The most characters of a fragment: longer addresses are cut by mail programs and chats. */
export const MOST_CHARACTERS = 8192;

/** The most characters of the data in a fragment: a short one may unpack to any size. */
const MOST_UNPACKED = 4_000_000;

/** How a fragment begins; the number is that of the form. */
const PREFIX = '#studio=1.';

/**
 * Packs a workspace into the fragment of an address: deflated, in base64url, of at most 8 KB. It goes through `shareable`, so that it holds
 * neither secrets nor the users of an export.
 */
export async function permalinkOf(workspace: StudioWorkspace, known?: Secrets): Promise<Permalink> {
  const { workspace: shown, emptied } = shareable(workspace, known);
  const { campaign, files } = shown;
  const data = JSON.stringify({ campaign, files: files.map(({ path, text }) => [path, text]) });
  const packed = await through(
    new CompressionStream('deflate-raw'),
    new TextEncoder().encode(data),
  );
  const fragment = `${PREFIX}${base64Url(packed ?? new Uint8Array())}`;
  if (fragment.length <= MOST_CHARACTERS) return { fragment, emptied };
  const size = fragment.length.toLocaleString('en');
  return {
    refused: `the link would have ${size} characters, at most ${MOST_CHARACTERS.toLocaleString('en')} are made: take out users, or export the page`,
  };
}

/** Whether a fragment is meant to hold a workspace, whatever its form. */
export function isPermalink(fragment: string): boolean {
  return fragment.startsWith('#studio=');
}

/** The workspace in a fragment; undefined for another fragment, and for one that is damaged. */
export async function readPermalink(fragment: string): Promise<StudioWorkspace | undefined> {
  if (!fragment.startsWith(PREFIX) || fragment.length > MOST_CHARACTERS) return undefined;
  const packed = fromBase64Url(fragment.slice(PREFIX.length));
  if (packed === undefined) return undefined;
  try {
    const bytes = await through(new DecompressionStream('deflate-raw'), packed, MOST_UNPACKED);
    if (bytes === undefined) return undefined;
    return workspaceIn(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch {
    return undefined;
  }
}

/** What comes out of a stream for some bytes; undefined where that is more than `most`. Throws where they are not of its form. */
async function through(
  stream: CompressionStream | DecompressionStream,
  bytes: Uint8Array<ArrayBuffer>,
  most = Infinity,
): Promise<Uint8Array | undefined> {
  const writer = stream.writable.getWriter();
  // What is wrong with the bytes is told by the reading side.
  void writer.write(bytes).catch(() => undefined);
  void writer.close().catch(() => undefined);
  const reader = stream.readable.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > most) {
      await reader.cancel();
      return undefined;
    }
    chunks.push(value);
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

/** Data of others as a workspace; undefined where they are anything else. */
function workspaceIn(data: unknown): StudioWorkspace | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { campaign, files } = data as { readonly campaign?: unknown; readonly files?: unknown };
  if (typeof campaign !== 'string' || !Array.isArray(files)) return undefined;
  const pairs: readonly unknown[] = files;
  if (!pairs.every(isPair)) return undefined;
  return {
    campaign,
    files: pairs.map(([path, text]) => ({ path, text, hash: '' })),
    writes: false,
  };
}

function isPair(pair: unknown): pair is readonly [string, string] {
  return Array.isArray(pair) && pair.length === 2 && pair.every((one) => typeof one === 'string');
}

function base64Url(bytes: Uint8Array): string {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[\w-]*$/.test(text)) return undefined;
  try {
    const raw = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return Uint8Array.from(raw, (char) => char.charCodeAt(0));
  } catch {
    return undefined;
  }
}

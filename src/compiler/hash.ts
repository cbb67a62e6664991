import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { FieldMap } from './field-map.ts';

/**
 * Twelve hex digits of the SHA-256 of what a map says: comments, spaces, quotes and the file's name do not count, the order
 * of the fields does. A snippet carries it, so that a stale one is known.
 */
export function hashOfMap(map: FieldMap): string {
  const { project, fields, base64, query } = map;
  const said = {
    url: project.url,
    fields: fields.map(({ name, source, transforms, conversion, lookup, missing }) => [
      name,
      source,
      transforms,
      conversion,
      lookup ?? null,
      missing,
    ]),
    base64,
    query,
  };
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(said)))).slice(0, 12);
}

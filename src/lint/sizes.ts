/** The bytes of a kilobyte. */
export const KILOBYTE = 1024;

/** The bytes of a text as UTF-8. */
export function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

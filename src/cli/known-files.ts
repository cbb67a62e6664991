import type { BigIntStats } from 'node:fs';

/** Files that are known by what tells each from all others, whatever names it has: its device and its number there. */
export class KnownFiles {
  readonly #byDevice: Map<bigint, Set<number | bigint>> = new Map();

  add({ dev, ino }: BigIntStats): void {
    const known = this.#byDevice.get(dev) ?? new Set();
    this.#byDevice.set(dev, known.add(short(ino)));
  }

  has({ dev, ino }: BigIntStats): boolean {
    return this.#byDevice.get(dev)?.has(short(ino)) === true;
  }
}

/** Small numbers take no memory of their own, of which there may be a hundred thousand. */
function short(ino: bigint): number | bigint {
  const number = Number(ino);
  return Number.isSafeInteger(number) ? number : ino;
}

const DECODER = new TextDecoder('utf-8', { ignoreBOM: true });

/** What takes the place of Node's `Buffer` in the studio: as much of it as csv-parse asks for, in UTF-8 alone. The one for all browsers is as large as csv-parse. */
export class Buffer extends Uint8Array {
  static from(value) {
    const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value;
    const made = new Buffer(bytes.length);
    made.set(bytes);
    return made;
  }

  static isBuffer(value) {
    return value instanceof Buffer;
  }

  static allocUnsafe(size) {
    return new Buffer(size);
  }

  static concat(parts) {
    return Buffer.from(parts.flatMap((part) => [...part]));
  }

  static compare(one, other) {
    return one.compare(other);
  }

  compare(other, from = 0, to = other.length) {
    const end = to - from;
    for (let at = 0; at < Math.min(this.length, end); at += 1)
      if (this[at] !== other[from + at]) return this[at] < other[from + at] ? -1 : 1;
    return Math.sign(this.length - end);
  }

  equals(other) {
    return typeof other === 'object' && this.compare(other) === 0;
  }

  copy(into, at = 0, from = 0, to = this.length) {
    into.set(this.subarray(from, Math.min(to, from + into.length - at)), at);
  }

  slice(from, to) {
    return this.subarray(from, to);
  }

  toString(_encoding, from = 0, to = this.length) {
    return DECODER.decode(this.subarray(from, to));
  }
}

/** The longest texts that JavaScript's own searches, forwards and backwards, look for in time that grows with the other text alone. */
const LONGEST_FORWARD = 250;
const LONGEST_BACKWARD = 16;

/** Where `part` first is in a text, from an offset on; -1 where it is not. In time that grows with the two texts alone. */
export function indexIn(text: string, part: string, from: number = 0): number {
  if (part.length <= LONGEST_FORWARD) return text.indexOf(part, from);
  return new Search(part, 1).find(text, from);
}

/** Where `part` last is in the first `end` units of a text; -1 where it is not. In time that grows with the two texts alone. */
export function lastIndexIn(text: string, part: string, end: number = text.length): number {
  if (part.length > end) return -1;
  if (part.length <= LONGEST_BACKWARD) return text.lastIndexOf(part, end - part.length);
  return new Search(part, -1).find(text, end - 1);
}

/** The search of Knuth, Morris and Pratt, in one of two directions. */
class Search {
  private readonly part: string;
  private readonly direction: 1 | -1;
  /** For each number of units matched how many of them also begin the part. */
  private readonly borders: Int32Array;

  constructor(part: string, direction: 1 | -1) {
    this.part = part;
    this.direction = direction;
    this.borders = new Int32Array(part.length + 1);
    for (let length = 1, border = 0; length < part.length; length += 1) {
      border = this.advance(border, this.unit(length));
      this.borders[length + 1] = border;
    }
  }

  /** The offset of the next place, looking from the unit at `start`. */
  find(text: string, start: number): number {
    const { direction, part } = this;
    let matched = 0;
    for (let at = start; at >= 0 && at < text.length; at += direction) {
      matched = this.advance(matched, text.charCodeAt(at));
      if (matched === part.length) return direction === 1 ? at - matched + 1 : at;
    }
    return -1;
  }

  /** How many units are matched when one more is read. */
  private advance(matched: number, unit: number): number {
    let length = matched;
    while (length > 0 && this.unit(length) !== unit) length = this.borders[length] as number;
    return this.unit(length) === unit ? length + 1 : length;
  }

  private unit(index: number): number {
    return this.part.charCodeAt(this.direction === 1 ? index : this.part.length - 1 - index);
  }
}

/** JSON for people and programs; a whole number beyond JavaScript's safe ones is written as text. */
export function toJson(value: unknown): string {
  return `${indented(value)}\n`;
}

/** V8 is several times faster without a function for each value, and refuses a value with a bigint before anything is printed. */
function indented(value: unknown): string {
  try {
    return JSON.stringify(value, undefined, 2);
  } catch {
    return JSON.stringify(value, plainNumber, 2);
  }
}

/** `1 error`, `2 warnings`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function plainNumber(_key: string, item: unknown): unknown {
  return typeof item === 'bigint' ? item.toString() : item;
}

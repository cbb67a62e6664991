/** Whether a value is of a type of JSON Schema; any whole number is an `integer`. */
export function isOfType(value: unknown, type: unknown): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

/** Whether two values are the same JSON. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item, at) => isSame(item, other[at]));
  if (!isOfType(one, 'object') || !isOfType(other, 'object')) return false;
  const [a, b] = [one as Record<string, unknown>, other as Record<string, unknown>];
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((key) => isSame(a[key], b[key]));
}

/** Whether a list has an item twice. */
export function hasDuplicates(list: readonly unknown[]): boolean {
  return list.some((item, at) => list.slice(0, at).some((other) => isSame(item, other)));
}

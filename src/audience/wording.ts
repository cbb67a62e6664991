/** A number as people read it: `1,000,000`. */
export function numberText(value: number): string {
  return value.toLocaleString('en');
}

/** A share of a number in percent, as exact as it takes. */
export function percentText(part: number, whole: number): string {
  const share = whole === 0 ? 0 : (100 * part) / whole;
  const digits = share === 0 || share === 100 ? 0 : share < 0.1 ? 3 : 1;
  return `${share.toFixed(digits)} %`;
}

/** A bound in percent: `0.015 %`. */
export function boundText(share: number): string {
  return `${Number((100 * share).toPrecision(2))} %`;
}

/** What is added to the bound of a sample in which users differ from their classes: the bound is of the classes as they were before; '' where none differ. */
export function lookedIntoText(differing: number): string {
  return differing === 0 ? '' : ' before their classes were split further';
}

/** What a reason says, with the name that it is about. */
export function reasonText({
  name,
  message,
}: {
  readonly name?: string | undefined;
  readonly message: string;
}): string {
  return name === undefined || message.includes(name) ? message : `${name}: ${message}`;
}

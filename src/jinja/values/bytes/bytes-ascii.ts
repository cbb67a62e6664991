/** `bytes.lower()` of a text with a character for each byte, and so on: only the letters and digits of ASCII count. */
export function lower(text: string): string {
  return text.replaceAll(/[A-Z]+/g, (run) => run.toLowerCase());
}

/** `bytes.upper()`. */
export function upper(text: string): string {
  return text.replaceAll(/[a-z]+/g, (run) => run.toUpperCase());
}

/** `bytes.swapcase()`. */
export function swapcase(text: string): string {
  return text.replaceAll(/[a-z]+|[A-Z]+/g, (run) =>
    run < 'a' ? run.toLowerCase() : run.toUpperCase(),
  );
}

/** `bytes.capitalize()`. */
export function capitalize(text: string): string {
  return upper(text.slice(0, 1)) + lower(text.slice(1));
}

/** `bytes.title()`. */
export function title(text: string): string {
  return lower(text).replaceAll(/[a-z]+/g, capitalize);
}

/** `bytes.isalnum()`. */
export function isalnum(text: string): boolean {
  return /^[0-9A-Za-z]+$/.test(text);
}

/** `bytes.isalpha()`. */
export function isalpha(text: string): boolean {
  return /^[A-Za-z]+$/.test(text);
}

/** `bytes.isdigit()`. */
export function isdigit(text: string): boolean {
  return /^[0-9]+$/.test(text);
}

/** `bytes.islower()`: some lower case, no upper case. */
export function islower(text: string): boolean {
  return /[a-z]/.test(text) && !/[A-Z]/.test(text);
}

/** `bytes.isupper()`: some upper case, no lower case. */
export function isupper(text: string): boolean {
  return /[A-Z]/.test(text) && !/[a-z]/.test(text);
}

/** `bytes.isspace()`. */
export function isspace(text: string): boolean {
  return /^[\t-\r ]+$/.test(text);
}

/** `bytes.istitle()`: every word begins with its only upper case letter. */
export function istitle(text: string): boolean {
  return /[A-Z]/.test(text) && !/(?<![A-Za-z])[a-z]|[A-Za-z][A-Z]/.test(text);
}

/** Whether a UTF-16 unit is white space of ASCII, which `bytes.split()` and `bytes.strip()` know alone. */
export function isSpace(unit: number): boolean {
  return unit === 0x20 || (unit >= 9 && unit <= 13);
}

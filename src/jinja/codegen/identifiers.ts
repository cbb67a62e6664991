const ASCII = /^[\0-\x7f]*$/;

/**
 * A name as Python reads it in the code that Jinja writes: in its normal form NFKC, so that `\ufb01` and `fi` are one variable
 * and one keyword argument. In the context, which has names as text, they stay two.
 */
export function asIdentifier(name: string): string {
  return ASCII.test(name) ? name : name.normalize('NFKC');
}

import { plainText, type Part, type Parts } from './parts.ts';

/** Whether some parts are a text with the placeholders of `%`. */
export function isFormat(parts: Parts): boolean {
  return /%[sd%]/.test(plainText(parts) ?? '');
}

/** `'… %s …' % (a, b)`; undefined where a placeholder is more than `%s` and `%d`, or has no value. */
export function percentFormat(format: Parts, values: readonly Parts[]): Parts | undefined {
  return filled(format, /%(.)/g, (code, at) => {
    if (code === '%') return { skip: '%' };
    return code === 's' || code === 'd' ? { value: values[at] } : undefined;
  });
}

/** `'… {} {0} {name} …'.format(a, name=b)`; undefined where a placeholder asks for more than the value. */
export function braceFormat(
  format: Parts,
  values: readonly Parts[],
  named: ReadonlyMap<string, Parts>,
): Parts | undefined {
  return filled(format, /\{\{|\}\}|\{([^{}]*)\}|[{}]/g, (name, at, whole) => {
    if (whole === '{{' || whole === '}}') return { skip: whole.charAt(0) };
    if (name === '') return { value: values[at] };
    return { value: /^\d+$/.test(name ?? '?') ? values[Number(name)] : named.get(name ?? '?') };
  });
}

type Filling = { readonly skip: string } | { readonly value: Parts | undefined };

function filled(
  format: Parts,
  placeholders: RegExp,
  fill: (name: string | undefined, at: number, whole: string) => Filling | undefined,
): Parts | undefined {
  const text = plainText(format);
  const [first] = format;
  if (text === undefined || first === undefined) return undefined;
  const made: Part[] = [];
  const add = (piece: string): void => {
    if (piece !== '') made.push({ kind: 'text', text: piece, at: first.at });
  };
  let from = 0;
  let count = 0;
  for (const match of text.matchAll(placeholders)) {
    const filling = fill(match[1], count, match[0]);
    if (filling === undefined) return undefined;
    add(text.slice(from, match.index));
    from = match.index + match[0].length;
    if ('skip' in filling) add(filling.skip);
    else if (filling.value === undefined) return undefined;
    else {
      made.push(...filling.value);
      count += 1;
    }
  }
  add(text.slice(from));
  return made;
}

import { around, Lines, type Finding, type Secrets } from '../../diagnostics/index.ts';
import type { Tree } from '../../documents/index.ts';

/** The end of a key that promises a secret, and what is behind it on its line. */
const PROMISED =
  /(?:secret|passw(?:or)?d|api.?key|private.?key)[\w.-]{0,100}["']?[ \t]{0,100}:[ \t]*(\S.*)$/gim;

/** Makes known what a field map holds under the keys that its findings call secrets. `text` is what the map was read from. */
export function learnMapSecrets(
  { tree, text }: { readonly tree: Tree; readonly text: string },
  findings: readonly Finding[],
  secrets: Secrets,
): void {
  const found = findings.flatMap(({ code, span }) =>
    code === 'map/secret' && span !== undefined ? [placeKey(span)] : [],
  );
  if (found.length === 0) return;
  const keys = new Set(found);
  const lines = new Lines(text);
  const learn = (part: Tree, isSecret: boolean): void => {
    if (isSecret && (part.kind === 'text' || part.kind === 'number')) {
      const { start, end } = part.span;
      const written = text.slice(lines.offsetOf(start), lines.offsetOf(end));
      const place = around(text, lines.offsetOf(start), lines.offsetOf(end));
      secrets.add(part.text);
      secrets.add(written, { around: place });
    }
    for (const item of part.items) learn(item, isSecret);
    for (const { keySpan, tree: value } of part.entries.values())
      learn(value, isSecret || keys.has(placeKey(keySpan)));
  };
  learn(tree, false);
}

/** The same for a field map that cannot be read, line by line. */
export function learnPromised(text: string, secrets: Secrets): void {
  for (const [, value = ''] of text.matchAll(PROMISED)) {
    secrets.add(value.trim());
    for (const word of value.split(/[\s,{}[\]"']+/)) secrets.add(word);
  }
}

function placeKey({ start }: NonNullable<Finding['span']>): string {
  return `${start.line}:${start.column}`;
}

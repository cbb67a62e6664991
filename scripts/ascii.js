/** JavaScript that was minified, with an escape for each character that is not ASCII: V8 keeps such a file in one byte a character. */
export function ascii(code, file) {
  // An escape would be another character behind a backslash, and none in a raw text.
  if (/(?<!\\)(?:\\\\)*\\[^\0-\x7f]|\braw`[^`]*[^\0-\x7f]/.test(code))
    throw new Error(`${file}: a character that is not ASCII cannot be escaped there`);
  return code.replaceAll(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A plugin of rolldown that writes the files so, as the last of all. */
export const asciiFiles = {
  name: 'ascii files',
  generateBundle(_options, bundle) {
    for (const file of Object.values(bundle))
      if (file.type === 'chunk') file.code = ascii(file.code, file.fileName);
  },
};

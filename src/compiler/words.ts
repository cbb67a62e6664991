/** What each word of a yes or no, or of a gender, becomes. Words count in any letter case; a number may have come as 1.0. */
export const WORDS: Readonly<Record<'boolean' | 'gender', ReadonlyMap<string, string>>> = {
  boolean: new Map([
    ...['true', '1', '1.0', 'yes', 'y', 'on'].map((word) => [word, 'true'] as const),
    ...['false', '0', '0.0', 'no', 'n', 'off'].map((word) => [word, 'false'] as const),
  ]),
  gender: new Map([
    ...['1', '1.0', 'm', 'male'].map((word) => [word, '1'] as const),
    ...['2', '2.0', 'f', 'female'].map((word) => [word, '2'] as const),
    ...['0', '0.0'].map((word) => [word, '0'] as const),
  ]),
};

/** The colours that CSS 2.1 names, as hex. */
export const COLOUR_NAMES: ReadonlyMap<string, string> = new Map([
  ['aqua', '#00ffff'],
  ['black', '#000000'],
  ['blue', '#0000ff'],
  ['fuchsia', '#ff00ff'],
  ['gray', '#808080'],
  ['green', '#008000'],
  ['lime', '#00ff00'],
  ['maroon', '#800000'],
  ['navy', '#000080'],
  ['olive', '#808000'],
  ['orange', '#ffa500'],
  ['purple', '#800080'],
  ['red', '#ff0000'],
  ['silver', '#c0c0c0'],
  ['teal', '#008080'],
  ['white', '#ffffff'],
  ['yellow', '#ffff00'],
]);

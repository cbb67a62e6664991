/** What can be wrong in this module: code -> one sentence. */
export const jinjaCodes: Readonly<Record<string, string>> = {
  'jinja/syntax-error': 'A template does not parse.',
  'jinja/unknown-name': 'A template names a filter, test or block that does not exist, or twice.',
};

/** What can be wrong with the way any file is written: code -> one sentence. */
export const documentCodes: Readonly<Record<string, string>> = {
  'document/unquoted-number':
    'A number without quotes loses how it is written, such as its leading zeros or its plus sign.',
};

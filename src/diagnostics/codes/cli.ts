/** What can be wrong in this room: code -> one sentence. */
export const cliCodes: Readonly<Record<string, string>> = {};

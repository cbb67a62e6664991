/** What can be wrong in this room: code -> one sentence. */
export const jinjaCodes: Readonly<Record<string, string>> = {};

/** What can be wrong in this room: code -> one sentence. */
export const moengageCodes: Readonly<Record<string, string>> = {};

/** What can be wrong in this room: code -> one sentence. */
export const linkCodes: Readonly<Record<string, string>> = {};

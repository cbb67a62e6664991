/** What can be wrong in this room: code -> one sentence. */
export const mapCodes: Readonly<Record<string, string>> = {};

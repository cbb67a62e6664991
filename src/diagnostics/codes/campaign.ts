/** What can be wrong in this room: code -> one sentence. */
export const campaignCodes: Readonly<Record<string, string>> = {};

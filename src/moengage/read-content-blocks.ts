/** A fragment that the editor puts into a message. */
export type ContentBlock = { readonly kind: 'text' | 'html'; readonly content: string };

/** The content blocks of an account by name. */
export type ContentBlocks = ReadonlyMap<string, ContentBlock>;

import { engineOf, NOT_SEND, type Profile } from '../account/index.ts';
import type { SyntaxOptions, TagSyntax } from '../jinja/syntax/index.ts';

const TAG: TagSyntax = { parse: (parser) => parser.parseArguments() };

/** How the text of a template is read where no account is known: Jinja 3.1 with the tag MOE_NOT_SEND, nothing trimmed. */
export const TEMPLATE_SYNTAX: SyntaxOptions = {
  version: '3.1',
  trimBlocks: false,
  lstripBlocks: false,
  keepTrailingNewline: true,
  tags: new Map([[NOT_SEND, TAG]]),
};

/** How an account reads templates. */
export function accountSyntax(profile: Profile): SyntaxOptions {
  const keepTrailingNewline = profile.trailingNewline === 'kept';
  return { ...TEMPLATE_SYNTAX, version: engineOf(profile), keepTrailingNewline };
}

import { printable, FindingsError } from '../diagnostics/index.ts';
import { decides, readProfile, type Profile } from '../account/index.ts';
import type { CommandContext } from './command.ts';

/** The account profile that a file holds; throws a FindingsError for one that cannot be used. */
export function profileIn(file: string, text: string): Profile {
  const { profile, findings } = readProfile(text, file);
  if (profile === undefined) throw new FindingsError(findings);
  return profile;
}

/** An account, and the file that its profile is from, where there is one. */
export type FromConfig = { readonly profile: Profile; readonly config: string | undefined };

/**
 * Says on stderr which configuration was found that decides about accounts, each once; nothing of one that the command line
 * names itself, and nothing where the answer is JSON, which says it.
 */
export async function noteConfig(
  accounts: readonly FromConfig[],
  named: string | undefined,
  context: Pick<CommandContext, 'note' | 'json'>,
): Promise<void> {
  if (context.json || named !== undefined) return;
  const deciding = accounts.filter(({ profile }) => decides(profile));
  const configs = new Set(deciding.flatMap(({ config }) => config ?? []));
  for (const config of configs) await context.note(`account profile: ${printable(config)}`);
}

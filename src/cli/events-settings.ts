import { CONFIG_FILE, findConfig, readWorkspace, type Workspace } from '../account/index.ts';
import { FindingsError, type Finding } from '../diagnostics/index.ts';
import { readEventSettings, type EventSettings } from '../events/index.ts';
import type { Arguments, CommandContext, CommandOptions } from './command.ts';

/** The option that names the configuration. */
export const CONFIG_OPTION: CommandOptions = {
  config: {
    type: 'string',
    requiresArg: true,
    describe: `The configuration file (default: the nearest ${CONFIG_FILE})`,
  },
};

/** The settings of pass events, with what is said of them, and the file that they are from. */
type LoadedSettings = {
  readonly settings: EventSettings;
  readonly workspace: Workspace;
  readonly warnings: readonly Finding[];
  readonly config: string | undefined;
};

/** Reads the configuration of a command line. Throws a FindingsError where it has errors. */
export async function loadEventSettings(
  args: Arguments,
  { files }: Pick<CommandContext, 'files'>,
): Promise<LoadedSettings> {
  const config = args.text('config') ?? (await findConfig(CONFIG_FILE, files));
  const text = config === undefined ? '' : await files.read(config);
  const { settings, findings } = readEventSettings(text, config ?? CONFIG_FILE);
  if (settings === undefined) throw new FindingsError(findings);
  const { workspace } = readWorkspace(text, config ?? CONFIG_FILE);
  return { settings, workspace, warnings: findings, config };
}

import type { CommandOptions } from './command.ts';
import { API_KEY } from './secret.ts';

/** The options of every command that asks an account. A key is never an argument itself. */
export const LIVE_OPTIONS: CommandOptions = {
  [API_KEY.file]: {
    type: 'string',
    requiresArg: true,
    describe: 'File that holds the API key of the account alone (chmod 600)',
  },
  [API_KEY.stdin]: { type: 'boolean', describe: 'Read the API key from standard input' },
  'stand-in': {
    type: 'string',
    requiresArg: true,
    describe: 'Ask the stand-in account at this address of this machine, in place of the real one',
  },
};

/** The workspace of a stand-in account. */
export const STAND_IN_WORKSPACE = 'STAND-IN';

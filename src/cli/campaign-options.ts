import type { CommandOptions } from './command.ts';

/** The options of every command that reads campaign files. */
export const CAMPAIGN_OPTIONS: CommandOptions = {
  'allow-outside': {
    type: 'boolean',
    describe: 'Let campaign files name files outside of their project',
  },
};

import type { Arguments, Command, CommandContext } from '../command.ts';
import { checkEvents } from '../events-check.ts';
import { showEventSchema } from '../events-schema-text.ts';
import { sendEvents } from '../events-send.ts';
import { SERVE_OPTIONS, serveRelay } from '../events-serve.ts';
import { CONFIG_OPTION } from '../events-settings.ts';
import { REPLAY_OPTIONS, replayEvents, showStatus } from '../events-status.ts';
import { STORE_OPTIONS } from '../events-store.ts';
import { DATA_KEY } from '../secret.ts';

type Work = (args: Arguments, context: CommandContext) => Promise<number>;

const WORKS: ReadonlyMap<string, Work> = new Map<string, Work>([
  ['check', checkEvents],
  ['schema', showEventSchema],
  ['send', sendEvents],
  ['serve', serveRelay],
  ['status', showStatus],
  ['replay', replayEvents],
]);

/** `smartpass events`: PassKit's pass events into MoEngage. */
export const command: Command = {
  positionals: {
    what: {
      choices: [...WORKS.keys()],
      describe:
        'check: settings and credentials; schema: what MoEngage will receive; send: recorded webhooks; serve: receive and deliver; status: what waits; replay: deliver once more',
    },
    file: { type: 'string', describe: 'send: the recorded webhooks, one JSON object a line' },
  },
  options: {
    ...CONFIG_OPTION,
    [DATA_KEY.file]: {
      type: 'string',
      requiresArg: true,
      describe: 'File that holds the Data API key alone (chmod 600)',
    },
    [DATA_KEY.stdin]: { type: 'boolean', describe: 'Read the Data API key from standard input' },
    'stand-in': {
      type: 'string',
      requiresArg: true,
      describe: 'Send to the stand-in at this address of this machine, in place of MoEngage',
    },
    ...STORE_OPTIONS,
    ...SERVE_OPTIONS,
    ...REPLAY_OPTIONS,
  },
  examples: [
    ['events check --key-file data.key', 'every setting, and whether the account accepts the key'],
    ['events schema', 'the events and attributes that MoEngage will receive'],
    ['events send recorded.jsonl --key-file data.key', 'deliver recorded webhooks'],
    [
      'events serve --port 4800 --key-file data.key',
      'receive webhooks of PassKit and deliver them',
    ],
    ['events status', 'what waits, what was delivered, what is dead and why'],
    ['events replay --dead', 'deliver the dead events once more'],
  ],
  run: async (args, context) => WORKS.get(args.required('what'))?.(args, context) ?? 2,
};

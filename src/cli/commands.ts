import type { Command } from './command.ts';

/** A line of the table of commands: what the list of `smartpass --help` shows, and where the command is. */
export type CommandEntry = {
  readonly usage: string;
  readonly summary: string;
  load(): Promise<{ readonly command: Command }>;
};

/** Every command by name. A new one is a file in `commands/` and a line here; its code is loaded only when it is called. */
export const COMMANDS: ReadonlyMap<string, CommandEntry> = new Map<string, CommandEntry>([
  [
    'adopt',
    {
      usage: 'adopt <template>',
      summary: 'Turn a hand-written template into a field map, and name its defects',
      load: () => import('./commands/adopt.ts'),
    },
  ],
  [
    'audience',
    {
      usage: 'audience [campaign] [others..]',
      summary: 'Say before the send who of an exported audience is dropped, why, and the fix',
      load: () => import('./commands/audience.ts'),
    },
  ],
  [
    'calibrate',
    {
      usage: 'calibrate',
      summary: 'Find out how a MoEngage account behaves, and write its profile',
      load: () => import('./commands/calibrate.ts'),
    },
  ],
  [
    'compare',
    {
      usage: 'compare <campaign>',
      summary: 'Render a campaign in the account and here, and compare byte for byte',
      load: () => import('./commands/compare.ts'),
    },
  ],
  [
    'estimate',
    {
      usage: 'estimate <file>',
      summary: 'How long the links of a campaign or field map get: QR codes, SMS parts, limits',
      load: () => import('./commands/estimate.ts'),
    },
  ],
  [
    'events',
    {
      usage: 'events <what> [file]',
      summary: 'Bring the pass events of PassKit into MoEngage: check, serve, send, replay',
      load: () => import('./commands/events.ts'),
    },
  ],
  [
    'fields',
    {
      usage: 'fields [search]',
      summary: 'List the fields of a pass: names, types, groups',
      load: () => import('./commands/fields.ts'),
    },
  ],
  [
    'format',
    {
      usage: 'format [files..]',
      summary: 'Put white space inside tags in order, where no message changes by a byte',
      load: () => import('./commands/format.ts'),
    },
  ],
  [
    'generate',
    {
      usage: 'generate [map]',
      summary: 'Compile a field map into a MoEngage snippet',
      load: () => import('./commands/generate.ts'),
    },
  ],
  [
    'lint',
    {
      usage: 'lint [files..]',
      summary: 'Judge templates: who would be dropped, what would be mailed wrong, and the fix',
      load: () => import('./commands/lint.ts'),
    },
  ],
  [
    'live',
    {
      usage: 'live <what>',
      summary: 'Serve a stand-in for a MoEngage account on this machine',
      load: () => import('./commands/live.ts'),
    },
  ],
  [
    'lsp',
    {
      usage: 'lsp',
      summary: 'Serve editors: findings, fixes, completion, hover, renaming',
      load: () => import('./commands/lsp.ts'),
    },
  ],
  [
    'loop',
    {
      usage: 'loop [folder]',
      summary: 'Try mail, link, pass, event and follow-up mail in one page on this machine',
      load: () => import('./commands/loop.ts'),
    },
  ],
  [
    'preview',
    {
      usage: 'preview [campaign]',
      summary: 'Show for every fixture user: sent with which link, or dropped and why',
      load: () => import('./commands/preview.ts'),
    },
  ],
  [
    'pull',
    {
      usage: 'pull [folder]',
      summary: 'Write the email templates and content blocks of an account into files',
      load: () => import('./commands/pull.ts'),
    },
  ],
  [
    'render',
    {
      usage: 'render [template]',
      summary: 'Render one template for one user, or a stream of cases (--ndjson)',
      load: () => import('./commands/render.ts'),
    },
  ],
  [
    'studio',
    {
      usage: 'studio [campaign]',
      summary: 'Edit a campaign in the browser: its files, and at once what each user gets',
      load: () => import('./commands/studio.ts'),
    },
  ],
  [
    'test',
    {
      usage: 'test [campaigns..]',
      summary: 'Run the tests of campaigns: snapshots, watch mode, reporters for CI',
      load: () => import('./commands/test.ts'),
    },
  ],
  [
    'init',
    {
      usage: 'init [folder]',
      summary: 'Lay out a new repository of templates that passes its own tests',
      load: () => import('./commands/init.ts'),
    },
  ],
  [
    'completion',
    {
      usage: 'completion',
      summary: 'Print a script that completes command lines in the shell',
      load: () => import('./commands/completion.ts'),
    },
  ],
  [
    'verify',
    {
      usage: 'verify [link]',
      summary: 'Decode a SmartPass link, check its signature and its payload',
      load: () => import('./commands/verify.ts'),
    },
  ],
]);

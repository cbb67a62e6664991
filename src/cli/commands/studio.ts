import { readFile } from 'node:fs/promises';
import { FindingsError, printable } from '../../diagnostics/index.ts';
import { exportedPage, servedPage, shareable } from '../../studio/index.ts';
import { EXIT, type Arguments, type Command, type CommandContext } from '../command.ts';
import { THE_CAMPAIGN, theCampaign } from '../find-campaigns.ts';
import type { PreviewVerdict } from '../judge-preview.ts';
import { openPage } from '../open-page.ts';
import { PACKAGE_FOLDER } from '../package.ts';
import { byMapFirst, previewUsers } from '../preview-pass.ts';
import { StudioFiles } from '../studio-files.ts';
import { startStudioServer } from '../studio-server.ts';
import { counted } from '../terminal.ts';
import { ended, untilStopped } from '../until-stopped.ts';
import { wrongUse } from '../wrong-use.ts';

/** `smartpass studio`: a campaign in the browser, served on this machine or in a file. */
export const command: Command = {
  positionals: THE_CAMPAIGN,
  options: {
    write: {
      type: 'boolean',
      describe: 'Let the page change the files of the campaign, and add users',
    },
    open: { type: 'boolean', describe: 'Open the page in the browser' },
    export: {
      type: 'string',
      requiresArg: true,
      describe:
        'Write the page with the campaign in it to this file, or - for stdout; exit code 1 where preview has errors',
    },
  },
  examples: [
    ['studio campaigns/loyalty-card/campaign.yaml --open', 'look at a campaign in the browser'],
    ['studio campaign.yaml --write', 'change its files there, too'],
    ['studio campaign.yaml --export studio.html', 'a page to hand on that needs no server'],
  ],
  run: studio,
};

async function studio(args: Arguments, context: CommandContext): Promise<number> {
  const target = args.text('export');
  checkUse(args, context.json);
  const html = await pageText();
  const path = await theCampaign(args.text('campaign'), context);
  const files = await StudioFiles.open(path, context.files, args.flag('write'));
  if (target !== undefined) return exportPage(html, { files, path, target }, context);
  await untilStopped(async (signal) => {
    const server = await startStudioServer(servedPage(html), files);
    const mode = args.flag('write') ? 'files can be changed' : 'files are only read';
    // The token is for the user: it is in no other line, and in no request's path.
    await context.note(`Studio: ${server.url} (${mode}; Ctrl+C ends it)`);
    if (args.flag('open')) await openPage(server.url, context);
    await ended(signal);
    await server.close();
  });
  return EXIT.fine;
}

type Export = { readonly files: StudioFiles; readonly path: string; readonly target: string };

/** Writes the page whatever is wrong with the campaign, since it shows that too; the findings and the exit code are those of `preview`. */
async function exportPage(
  html: string,
  { files, path, target }: Export,
  context: CommandContext,
): Promise<number> {
  const whole = await files.workspace();
  const { workspace, emptied } = shareable(whole, context.files.secrets);
  const page = exportedPage(html, workspace);
  if (target === '-') await context.output(page);
  else {
    await context.files.write(target, page);
    await context.note(`${printable(target)}: ${counted(workspace.files.length, 'file')}`);
  }
  for (const sentence of whole.left ?? []) await context.note(printable(sentence));
  for (const one of emptied)
    await context.note(`${printable(one)} is an export: its users are left out`);
  const { findings, code } = await verdictOf(path, context);
  await context.report(findings);
  return code;
}

async function verdictOf(file: string, context: CommandContext): Promise<PreviewVerdict> {
  const request = { file, names: [], load: { secrets: context.files.secrets } };
  try {
    const { campaign, judge } = await byMapFirst((byMap) =>
      previewUsers({ ...request, byMap }, context, () => undefined),
    );
    return judge.verdict(campaign);
  } catch (error) {
    if (!(error instanceof FindingsError)) throw error;
    return { findings: error.findings, code: EXIT.findings };
  }
}

/** The page as the build has made it. */
async function pageText(): Promise<string> {
  try {
    return await readFile(new URL('dist/studio/index.html', PACKAGE_FOLDER), 'utf8');
  } catch {
    throw new FindingsError([
      {
        code: 'cli/no-studio',
        severity: 'error',
        message: 'the page of the studio is not there',
        hint: 'in a clone of the repository: npm run build',
      },
    ]);
  }
}

function checkUse(args: Arguments, json: boolean): void {
  const isExport = args.text('export') !== undefined;
  if (json) throw wrongUse('--json is not for pages', 'run preview --json for data');
  if (isExport && args.flag('write'))
    throw wrongUse(
      '--export and --write cannot both be given',
      'an exported page has no files to change',
    );
  if (isExport && args.flag('open'))
    throw wrongUse('--export and --open cannot both be given', 'open the file yourself');
}

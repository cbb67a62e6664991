import { beside, projectFiles, readCampaign, stem } from '../campaign/index.ts';
import { compile, findMarker, readFieldMap, type FieldMap } from '../compiler/index.ts';
import type { Channel } from '../account/index.ts';
import { printable, FindingsError, type Finding } from '../diagnostics/index.ts';
import { EXIT, type Arguments, type CommandContext } from './command.ts';
import { checkFiles, type GeneratedFile } from './generate-check.ts';
import { campaignsBeside, mapFiles } from './map-users.ts';
import { version } from './package.ts';
import { counted } from './terminal.ts';

/**
 * Generates every field map of a folder, each for `--channel`, else for the channels of the campaigns beside it whose template
 * names it, else for email: into `fieldmap.email.jinja` beside the map, with the placeholder for the secret. With `--check` nothing is written.
 */
export async function generateAll(args: Arguments, context: CommandContext): Promise<number> {
  const folder = (args.text('map') ?? '.').replace(/\/+$/, '') || '/';
  const maps = await mapFiles(folder === '.' ? '' : folder, context.files);
  if (maps.length === 0) {
    const isThere = folder === '.' || (await context.files.exists(folder));
    // Reading says what is wrong with the path, and which name is near.
    if (!isThere) await context.files.read(folder);
    throw new FindingsError([noMaps(folder)]);
  }
  const made: GeneratedFile[] = [];
  const errors: Finding[] = [];
  for (const file of maps) {
    const text = await context.files.read(file);
    const { map, findings } = readFieldMap(text, file, { secrets: context.files.secrets });
    if (map === undefined) {
      errors.push(...findings);
      continue;
    }
    for (const channel of await channelsOf(file, args, context)) {
      const one = await generatedFile(map, file, channel);
      const all = [...findings, ...one.findings];
      errors.push(...all.filter(({ severity }) => severity === 'error'));
      made.push({ ...one, findings: all });
    }
  }
  if (errors.length > 0) throw new FindingsError(errors);
  return args.flag('check') ? checkFiles(made, context) : writeAll(made, context);
}

/** The snippet of a map for a channel, as the file beside the map's: `fieldmap.email.jinja`. */
export async function generatedFile(
  map: FieldMap,
  file: string,
  channel: Channel,
): Promise<GeneratedFile> {
  const tool = { name: 'smartpass', version: await version() };
  const { snippet, findings } = compile(map, { channel, tool });
  const path = file.replace(/\.(?:yaml|yml|json)$/, `.${channel}.jinja`);
  return { path, text: `${snippet}\n`, findings };
}

async function writeAll(made: readonly GeneratedFile[], context: CommandContext): Promise<number> {
  for (const { path } of made) await context.files.checkTarget(path);
  for (const { path, text } of made) await context.files.write(path, text);
  const findings = made.flatMap((file) => file.findings);
  const code = context.judge.exit(findings);
  if (context.json) {
    const files = made.map(({ path }) => path);
    const ok = code === EXIT.fine;
    await context.answer({ ok, files, findings: context.judge.keep(findings) });
    return code;
  }
  await context.report(findings);
  for (const { path } of made) await context.note(`wrote ${printable(path)}`);
  await context.note(counted(made.length, 'snippet'));
  return code;
}

/** The channel of the command line, or those of the campaigns whose template names the map, or email where there is none. */
async function channelsOf(
  map: string,
  args: Arguments,
  { files }: CommandContext,
): Promise<readonly Channel[]> {
  const given = args.text('channel');
  if (given !== undefined) return [given as Channel];
  const channels = new Set<Channel>();
  for (const path of await campaignsBeside(map, files)) {
    const { channel, parts } = readCampaign(await files.read(path), path);
    const inside = await projectFiles(path, files, args.flag('allow-outside'));
    for (const part of parts) {
      const text = 'text' in part ? part.text.text : await inside.read(beside(path, part.file));
      const named = findMarker(text)?.fieldmap;
      if (named !== undefined && stem(named) === stem(map)) channels.add(channel);
    }
  }
  return channels.size > 0 ? [...channels] : ['email'];
}

function noMaps(folder: string): Finding {
  return {
    code: 'cli/missing-file',
    severity: 'error',
    message: `no field map was found in ${folder}`,
    hint: 'field maps are called fieldmap.yaml or NAME.fieldmap.yaml; --all takes a folder of them',
  };
}

import {
  lint,
  lintMap,
  readSettings,
  suppressInMap,
  type KnownNames,
  type LintReport,
  type LintSettings,
  type RuleLevels,
} from '../lint/index.ts';
import {
  defaultProfile,
  findConfig,
  readRecipient,
  type Channel,
  type FileKind,
  type Profile,
  type TriggerKind,
} from '../account/index.ts';
import { DEFAULT_NOW, fieldMapOf, RoundCache, type KnownCampaigns } from '../campaign/index.ts';
import { checkFixtures } from '../compiler/index.ts';
import { FindingsError, SourceMap, type Finding } from '../diagnostics/index.ts';
import type { Arguments, CommandContext } from './command.ts';
import { usersOfMap } from './map-users.ts';
import { nodeCrypto } from './node-crypto.ts';

/** What of a command reads files. */
export type Reads = Pick<CommandContext, 'files'> & {
  /** What was made of files that several targets have, such as fixture users. */
  readonly cache?: RoundCache;
  /** The campaigns of folders, kept for the templates there. */
  readonly campaigns?: KnownCampaigns;
};

/** A text to be judged, with what is known of the campaign that it is for, and what is wrong with the files around it. */
export type LintTarget = {
  readonly file: string;
  /** The text of the file. */
  readonly text: string;
  /** Reads another text in place of the file's; absent where the text is a part of another file. */
  readonly read?: (text: string) => Promise<LintTarget>;
  readonly source: SourceMap;
  readonly profile: Profile;
  readonly config: string | undefined;
  readonly channel: Channel | undefined;
  readonly trigger: TriggerKind | undefined;
  /** No template, but a field map, a configuration or a user: what is to be said of it is in `findings`. */
  readonly isData?: true;
  /** A template that cannot be read, for the reason in `findings`. */
  readonly isUnread?: true;
  /** The folder of the campaign's fixture users; absent where there is none. */
  readonly users?: string | undefined;
  /** Whether the text is an address as a whole. */
  readonly link: boolean;
  /** The present instant for the template, the same at each run. */
  readonly clock: () => number;
  readonly findings: readonly Finding[];
  /** What names are held against, and the levels of rules. */
  readonly names: KnownNames;
  readonly rules: RuleLevels;
};

/** What is wrong with a target: in the files around it, and what the rules find in its text. */
export function judgeTarget(target: LintTarget, fixes: boolean): LintReport {
  const { file, text, findings } = target;
  if (target.isData) return { ...suppressInMap(findings, text, file), unreached: [] };
  const report = lint(target.source, { ...target, hashes: nodeCrypto }, { fixes });
  return { ...report, findings: [...target.findings, ...report.findings] };
}

/** What is judged of a file by its kind alone; undefined where the kind is another one. Throws a FindingsError for what cannot be read. */
export async function dataTarget(
  { kind, path }: { readonly kind: FileKind | undefined; readonly path: string },
  args: Arguments,
  context: Reads,
): Promise<LintTarget | undefined> {
  if (kind === 'map') return mapTarget(path, args, context);
  if (kind !== 'config' && kind !== 'user') return undefined;
  const text = await context.files.read(path);
  const { findings } = kind === 'config' ? readSettings(text, path) : readRecipient(text, path);
  return dataOf({ file: path, text, config: undefined, rules: new Map(), findings });
}

/** A field map, held against the fixture users of the campaigns beside it. Throws a FindingsError for what cannot be read. */
export async function mapTarget(
  path: string,
  args: Arguments,
  { files, cache = new RoundCache() }: Reads,
): Promise<LintTarget> {
  const text = await files.read(path);
  const { map, findings } = fieldMapOf(path, text, { cache, secrets: files.secrets });
  const config = args.text('profile') ?? (await findConfig(path, files));
  const { rules } = await settingsIn(config, { files, cache });
  const wanted = { users: [], allowOutside: args.flag('allow-outside') };
  const known = map === undefined ? undefined : await usersOfMap(path, wanted, files, cache);
  const recipients = known?.users.map(({ recipient }) => recipient) ?? [];
  const said =
    map === undefined
      ? []
      : [...checkFixtures(map, recipients), ...lintMap(map, recipients, rules)];
  return dataOf({ file: path, text, config, rules, findings: [...findings, ...said] });
}

/** A target of which everything is said in its findings. */
export function dataOf(
  known: Pick<LintTarget, 'file' | 'text' | 'config' | 'rules' | 'findings'>,
): LintTarget {
  return {
    ...known,
    isData: true,
    source: SourceMap.of(''),
    profile: defaultProfile(),
    channel: undefined,
    trigger: undefined,
    link: false,
    clock: () => DEFAULT_NOW,
    names: {},
  };
}

/** What the configuration says of lint. Throws a FindingsError where that cannot be used. */
export async function settingsIn(
  config: string | undefined,
  { files, cache = new RoundCache() }: Reads,
): Promise<Pick<LintSettings, 'rules' | 'declared'>> {
  if (config === undefined) return { rules: new Map(), declared: new Map() };
  const text = await files.read(config);
  const settings = cache.recall(`lint ${config}`, [text], () => readSettings(text, config));
  if (settings.findings.length > 0) throw new FindingsError(settings.findings);
  return settings;
}

import { FindingsError, SourceMap } from '../diagnostics/index.ts';
import { forChannel, type Profile } from '../account/index.ts';
import { analyse, Analysis } from '../analysis/index.ts';
import { AccountEnvironment } from './account-environment.ts';
import { CompiledMessage } from './message.ts';
import { optionsOf, type EmulatorSettings } from './plain.ts';

/** How one message is compiled. */
export type CompileOptions = {
  /** The file, for findings. */
  readonly name?: string | undefined;
  /** The text is a link field of the editor as a whole: every value in it is part of a link destination. */
  readonly link?: boolean | undefined;
};

/** One MoEngage account, as far as its templates can tell. */
export type Emulator = {
  readonly profile: Profile;
  /**
   * Reads a template, unless it was read already as this account reads it; places are in the file that it was made of. Throws a
   * FindingsError for one that does not parse, or that the account refuses.
   */
  compile(source: string | SourceMap | Analysis, options?: CompileOptions): CompiledMessage;
};

/**
 * Makes an emulator. Its messages may be rendered in any order; it holds nothing of a user. Raises TypeError for settings that
 * are not what they should be.
 */
export function createEmulator(settings: EmulatorSettings = {}): Emulator {
  const given = optionsOf(settings);
  const { channel } = given;
  const isSettled = channel === undefined || given.profile.channel === channel;
  const profile = isSettled ? given.profile : forChannel(given.profile, channel);
  const options = { ...given, profile };
  const environment = new AccountEnvironment(options);
  return {
    profile,
    compile(source, { name: file, link } = {}) {
      if (
        typeof source !== 'string' &&
        !(source instanceof SourceMap || source instanceof Analysis)
      )
        throw new TypeError('compile takes the text of a template');
      const analysis =
        source instanceof Analysis
          ? source
          : analyse(SourceMap.of(source), { ...options, file, link });
      const refused = analysis.refusals(profile);
      if (refused.length > 0) throw new FindingsError([...analysis.findings, ...refused]);
      return new CompiledMessage(analysis, environment, options);
    },
  };
}

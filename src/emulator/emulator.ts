import type { Dict, Limits, Value } from '../jinja/index.ts';
import {
  type Channel,
  type TriggerKind,
  type Hashes,
  forChannel,
  isHtml,
  type Profile,
  type AuxTable,
  type ContentApiRecords,
  type ContentBlocks,
} from '../account/index.ts';
import { AccountEnvironment } from './account-environment.ts';
import { ContentApi, recordedAnswers, type ContentApiResolver } from './content-api.ts';
import { CompiledMessage, type CompileOptions } from './message.ts';
import { prepare } from '../analysis/index.ts';
import { SourceMap } from '../diagnostics/index.ts';
import { Session } from './session.ts';

/**
 * What an emulator is made of. `clock` gives the present instant in epoch milliseconds; `mode` is `send` unless given. A
 * channel or trigger that is absent rules no name out. `contentApi` are recorded answers, or a function that has them.
 * `signingKey` is that of `FilterOptions`: previews sign with a fake secret by it.
 */
export type EmulatorOptions = {
  readonly profile: Profile;
  readonly channel?: Channel | undefined;
  readonly trigger?: TriggerKind | undefined;
  readonly crypto: Hashes;
  readonly clock: () => number;
  readonly productSets?: Dict | undefined;
  readonly contentApi?: ContentApiRecords | ContentApiResolver | undefined;
  readonly auxTables?: ReadonlyMap<string, AuxTable> | undefined;
  readonly contentBlocks?: ContentBlocks | undefined;
  readonly mode?: 'send' | 'preview' | undefined;
  readonly limits?: Partial<Limits> | undefined;
  readonly signingKey?: ((given: string) => string) | undefined;
};

/** One MoEngage account, as far as its templates can tell. */
export type Emulator = {
  readonly profile: Profile;
  /**
   * Reads a template; places are in the file that it was made of. Throws a FindingsError for one that does not parse, or that
   * the account refuses.
   */
  compile(source: string | SourceMap, options?: CompileOptions): CompiledMessage;
};

/** Makes an emulator. Its messages are rendered one at a time; it holds nothing of a user once the next one is rendered. */
export function createEmulator(options: EmulatorOptions): Emulator {
  const { channel, mode = 'send' } = options;
  const isSettled = channel === undefined || options.profile.channel === channel;
  const profile = isSettled ? options.profile : forChannel(options.profile, channel);
  const session = new Session({ ...options, profile });
  let current: { notSend(reason: Value, site: number): void } | undefined;
  const environment = new AccountEnvironment(
    {
      ...options,
      profile,
      auxTables: options.auxTables ?? new Map(),
      onNotSend: (reason, site) => current?.notSend(reason, site),
    },
    session,
  );
  const { contentApi = new Map() } = options;
  const resolver = typeof contentApi === 'function' ? contentApi : recordedAnswers(contentApi);
  if (session.exists('ContentApi')) session.names.set('ContentApi', new ContentApi(resolver));
  return {
    profile,
    compile(source, compileOptions = {}) {
      const prepared = prepare(SourceMap.of(source), { ...options, profile });
      const parts = {
        environment,
        session,
        profile,
        mode,
        campaign: { ...options, profile },
        isHtml: channel === undefined || isHtml(channel),
        ...prepared,
        onRender: (message: NonNullable<typeof current>) => {
          current = message;
        },
      };
      return new CompiledMessage(parts, compileOptions);
    },
  };
}

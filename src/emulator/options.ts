import type { Dict, Limits, SharedCode } from '../jinja/index.ts';
import {
  NAMES,
  whyUnavailable,
  type AuxTable,
  type Channel,
  type ContentApiRecords,
  type ContentBlocks,
  type Hashes,
  type Profile,
  type TriggerKind,
} from '../account/index.ts';
import type { ContentApiResolver } from './content-api.ts';

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
  /** Whether every render is observed: messages are compiled once, with a trace, and `render` costs as much as `observe`. */
  readonly traced?: boolean | undefined;
  /** Where generated code is kept; accounts that render the same messages may share one. */
  readonly codes?: SharedCode | undefined;
  readonly signingKey?: ((given: string) => string) | undefined;
};

/** Whether one of MoEngage's names exists in the channel and campaign of an account. */
export function hasName(
  name: string,
  { channel, trigger }: Pick<EmulatorOptions, 'channel' | 'trigger'>,
): boolean {
  const spec = NAMES.get(name);
  return spec !== undefined && whyUnavailable(spec, channel, trigger) === undefined;
}

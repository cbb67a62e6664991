import { analyse, type Analysis } from '../analysis/index.ts';
import type { Campaign, MessagePart } from '../campaign/index.ts';
import { placeLink } from '../compiler/index.ts';

/** What a part of a message does by itself: its analysis with an empty link in place of the snippet. */
export function writtenAnalysis(
  { own, message }: MessagePart,
  { channel, profile }: Pick<Campaign, 'channel' | 'profile'>,
): Analysis {
  return placeLink(own, "''", { channel }) ?? analyse(message, { profile, channel });
}

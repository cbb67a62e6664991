import { analyse, type Analysis } from '../analysis/index.ts';
import type { Campaign, MessagePart } from '../campaign/index.ts';
import { placeLink } from '../compiler/index.ts';

/** Every link is some text: which one is for the snippet. */
const LINK = "'https://example.com/card'";

/** What a part of a message does by itself: its analysis with a link in place of the snippet. */
export function writtenAnalysis(
  { own, message, file }: MessagePart,
  { channel, profile }: Pick<Campaign, 'channel' | 'profile'>,
): Analysis {
  return placeLink(own, LINK, { channel }) ?? analyse(message, { profile, channel, file });
}

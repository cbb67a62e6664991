import { analyse, type Analysis } from '../analysis/index.ts';
import type { Campaign, MessagePart } from '../campaign/index.ts';
import { placeLink } from '../compiler/index.ts';
import type { SourceMap } from '../diagnostics/index.ts';

/** Every link is some text: which one is for the snippet. */
const LINK = "'https://example.com/card'";

/** A part of a message with a link in place of the snippet. */
export function writtenText(
  { own, message }: MessagePart,
  { channel }: Pick<Campaign, 'channel'>,
): SourceMap {
  return placeLink(own, LINK, { channel }) ?? message;
}

/** What a part of a message does by itself: its analysis with a link in place of the snippet. */
export function writtenAnalysis(
  part: MessagePart,
  campaign: Pick<Campaign, 'channel' | 'profile' | 'fixtures'>,
): Analysis {
  const { channel, profile, fixtures } = campaign;
  const { contentBlocks } = fixtures;
  return analyse(writtenText(part, campaign), { profile, channel, contentBlocks, file: part.file });
}

import { audienceCodes } from './codes/audience.ts';
import { campaignCodes } from './codes/campaign.ts';
import { cliCodes } from './codes/cli.ts';
import { documentCodes } from './codes/document.ts';
import { eventsCodes } from './codes/events.ts';
import { jinjaCodes } from './codes/jinja.ts';
import { lintCodes } from './codes/lint.ts';
import { linkCodes } from './codes/link.ts';
import { liveCodes } from './codes/live.ts';
import { mapCodes } from './codes/map.ts';
import { moengageCodes } from './codes/moengage.ts';

/** Every code a finding may carry, with one sentence that says what it means. A test holds `src/` against this list. */
export const CODES: ReadonlyMap<string, string> = new Map(
  [
    jinjaCodes,
    mapCodes,
    linkCodes,
    lintCodes,
    moengageCodes,
    campaignCodes,
    cliCodes,
    documentCodes,
    liveCodes,
    eventsCodes,
    audienceCodes,
  ].flatMap((codes) => Object.entries(codes)),
);

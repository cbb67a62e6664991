import type { Finding } from '../../diagnostics/index.ts';
import { damageFinding } from '../link-parts.ts';
import { brokenScheme, defanged, pastedTwice } from './addresses.ts';
import {
  codeEscapes,
  eatenEquals,
  encodedTwice,
  escapedAmpersand,
  escapedSpace,
  htmlEscapes,
  invisible,
  percentEncoded,
  quotedPrintable,
  softBreakLeft,
  typographic,
} from './encodings.ts';
import { isSound, type Detector } from './step.ts';
import {
  innerSpace,
  lineBreaks,
  replyMarks,
  spaceAround,
  surroundings,
  trailingPunctuation,
} from './surroundings.ts';
import { opaqueService, wrapper } from './wrappers.ts';

/** In the order in which they are asked; the first that finds something changes the text, and all are asked again. */
const DETECTORS: readonly Detector[] = [
  quotedPrintable,
  eatenEquals,
  spaceAround,
  replyMarks,
  invisible,
  codeEscapes,
  defanged,
  surroundings,
  lineBreaks,
  brokenScheme,
  pastedTwice,
  wrapper,
  percentEncoded,
  escapedAmpersand,
  htmlEscapes,
  typographic,
  encodedTwice,
  escapedSpace,
  trailingPunctuation,
  softBreakLeft,
  innerSpace,
];

/** More layers than this has no link that somebody sent. */
const MOST_STEPS = 24;

/**
 * The link inside a text as it reaches people: without what mail programs, editors and click counters put around it and into
 * it. What was undone is a finding each. A link without damage comes back as it is.
 */
export function unwrapLink(link: string): { readonly text: string; readonly findings: Finding[] } {
  const findings = new Map<string, Finding>();
  let text = link;
  for (let count = 0; count < MOST_STEPS; count += 1) {
    const step = isSound(text) ? undefined : firstStep(text);
    if (step === undefined) break;
    const finding = damageFinding(step.kind, step.detail);
    if (!findings.has(step.kind)) findings.set(step.kind, finding);
    text = step.text;
  }
  const service = opaqueService(text);
  if (service !== undefined)
    findings.set('opaque-wrapper', damageFinding('opaque-wrapper', service));
  return { text, findings: [...findings.values()] };
}

function firstStep(text: string): ReturnType<Detector> {
  for (const detector of DETECTORS) {
    const step = detector(text);
    if (step !== undefined) return step;
  }
  return undefined;
}

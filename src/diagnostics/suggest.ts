import { distance } from 'fastest-levenshtein';

/**
 * The candidate that `name` was probably meant to be, or undefined. Letter case and punctuation hardly count: an attribute
 * `first_name` suggests `First Name`. At most two fifths of the characters may differ.
 */
export function closest(name: string, candidates: Iterable<string>): string | undefined {
  const wanted = fold(name);
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(wanted.length * 0.4)) + 1;
  for (const candidate of candidates) {
    if (candidate === name) continue;
    const candidateDistance = distance(wanted, fold(candidate));
    if (candidateDistance < bestDistance) {
      best = candidate;
      bestDistance = candidateDistance;
    }
  }
  return best;
}

/** The hint "did you mean 'x'?", or undefined where no candidate is near. */
export function didYouMean(name: string, candidates: Iterable<string>): string | undefined {
  const best = closest(name, candidates);
  return best === undefined ? undefined : `did you mean '${best}'?`;
}

function fold(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_.-]+/g, '');
}

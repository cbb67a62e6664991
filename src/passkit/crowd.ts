import type { Finding } from '../diagnostics/index.ts';

/** How many findings of one code a report has at most: a link with 50,000 equal mistakes has one mistake. */
const MOST_ALIKE = 20;

/** The findings without those beyond the first twenty of a code; the twentieth says how many are left out. */
export function withoutCrowd(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length <= MOST_ALIKE) return findings;
  const counts = new Map<string, number>();
  for (const { code } of findings) counts.set(code, (counts.get(code) ?? 0) + 1);
  if ([...counts.values()].every((count) => count <= MOST_ALIKE)) return findings;
  const seen = new Map<string, number>();
  return findings.flatMap((finding) => {
    const at = (seen.get(finding.code) ?? 0) + 1;
    seen.set(finding.code, at);
    const more = (counts.get(finding.code) ?? 0) - MOST_ALIKE;
    if (at < MOST_ALIKE || more <= 0) return [finding];
    return at > MOST_ALIKE
      ? []
      : [{ ...finding, message: `${finding.message} (and ${more} more alike)` }];
  });
}

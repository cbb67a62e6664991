import { findJinja, RealJinja } from '../oracle/python.ts';
import { applyFixes, lint, type LintFinding } from '../../src/lint/index.ts';
import { defaultProfile } from '../../src/account/index.ts';
import { caseOf, type Answer, type Judged, type Shown } from './witnesses.ts';
import { lintOptions } from './lint-options.ts';

/** Where the real Jinja2 3.1.2 is; undefined where it is not installed. */
export const installed: ReturnType<typeof findJinja> = findJinja('3.1.2');

/** The findings of a template with their fixes. */
export function judgedWithFixes(where: Judged, template: string): readonly LintFinding[] {
  return lint(template, lintOptions(where), { fixes: true }).findings;
}

/** A template with its safe fixes applied until none is left, and the findings of the first and the last round. */
export type Fixed = {
  readonly judged: Judged;
  readonly text: string;
  readonly before: readonly LintFinding[];
  readonly after: readonly LintFinding[];
};

/** Applies the safe fixes of a template; undefined where there are none. */
export function fixed(judged: Judged): Fixed | undefined {
  const before = judgedWithFixes(judged, judged.template);
  let [text, after] = [judged.template, before];
  for (let round = 0; round < 5; round += 1) {
    const safe = after.flatMap(({ fix }) => (fix?.safety === 'safe' ? [fix] : []));
    if (safe.length === 0) break;
    text = applyFixes(text, safe).text;
    after = judgedWithFixes(judged, text);
  }
  return text === judged.template ? undefined : { judged, text, before, after };
}

/** The users who show findings of a template, and each of them with the value that shows it replaced by another. */
function usersOf({ judged, before }: Fixed): readonly Shown[] {
  const profile = defaultProfile(judged.channel);
  return before.flatMap(({ code, witness }): readonly Shown[] => {
    if (witness === undefined) return [];
    const { fixture, attribute } = witness;
    const line = `  ${JSON.stringify(attribute)}: `;
    const others = ['"Ada"', '7', '["a", "b"]'].map((value) => {
      const lines = fixture.user.split('\n').filter((one) => !one.startsWith(line));
      const at = lines.indexOf(witness.kind === 'EventAttribute' ? 'event:' : 'user:');
      if (at >= 0) lines.splice(at + 1, 0, `${line}${value}`);
      return { ...fixture, user: lines.join('\n') };
    });
    const account = { ...profile, ...witness.account };
    return [fixture, ...others].map((one) => ({
      ...judged,
      code,
      profile: account,
      witness: { ...witness, fixture: one },
    }));
  });
}

/** The users whom the real Jinja2 sends another text after the fixes than before, or no longer. */
export async function changedByFixes(all: readonly Fixed[]): Promise<readonly string[]> {
  if (installed === undefined) return [];
  const real = new RealJinja(installed, 'test/oracle/witnesses.py');
  const pairs = all.flatMap((one) => usersOf(one).map((user) => ({ user, text: one.text })));
  const before = await real.answer(pairs.map(({ user }, at) => caseOf(user, at)));
  const after = await real.answer(
    pairs.map(({ user, text }, at) => caseOf({ ...user, template: text }, at)),
  );
  real.stop();
  return pairs.flatMap(({ user, text }, at) => {
    const [was, is] = [before[at], after[at]] as readonly Answer[];
    return was?.text === undefined || was.text === is?.text
      ? []
      : [`${text} for ${user.witness.fixture.user}`];
  });
}

import type { Finding } from '../diagnostics/index.ts';
import type { WorldsReport } from '../emulator/index.ts';

/** What depends on unknown fields, as findings that are drawn with their lines. */
export function worldFindings({ differences }: WorldsReport, file: string): readonly Finding[] {
  return differences.map(({ sentence, span, rewrite }) => ({
    code: 'moengage/depends-on-account',
    severity: 'warning',
    message: sentence,
    file,
    span,
    ...(rewrite !== undefined && { hint: `write ${rewrite}` }),
  }));
}

/** The same for `--json`: each world by its fields that are not known, with what comes of the message there. */
export function worldsJson({ worlds, agree, differences }: WorldsReport): unknown {
  const [base] = worlds;
  const told = differences.map(({ about: _about, messages: _messages, ...rest }) => rest);
  const differing = new Set(
    differences.flatMap(({ field, given }) => [field, ...Object.keys(given)]),
  );
  return {
    agree,
    differences: told,
    worlds: worlds.map(({ profile, outcome }) => ({
      fields: Object.fromEntries(
        [...differing].map((field) => [
          field,
          (profile as unknown as Record<string, string>)[field],
        ]),
      ),
      own: profile === base?.profile,
      outcome,
    })),
  };
}

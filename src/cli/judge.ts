import { CODES, didYouMean, worstOf, type Finding } from '../diagnostics/index.ts';
import { EXIT, type Arguments, type Judge } from './command.ts';
import { wrongUse } from './wrong-use.ts';

/** The judge that a command line asks for. Throws a FindingsError where `--ignore` names a code that does not exist. */
export function judgeOf(args: Arguments): Judge {
  const codes = args.texts('ignore').flatMap((text) => text.split(',').map((code) => code.trim()));
  const wrong = codes.find((code) => !CODES.has(code));
  if (wrong === undefined) return judge(args.flag('strict'), new Set(codes));
  throw wrongUse(
    `--ignore takes codes of warnings, and there is no code '${wrong.slice(0, 60)}'`,
    didYouMean(wrong, CODES.keys()) ?? 'a code is what follows a finding in brackets: link/long',
  );
}

function judge(strict: boolean, ignored: ReadonlySet<string>): Judge {
  const keep = (findings: readonly Finding[]): readonly Finding[] =>
    findings.filter(({ severity, code }) => severity === 'error' || !ignored.has(code));
  return {
    keep,
    exit(findings) {
      const worst = worstOf(keep(findings));
      return worst === 'error' || (strict && worst === 'warning') ? EXIT.findings : EXIT.fine;
    },
  };
}

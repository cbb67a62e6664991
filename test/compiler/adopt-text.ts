import { defaultProfile } from '../../src/account/index.ts';
import { analyse } from '../../src/analysis/index.ts';
import { adopt, type Adopted } from '../../src/compiler/index.ts';
import { SourceMap } from '../../src/diagnostics/index.ts';

/** Adopts the text of an email template. */
export function adoptText(
  text: string,
  file: string,
  options: Parameters<typeof adopt>[1] = {},
): Adopted {
  const profile = defaultProfile('email');
  return adopt(analyse(SourceMap.of(text), { profile, channel: 'email', file }), options);
}

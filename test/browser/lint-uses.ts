import { type Channel, type TriggerKind } from '../../src/account/index.ts';
import { lint, type LintFinding } from '../../src/lint/index.ts';
import { lintOptions } from '../lint/lint-options.ts';

/** A template with what is known of its campaign. */
type Template = {
  readonly template: string;
  readonly channel: Channel;
  readonly trigger: TriggerKind;
};

/** What lint says of each template, with its fixes, in Node and in a page alike. */
export function lintAll(templates: readonly Template[]): readonly (readonly LintFinding[])[] {
  return templates.map(
    ({ template, ...where }) => lint(template, lintOptions(where), { fixes: true }).findings,
  );
}

import type { Report, Subject, TextRule } from '../../rule.ts';

/** Something that an older Jinja does otherwise. */
export const langRelease: TextRule = {
  code: 'lang/release',
  severity: 'note',
  why: 'Pages of MoEngage name two releases of Jinja, 3.1 and 2.8. What the older one does not know fails there for everyone. Once the configuration says which one the account has (profile: jinja:), nothing is reported.',
  bad: `{% set ns = namespace(n=1) %}{{ ns.n }}`,
  good: `{% set n = 1 %}{{ n }}`,

  check,
};

function* check({ older }: Subject): Iterable<Report> {
  if (older?.at === undefined) return;
  const { release, message, at } = older;
  yield {
    message: `in Jinja ${release} this is otherwise: ${message}`,
    hint: 'smartpass calibrate tells which release the account has; write profile: jinja: into smartpass.config.yaml',
    at,
  };
}

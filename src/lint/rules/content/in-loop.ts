import type { Report, Subject, TextRule } from '../../rule.ts';

/** A Content API is called in a loop. */
export const contentInLoop: TextRule = {
  code: 'content/in-loop',
  severity: 'warning',
  why: 'Each call waits up to five seconds, three times. A loop calls once a turn, for every user.',
  bad: `{% for id in UserAttribute['Ids']|default([], true) %}{{ ContentApi.Item({'id': id}).name|default('', true) }}{% endfor %}`,
  good: `{% set items = ContentApi.Items({'ids': UserAttribute['Ids']|default([], true)}) %}{% for item in items %}{{ item.name|default('', true) }}{% endfor %}`,

  check,
};

function* check({ analysis, around }: Subject): Iterable<Report> {
  for (const { kind, name, node } of analysis.reads.all) {
    const inBody = around(node).some(
      (outer) =>
        outer.typename === 'For' && !(outer.iter.start <= node.start && node.end <= outer.iter.end),
    );
    if (kind === 'ContentApi' && inBody)
      yield {
        message: `the Content API '${name}' is called in each turn of a loop`,
        hint: 'ask once before the loop, and set a variable',
        at: node,
      };
  }
}

import type { ToldRule } from '../../rule.ts';

/** A filter or test that Jinja and the account do not have. */
export const nameUnknownFilter: ToldRule = {
  code: 'name/unknown-filter',
  severity: 'error',
  why: 'Jinja refuses a template with a filter or test that does not exist: the message fails for everyone.',
  bad: `{{ UserAttribute['City']|default('', true)|upcase }}`,
  good: `{{ UserAttribute['City']|default('', true)|upper }}`,

  codes: ['jinja/unknown-name'],
  fits: ({ finding }) => /No (?:filter|test) named/.test(finding.message),
  change: ({ finding, text, start, end }) => {
    const name = /No (?:filter|test) named '(\w+)'/.exec(finding.message)?.[1];
    const meant = /^(?:write x\||did you mean ')(\w+)'?\??$/.exec(finding.hint ?? '')?.[1];
    const at = name === undefined ? -1 : text.slice(start, end).lastIndexOf(name);
    if (name === undefined || meant === undefined || at < 0) return undefined;
    const from = start + at;
    return {
      title: `write ${meant}`,
      edits: [{ from, to: from + name.length, text: meant }],
    };
  },
};

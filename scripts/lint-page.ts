import { channelLabel } from '../src/account/index.ts';
import { CODES } from '../src/diagnostics/index.ts';
import { RULES, type Rule } from '../src/lint/index.ts';

const INTRO = `# Lint

    npx smartpass lint mail.html

\`smartpass lint\` says of a template, without anything set up, who would be dropped and what would be mailed wrong. It does not look for
patterns: it makes up users from what the template reads (complete, but for one value: missing, null, empty, a quote in a name, a short
list) and renders the message for each of them, in every account that differs in what becomes of nulls. So each finding about a value
has a *witness*: the user who is hit, and what happens to them. \`--json\` gives it as \`witness\`.

- \`lint mail.html\`: one template, with each campaign that names it (in its folder or one above). Without a campaign, or with \`--channel\` or \`--trigger\`, it is judged alone: its channel is known by its name or text, or given.
- \`lint campaign.yaml\`: each part of the messages of the campaign, with its channel, trigger, account and \`now:\`; names are held against its fixtures.
- \`lint fieldmap.yaml\`: a field map: what is wrong with it, whom its policies drop, what is the same for everyone, values of fixtures that its look-ups lack.
- \`lint users/ada.yaml\`, \`lint smartpass.config.yaml\`: a fixture user or the configuration: keys that do not exist, values that cannot be.
- \`lint FOLDER\`, \`lint\`: every campaign, field map and template (\`.html\`, \`.htm\`, \`.jinja\`, \`.jinja2\`, \`.j2\`) below the folder; a template that no campaign names is judged alone. Hidden folders, \`node_modules\`, \`dist\`, pages of HTML without a tag of Jinja or of another service, and generated snippets are left out. A file or folder that cannot be read is an error, and the exit code 2.
- \`lint body.json\`: a JSON file with tags of Jinja is a template, for connectors unless \`--channel\` says otherwise.
- \`lint -\`: a template from standard input.
- An **error** is so in every account that fits the profile; a finding that depends on the account is a **warning** and names the setting
  ([account.md](account.md)). A **note** is never held against anybody.
- Exit codes are those of every command: 1 with errors, or with warnings and \`--strict\`. \`--ignore CODE\` leaves out warnings and notes of a rule.
- A branch that no user was found for is not judged: \`--json\` lists it under \`unreached\`.

A comment switches a rule off, with a reason:

\`\`\`jinja
{# smartpass-disable-next-line null/printed: every member has a first name #}
Hi {{ UserAttribute['First Name'] }},
\`\`\`

\`smartpass-disable-file\` does so for the file, \`smartpass-disable\` up to the next \`{# smartpass-enable #}\`. A comment without a
reason, of a rule that does not exist, or that switches off nothing is reported. What only looks like one, in \`{% raw %}\` or in a text of a tag, is text. In a field map a YAML comment does the same: \`# smartpass-disable-next-line map/drops-users: they get no pass\`.

The configuration (\`smartpass.config.yaml\`) sets the level of a rule for all files below it, and lists the attributes of the account, which names are then
held against:

\`\`\`yaml
lint:
  rules: { type/float-shows: warning, a11y/alt: off }   # off, note, warning or error
  attributes:
    user: [Tier, Points, Preferred Store]               # beside those of MoEngage itself
    event: [Order Id, Amount]
\`\`\`

## Fixes
\`--fix\` applies fixes to template files, \`--fix --dry-run\` prints them as a diff, \`--json\` has them with each finding. Every fix is tried first: the
template before and after is rendered for all users and values that it was judged with, in every account. A *safe* one leaves everyone who was
sent the message with the same bytes, and turns a drop that nobody is told of into one with a reason (\`MOE_NOT_SEND\`). One that sends another
value in place of a missing one is *unsafe*, and needs \`--fix-unsafe\`.

## Witnesses as fixtures
\`--add-fixture\` writes each user who shows a finding as a fixture user, into the folder of the campaign's users or that of \`--fixtures\`. No file is
overwritten. The real Jinja2 3.1.2 has confirmed the witnesses of all examples of this page (\`fixtures/lint/witnesses.jsonl\`).

## Baseline
\`lint --baseline lint.json --update-baseline\` writes down what is found today, by rule and line: with \`--baseline lint.json\` only what is new counts, wherever the
lines move. \`--update-baseline\` later takes out what is no longer found, of files that are gone too, and never adds. A file that was renamed or moved is known by what was found in it, once the old one is gone.

## In continuous integration
\`--format sarif\` is for code scanning: fingerprints stay where lines move, each finding has the way from where a value is read to where it does harm,
and what comments switch off is listed with its reason. \`--format junit\` is for reports of tests; on GitHub findings are annotations by themselves.
\`smartpass init --ci\` writes a workflow that lints, uploads the findings, runs the tests of campaigns and compares committed snippets. The same as an action,
where smartpass is in the repository's \`package.json\` (\`files\`, \`strict\`, \`test\`, \`generate\`, \`upload\` are its inputs, described in \`action.yml\`):

\`\`\`yaml
permissions: { contents: read, security-events: write }
steps:
  - uses: actions/checkout@v4
  - run: npm ci
  - uses: OWNER/smartpass@main
    with: { strict: true }
\`\`\`

For pre-commit the hooks are \`smartpass-lint\`, \`smartpass-format\` and \`smartpass-snippets\`; in editors findings show while one writes
([editors.md](editors.md)).

## Format
\`smartpass format\` puts white space inside tags in order, and where \`-\` drops it: \`{{x|default('a',true)}}\` becomes \`{{ x|default('a', true) }}\`, in an
address braces have no spaces, line breaks in a tag stay. A template is left as it is unless the changed one parses to the same tree and gives every
made-up user the same bytes in every account. \`--check\` writes nothing and gives exit code 1, \`--dry-run\` prints a diff, \`-\` is standard input.

## Rules
`;

/** `docs/lint.md`: every rule, out of the table that the program itself uses. */
export function lintPage(): string {
  const families = new Map<string, Rule[]>();
  for (const rule of RULES) {
    const [family = ''] = rule.code.split('/');
    families.set(family, [...(families.get(family) ?? []), rule]);
  }
  return [INTRO, ...[...families.values()].flat().map(section)].join('\n');
}

function section(rule: Rule): string {
  const { code, severity, why, bad, good, shown = bad, where } = rule;
  const [language, open, close] = 'checkMap' in rule ? ['yaml', '#', ''] : ['jinja', '{#', ' #}'];
  const place = where === undefined ? '' : ` (${channelLabel(where.channel)})`;
  return [
    `### ${code}`,
    '',
    `${CODES.get(code) ?? ''} (${severity})`,
    '',
    why,
    '',
    `\`\`\`${language}`,
    `${open} reported${place}${close}`,
    shown.trimEnd(),
    '',
    `${open} not reported${close}`,
    good.trimEnd(),
    '```',
    '',
  ].join('\n');
}

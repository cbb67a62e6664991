import { CODES } from '../src/diagnostics/index.ts';
import { cell } from './schema-table.ts';

const INTRO = `# Troubleshooting

Every message ends with a code in brackets, such as \`[map/unknown-field]\`, and mostly with a hint. This page lists what people run into first, then every code.
\`--ignore CODE\` leaves out warnings of a code; errors cannot be switched off. Exit codes: [exit-codes.md](exit-codes.md).

## What people run into first

| message | why, and what to do |
|---|---|
| \`… is not a field that PassKit lists\` | a field is misspelt: take the one that the hint proposes, or search with \`smartpass fields WORD\` |
| \`no file matches '…'; expected fixture users\` | patterns start from the folder of the campaign file and are written with \`/\`, on Windows too |
| \`'…' is a folder, expected files of fixture users\` | write the pattern of its files: \`users: ../users/*.yaml\` |
| \`this is a field map, not a campaign file\` and the like | a file of another kind was named: the hint says what this command takes |
| \`the attribute '…' is beside user:, not below it\` | indent the attributes of a fixture user below \`user:\` |
| \`… looks like a mapping: …\`, \`{{ … }}\` without quotes | YAML reads braces: put the whole value in quotes |
| \`Custom Error Message: …\` | the template or field map drops this user on purpose: the reason is yours |
| \`User Attribute '…': No matching value/attribute found for the user\` | MoEngage would not send the message, since the user lacks the attribute: give it a default, or a policy in the field map |
| \`Error in parsing jinja template format. …\` | MoEngage's words for a template that does not parse: the marked place is where Jinja stopped reading |
| \`the signature is invalid\` | the link was changed after it was signed, or signed with another secret: \`smartpass verify LINK --secret-file …\` says which |
| \`the comment names a field map and is not the marker of one\` | write \`{# smartpass: fieldmap.yaml #}\` |
| \`the file that holds the secret can be read by others\` | \`chmod 600 passkit.secret\` |
| \`there are 3 campaign files in this folder, name one of them\` | \`smartpass preview PATH\`; the hint lists them |
| \`something went wrong inside smartpass\` | this is a mistake of smartpass: please report the command line and what \`SMARTPASS_DEBUG=1\` prints |

## Every code
`;

/** `docs/troubleshooting.md`: what people run into first, and every code with its sentence. */
export function troubleshootingPage(): string {
  const modules = new Map<string, (readonly [code: string, meaning: string])[]>();
  for (const [code, meaning] of CODES) {
    const [module = ''] = code.split('/');
    const known = modules.get(module);
    if (known === undefined) modules.set(module, [[code, meaning]]);
    else known.push([code, meaning]);
  }
  return [
    INTRO,
    ...[...modules].flatMap(([module, codes]) => [
      `### ${module}`,
      '',
      '| code | what it means |',
      '|---|---|',
      ...codes.map(([code, meaning]) => `| \`${code}\` | ${cell(meaning)} |`),
      '',
    ]),
  ].join('\n');
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { emptyFolder, smartpass } from '../cli/run-cli.ts';

const MAIL =
  "Hi {{ UserAttribute['Frist Name'] }} {{ UserAttribute['loyalty tier']|default('', true) }}";

/** The codes and severities that lint finds in the mail, with a section `lint` in the configuration above it. */
async function judged(section: string, mail = MAIL): Promise<readonly string[]> {
  const cwd = emptyFolder();
  mkdirSync(join(cwd, 'mails'));
  writeFileSync(join(cwd, 'smartpass.config.yaml'), section);
  writeFileSync(join(cwd, 'mails/mail.html'), mail);
  const { out } = await smartpass(['lint', 'mails/mail.html', '--json'], { cwd });
  type Found = { code: string; severity: string; hint?: string };
  const answer = JSON.parse(out) as { files?: { findings: Found[] }[]; findings?: Found[] };
  const findings = answer.files?.flatMap((file) => file.findings) ?? answer.findings ?? [];
  return findings.map(({ code, severity, hint }) =>
    code === 'null/printed' ? `${code} ${severity}` : `${code} ${severity}: ${hint}`,
  );
}

describe('the section lint of the configuration', () => {
  test('without one names are held against MoEngage alone', async () => {
    expect(await judged('profile: {}\n')).toEqual([
      'null/printed error',
      "name/unknown-attribute note: did you mean 'First Name'?",
    ]);
  });
  test('the list of attributes', async () => {
    expect(await judged('lint:\n  attributes:\n    user: [Loyalty Tier, Town]\n')).toEqual([
      'null/printed error',
      "name/unknown-attribute warning: did you mean 'First Name'?",
      "name/letter-case warning: did you mean 'Loyalty Tier'? letter case counts",
    ]);
  });
  test('what MoEngage gives every account need not be listed, other kinds are not known', async () => {
    const mail =
      "{{ UserAttribute['Gender']|default('', true) }}{{ EventAttribute['Shop']|default('', true) }}";
    expect(await judged('lint: { attributes: { user: [Town] } }\n', mail)).toEqual([]);
  });
  test('a name that is near none says where the list is', async () => {
    const mail = "{{ UserAttribute['Shoe Size']|default('', true) }}";
    expect(await judged('lint: { attributes: { user: [Town] } }\n', mail)).toEqual([
      'name/unknown-attribute warning: correct the name, or add it to lint: attributes: user: of the configuration',
    ]);
  });
  test('levels', async () => {
    const levels = 'lint: { rules: { null/printed: warning, name/unknown-attribute: off } }\n';
    expect(await judged(levels)).toEqual(['null/printed warning']);
    expect(await judged('lint: { rules: { name/unknown-attribute: error } }\n')).toEqual([
      'null/printed error',
      "name/unknown-attribute error: did you mean 'First Name'?",
    ]);
  });
  test('a rule, level or section that does not exist', async () => {
    expect(await judged('lint: { rules: { null/print: off } }\n')).toEqual([
      "lint/unknown-rule error: did you mean 'null/printed'?",
    ]);
    const [level] = await judged('lint: { rules: { null/printed: silent } }\n');
    expect(level).toMatch(/^profile\/bad-value error/);
    const [section] = await judged('lint: { attributes: { users: [A] } }\n');
    expect(section).toMatch(/^profile\/unknown-field error: did you mean 'user'/);
  });
});

describe('fixtures of a campaign', () => {
  test('names near one that fixtures have', async () => {
    const cwd = emptyFolder();
    const files = {
      'campaign.yaml':
        'campaign: a\nchannel: email\ntrigger: { event: Bought }\ntemplate: mail.html\nusers: ada.yaml\n',
      'ada.yaml': 'user: { Loyalty Tier: gold, Town: Pune }\nevent: { Amount: 3 }\n',
      'mail.html':
        "{{ UserAttribute['Loyalty tier']|default('', true) }}{{ UserAttribute['Twon']|default('', true) }}{{ UserAttribute['Rare']|default('', true) }}",
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text);
    const { err } = await smartpass(['lint'], { cwd });
    expect(err).toContain("no fixture has the user attribute 'Loyalty tier' [name/letter-case]");
    expect(err).toContain("no fixture has the user attribute 'Twon' [name/unknown-attribute]");
    expect(err).not.toContain("attribute 'Rare'");
  });
});

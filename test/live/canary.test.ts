import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FindingsError, Secrets } from '../../src/diagnostics/index.ts';
import { filesOf, pullAccount } from '../../src/live/index.ts';
import { emptyFolder } from '../cli/run-cli.ts';
import { leaks, OTHER_FORMS, SIGNING_FORMS, type SigningForm } from '../secret-forms.ts';
import { accountOf } from './accounts.ts';
import { campaignOf, compareWith, emulated } from './compare.ts';

const FORMS: readonly SigningForm[] = [...SIGNING_FORMS, ...OTHER_FORMS];
const SECRET = 'Canary0of1the2MineShaf';
const HEAD = "{% set u = 'https://pub1.pskt.io/c/a4hrop' %}";

function campaignWith(template: string): string {
  const folder = emptyFolder();
  mkdirSync(join(folder, 'users'));
  const put = (path: string, text: string): void => writeFileSync(join(folder, path), text);
  put('mail.html', template);
  put('users/ada.yaml', 'user: { Id: u-1 }\n');
  put('campaign.yaml', 'campaign: c\nchannel: email\ntemplate: mail.html\nusers: users/*.yaml\n');
  return join(folder, 'campaign.yaml');
}

test.each(FORMS)('no secret is sent to the account: $name', async ({ write }) => {
  const campaign = await campaignOf(campaignWith(`${HEAD}${write(SECRET)}`)).catch(refused);
  const compared =
    campaign instanceof FindingsError
      ? campaign
      : await compareWith(campaign, emulated({})).catch(refused);
  const told =
    compared instanceof FindingsError
      ? compared.findings
      : [compared.sent.map(({ body }) => body), compared.comparison];
  const secrets = campaign instanceof FindingsError ? new Secrets([]) : campaign.secrets;
  expect(leaks(secrets.hide(JSON.stringify(told)), SECRET)).toEqual([]);
  if (!(compared instanceof FindingsError))
    expect(leaks(compared.sent.map(({ body }) => body).join('\n'), SECRET)).toEqual([]);
});

function refused(error: unknown): FindingsError {
  if (error instanceof FindingsError) return error;
  throw error;
}

/** Where it is not sure that a text is the secret, or the whole of it. */
const UNSURE = ['macro varargs', 'choice', 'default', 'two variables', 'in two blocks'];

test.each([
  ...FORMS.map(({ name, write }) => [name, SECRET, write] as const),
  // What does not have the form of PassKit's secrets is one where it is sure to be signed with.
  ...SIGNING_FORMS.filter(({ name }) => !UNSURE.includes(name)).map(
    ({ name, write }) => [name, 'my-own-secret', write] as const,
  ),
])('no secret is pulled into a file: %s, %s', async (_name, secret, write) => {
  const content = `${HEAD}${write(secret)}`;
  const { client } = accountOf({
    render: (text) => ({ text }),
    templates: [
      { id: 't-1', name: 'Mail', version: 1, content, subject: content },
      { id: 't-2', name: 'Next', version: 1, content: `Hi {# ${secret} #}`, subject: secret },
    ],
    blocks: [{ id: 'b-1', name: 'block', kind: 'HTML', content }],
  });
  const { files, findings } = filesOf(await pullAccount(client));
  expect(leaks(JSON.stringify([files, findings]), secret)).toEqual([]);
});

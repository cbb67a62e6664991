import { isObject, jsonIn, type Finding } from '../diagnostics/index.ts';
import { sendOnce, type AccountAccess, type SendOptions } from '../live/index.ts';
import { AUTHENTICATION_PATH } from './data-api/contract.ts';
import { problemOf } from './delivery.ts';

/** What an account says of its credentials: the name of the workspace, or why it refuses them. */
export type Authentication =
  | { readonly workspace: string; readonly finding?: undefined }
  | { readonly finding: Finding };

/** Asks an account whether it accepts its Data API key. `region` is the number of the data centre. Never throws. */
export async function testCredentials(
  access: AccountAccess,
  region: string,
  options: SendOptions,
): Promise<Authentication> {
  const body = JSON.stringify({
    app_id: access.workspaceId,
    app_secret: access.key,
    source: 'smartpass',
    region,
  });
  const reply = await sendOnce(access, { path: AUTHENTICATION_PATH, body }, options);
  if (reply.kind !== 'answer') {
    const { code, reason } = problemOf(reply);
    const { host } = new URL(access.base);
    const message = `${host} does not confirm the credentials: ${reason}`;
    return { finding: { code, severity: 'error', message, hint: HINT } };
  }
  return { workspace: nameIn(reply.text) ?? access.workspaceId };
}

const HINT =
  'Workspace ID and Data API key are in the MoEngage dashboard under Settings > Account > APIs; the data centre is the number in its address';

function nameIn(text: string): string | undefined {
  const answer = jsonIn(text);
  const name = isObject(answer) ? answer['app_name'] : undefined;
  return typeof name === 'string' ? name : undefined;
}

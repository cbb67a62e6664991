import { spawn } from 'node:child_process';
import type { Streams } from './streams.ts';

/** Opens an address or file in the user's browser, `BROWSER` where it is set. False where there is none that can be started. */
export async function openBrowser(address: string, env: Streams['env']): Promise<boolean> {
  const [command, ...args] = commandFor(address, env);
  return new Promise((resolve) => {
    const child = spawn(command, args, { detached: true, stdio: 'ignore', env: { ...env } });
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}

function commandFor(address: string, env: Streams['env']): readonly [string, ...string[]] {
  const own = env['BROWSER'];
  if (own !== undefined && own !== '') return [own, address];
  if (process.platform === 'darwin') return ['open', address];
  if (process.platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', address];
  return ['xdg-open', address];
}

import { serveRunner } from '../audience/index.ts';
import { nodeCrypto } from './node-crypto.ts';

/** The code of a thread of `smartpass audience`. */
export async function serve(): Promise<void> {
  await serveRunner(nodeCrypto);
}

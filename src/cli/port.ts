import { wrongUse } from './wrong-use.ts';

/** The port that `--port` names; 0, which is any that is free, where it is left out. Throws a FindingsError for anything else. */
export function portOf(text: string | undefined): number {
  const port = Number(text ?? '0');
  if (text !== undefined && (!/^\d{1,5}$/.test(text) || port > 65_535)) {
    const message = `--port takes a number up to 65535, not '${text}'`;
    throw wrongUse(message, 'write --port 8080, for example');
  }
  return port;
}

import { secretsHeld } from '../analysis/index.ts';
import type { Finding } from '../diagnostics/index.ts';
import type { MessagePart } from './load-parts.ts';

/**
 * Warnings for parts of a message that hold another secret than the one that a command was given: their links are shown as the
 * given one signs them, and are sent as the template does.
 */
export function checkOtherSecret(
  parts: readonly MessagePart[],
  secret: string,
): readonly Finding[] {
  return parts.flatMap(({ own, file }) => {
    const other = secretsHeld(own.text).find(({ text }) => text !== secret);
    if (other === undefined) return [];
    const { at } = other;
    return [
      {
        code: 'campaign/other-secret',
        severity: 'warning',
        message: 'the template holds another secret than the one that was given',
        hint: 'links are shown as the given secret signs them; MoEngage signs them with that of the template',
        file,
        ...(at && own.text.slice(...at).includes(other.text) && { span: own.spanOf(...at) }),
      },
    ];
  });
}

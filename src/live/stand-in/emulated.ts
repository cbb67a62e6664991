import { Cache, FindingsError } from '../../diagnostics/index.ts';
import {
  createEmulator,
  type CompiledMessage,
  type EmulatorOptions,
} from '../../emulator/index.ts';
import type { StandInRender } from './preview.ts';

/** So many texts are kept compiled: a campaign asks for its parts once for each user. */
const MOST = 32;

/**
 * Renders the texts of a stand-in account with the emulator, as an account of the options' profile previews them. A message that is not
 * sent shows as MoEngage's preview page lists its failures.
 */
export function emulatedAccount(options: Omit<EmulatorOptions, 'channel' | 'mode'>): StandInRender {
  const compiled = new Cache<CompiledMessage>(MOST);
  return (text, { channel, recipient, event }) => {
    const trigger = event === undefined ? options.trigger : 'event';
    try {
      const message = compiled.recall(`${channel} ${trigger ?? ''}\n${text}`, () =>
        createEmulator({ ...options, channel, trigger, mode: 'preview' }).compile(text),
      );
      const outcome = message.render(recipient);
      if (outcome.sent) return { text: outcome.text };
      const listed = (outcome.preview ?? []).flatMap(({ texts }) => texts);
      return { refused: listed.join('; ') };
    } catch (error) {
      if (!(error instanceof FindingsError)) throw error;
      const errors = error.findings.filter(({ severity }) => severity === 'error');
      return { refused: errors.map(({ message }) => message).join('; ') };
    }
  };
}

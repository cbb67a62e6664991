import { FindingsError } from '../../diagnostics/index.ts';
import { createEmulator, type EmulatorOptions } from '../../emulator/index.ts';
import type { StandInRender } from './preview.ts';

/** Renders the texts of a stand-in account with the emulator, as an account of the options' profile previews them. */
export function emulatedAccount(options: Omit<EmulatorOptions, 'channel' | 'mode'>): StandInRender {
  return (text, { channel, recipient, event }) => {
    const trigger = event === undefined ? options.trigger : 'event';
    try {
      const emulator = createEmulator({ ...options, channel, trigger, mode: 'preview' });
      const outcome = emulator.compile(text).render(recipient);
      if (outcome.sent) return { text: outcome.text };
      return { refused: outcome.failures.map(({ message }) => message).join('; ') };
    } catch (error) {
      if (!(error instanceof FindingsError)) throw error;
      const errors = error.findings.filter(({ severity }) => severity === 'error');
      return { refused: errors.map(({ message }) => message).join('; ') };
    }
  };
}

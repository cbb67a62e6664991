import type { CommandContext } from './command.ts';

/** Opens an address or file in the browser, and says so where none can be started. */
export async function openPage(address: string, context: CommandContext): Promise<void> {
  const { openBrowser } = await import('./open-browser.ts');
  if (!(await openBrowser(address, context.streams.env)))
    await context.note('no browser could be started: open the page yourself, or set BROWSER');
}

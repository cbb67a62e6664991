import { createEmulator } from '../../emulator/index.ts';

globalThis.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const message = createEmulator().compile(String(data));
  globalThis.postMessage(message.render({ user: { Name: 'Ada' } }).text);
});

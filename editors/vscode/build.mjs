/** Puts the extension and the language client together into dist/extension.js, which VS Code loads. */
import { copyFileSync } from 'node:fs';
import { build } from 'rolldown';

await build({
  input: 'extension.cjs',
  platform: 'node',
  external: ['vscode'],
  output: { file: 'dist/extension.js', format: 'cjs', codeSplitting: false, minify: true },
});
copyFileSync('../../LICENSE', 'LICENSE');

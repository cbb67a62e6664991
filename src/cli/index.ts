/**
 * The command line: commands that read files, call a module and print.
 * In: argv and streams. Out: text or JSON on stdout, progress and errors on stderr, an exit code.
 * Exit codes: 0 fine, also with warnings; 1 errors found; 2 wrong use or broken input. It is the module that may use Node's modules.
 * Must not know: how any module works inside; nothing imports it but `bin/smartpass.js`.
 */
export { run } from './main.ts';
export type { Streams } from './streams.ts';

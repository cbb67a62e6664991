import { once } from '../diagnostics/index.ts';
import { write, type Streams } from './streams.ts';

/**
 * Runs one command line and gives its exit code: 0 fine, 1 errors found, 2 wrong use or broken input. It never throws, never
 * exits the process and prints no stack trace, save with SMARTPASS_DEBUG=1.
 */
export async function run(argv: readonly string[], streams: Streams): Promise<number> {
  const guarded = withoutErrors(streams);
  if (argv[0] === '--version' || argv[0] === '-V') {
    const { version } = await import('./package.ts');
    await write(guarded.stdout, `${await version()}\n`).catch(ignore);
    return 0;
  }
  try {
    const { dispatch } = await import('./dispatch.ts');
    return await dispatch(argv, guarded);
  } catch (error) {
    const what =
      streams.env['SMARTPASS_DEBUG'] === '1' ? String(error) : 'SMARTPASS_DEBUG=1 says more';
    const text = `error: smartpass cannot start: its build is incomplete (${what}) [cli/internal]\n`;
    await write(guarded.stderr, text).catch(ignore);
    return 2;
  }
}

/** The streams; their errors are not thrown. Each is opened when it is first used, which takes a millisecond. */
function withoutErrors(streams: Streams): Streams {
  const stdout = once(() => streams.stdout.on('error', ignore));
  const stderr = once(() => streams.stderr.on('error', ignore));
  return {
    get stdin() {
      return streams.stdin;
    },
    get stdout() {
      return stdout();
    },
    get stderr() {
      return stderr();
    },
    env: streams.env,
    cwd: streams.cwd,
  };
}

function ignore(): void {}

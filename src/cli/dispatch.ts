import { FindingsError, type Finding } from '../diagnostics/index.ts';
import { EXIT, type CommandContext, type Judge } from './command.ts';
import { Files } from './files.ts';
import { judgeOf } from './judge.ts';
import { parse } from './parse.ts';
import { drawSafely } from './terminal.ts';
import { OutputClosedError, paintFor, widthOf, write, type Streams } from './streams.ts';

/** Runs one command line, as `run` says. */
export async function dispatch(argv: readonly string[], streams: Streams): Promise<number> {
  const files = new Files(streams.cwd);
  const json = argv.includes('--json');
  try {
    return await runLine(argv, streams, files, json);
  } catch (error) {
    if (error instanceof OutputClosedError) return EXIT.fine;
    const findings = error instanceof FindingsError ? error.findings : [internal(error)];
    await answerFindings(findings, streams, files, json).catch(ignore);
    if (streams.env['SMARTPASS_DEBUG'] === '1' && error instanceof Error)
      await write(streams.stderr, `${error.stack ?? ''}\n`).catch(ignore);
    return EXIT.broken;
  }
}

async function runLine(
  argv: readonly string[],
  streams: Streams,
  files: Files,
  json: boolean,
): Promise<number> {
  if (argv[0] === '--get-yargs-completions') {
    const { complete } = await import('./complete.ts');
    const words = await complete(argv.slice(1));
    await write(streams.stdout, words.map((word) => `${word}\n`).join(''));
    return EXIT.fine;
  }
  const parsed = await parse(argv.length > 0 ? argv : ['--help'], () =>
    Math.min(widthOf(streams.stdout), 110),
  );
  if (parsed.kind === 'wrong') throw new FindingsError([parsed.finding]);
  if (parsed.kind === 'run') {
    const judge = judgeOf(parsed.args);
    const context = await contextOf(streams, files, json, judge);
    return parsed.command.run(parsed.args, context).catch((error: unknown) => {
      throw error instanceof FindingsError ? new FindingsError(judge.keep(error.findings)) : error;
    });
  }
  await write(argv.length > 0 ? streams.stdout : streams.stderr, `${parsed.text}\n`);
  return argv.length > 0 ? EXIT.fine : EXIT.broken;
}

async function contextOf(
  streams: Streams,
  files: Files,
  json: boolean,
  judge: Judge,
): Promise<CommandContext> {
  return {
    streams,
    files,
    json,
    judge,
    paint: await paintFor(streams.stdout, streams.env),
    print: (text) => write(streams.stdout, text),
    note: (text) => write(streams.stderr, `${text}\n`),
    report: (findings) => draw(judge.keep(findings), streams, files),
  };
}

async function answerFindings(
  findings: readonly Finding[],
  streams: Streams,
  files: Files,
  json: boolean,
): Promise<void> {
  if (json) {
    const answer = `${JSON.stringify({ ok: false, findings }, null, 2)}\n`;
    const written = await write(streams.stdout, answer).then(
      () => true,
      () => false,
    );
    if (written) return;
  }
  await draw(findings, streams, files);
}

async function draw(findings: readonly Finding[], streams: Streams, files: Files): Promise<void> {
  const paint = await paintFor(streams.stderr, streams.env);
  const mask = await maskFor(findings);
  for (const finding of findings) {
    const source = finding.file === undefined ? undefined : files.sources.get(finding.file);
    await write(
      streams.stderr,
      `${drawSafely(finding, source === undefined ? undefined : mask(source), paint)}\n`,
    );
  }
}

/** What hides a secret that was found in a file from the lines that are drawn. */
async function maskFor(findings: readonly Finding[]): Promise<(source: string) => string> {
  if (!findings.some(({ code }) => code.startsWith('map/secret'))) return (source) => source;
  const { maskSecrets } = await import('../compiler/index.ts');
  return (source) => maskSecrets(source, findings);
}

function internal(error: unknown): Finding {
  const what = error instanceof Error ? error.name : typeof error;
  return {
    code: 'cli/internal',
    severity: 'error',
    message: `something went wrong inside smartpass (${what})`,
    hint: 'this is a mistake of smartpass: please report it with the command line and what SMARTPASS_DEBUG=1 prints',
  };
}

function ignore(): void {}

import { existsSync } from 'node:fs';
import { sep } from 'node:path';
import { drawFinding, FindingsError, Secrets, type Finding } from '../diagnostics/index.ts';
import { EXIT, type CommandContext, type Judge } from './command.ts';
import { Files } from './files.ts';
import { judgeOf } from './judge.ts';
import { parse } from './parse.ts';
import { SECRET_VARIABLES } from './secret.ts';
import { toJson } from './terminal.ts';
import { OutputClosedError, paintFor, screenOf, widthOf, write, type Streams } from './streams.ts';
import { withSlashes } from './windows-paths.ts';

/** Runs one command line, as `run` says. */
export async function dispatch(argv: readonly string[], streams: Streams): Promise<number> {
  const files = new Files(
    streams.cwd,
    new Secrets(SECRET_VARIABLES.map((name) => streams.env[name])),
  );
  const json = argv.includes('--json');
  try {
    return await runLine(argv, streams, files, json);
  } catch (error) {
    if (error instanceof OutputClosedError) return EXIT.fine;
    const findings = error instanceof FindingsError ? error.findings : [internal(error)];
    await answerFindings(findings, streams, files, json).catch(ignore);
    if (streams.env['SMARTPASS_DEBUG'] === '1' && error instanceof Error)
      await write(streams.stderr, `${files.secrets.hide(error.stack ?? '')}\n`).catch(ignore);
    return EXIT.broken;
  }
}

async function runLine(
  given: readonly string[],
  streams: Streams,
  files: Files,
  json: boolean,
): Promise<number> {
  const argv = sep === '/' ? given : given.map((word) => withSlashes(word, isThere(files)));
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

function isThere(files: Files): (path: string) => boolean {
  return (path) => existsSync(files.resolve(path));
}

async function contextOf(
  streams: Streams,
  files: Files,
  json: boolean,
  judge: Judge,
): Promise<CommandContext> {
  const { secrets } = files;
  return {
    streams,
    files,
    json,
    judge,
    paint: await paintFor(streams.stdout, streams.env),
    screen: screenOf(streams.stdout),
    print: (text) => write(streams.stdout, secrets.hide(text)),
    answer: (value) => write(streams.stdout, toJson(secrets.hideIn(value))),
    output: (text) => write(streams.stdout, text),
    note: (text) => write(streams.stderr, `${secrets.hide(text)}\n`),
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
    const answer = toJson(files.secrets.hideIn({ ok: false, findings }));
    const written = await write(streams.stdout, answer).then(
      () => true,
      () => false,
    );
    if (written) return;
  }
  await draw(findings, streams, files);
}

async function draw(findings: readonly Finding[], streams: Streams, files: Files): Promise<void> {
  if (findings.length === 0) return;
  const paint = await paintFor(streams.stderr, streams.env);
  const sources = files.secrets.hideInSources(files.sources);
  for (const finding of findings) {
    const source = finding.file === undefined ? undefined : sources.get(finding.file);
    const drawn = drawFinding(files.secrets.hideIn(finding), source, paint);
    await write(streams.stderr, `${drawn}\n`);
  }
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

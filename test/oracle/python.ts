import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Answer } from './answers.ts';

/** How long one case may take before the process is given up, in milliseconds: its own alarm cannot stop a call into C. */
const PATIENCE = 10_000;

/** An interpreter that has a release of Jinja2, and the folder of its source where it is not installed. */
export type Installation = { readonly python: string; readonly source?: string };

/**
 * Where a release of Jinja2 is, or undefined. 2.8 no longer installs: it is the source that SMARTPASS_JINJA28 names, on the
 * interpreter of SMARTPASS_JINJA28_PYTHON, which needs MarkupSafe.
 */
export function findJinja(release: string): Installation | undefined {
  const { env } = process;
  if (release === '2.8') {
    const source = env['SMARTPASS_JINJA28'];
    if (source === undefined || source === '') return undefined;
    return { python: env['SMARTPASS_JINJA28_PYTHON'] ?? '/usr/bin/python3', source };
  }
  const candidates = [
    env['SMARTPASS_PYTHON'],
    '/usr/bin/python3',
    'python3',
    'python3.11',
    'python',
  ];
  const python = candidates.find((candidate) => {
    if (candidate === undefined || candidate === '') return false;
    const program = 'import jinja2; print(jinja2.__version__)';
    const { stdout } = spawnSync(candidate, ['-c', program], { encoding: 'utf8' });
    return stdout?.trim() === release;
  });
  return python === undefined ? undefined : { python };
}

/**
 * Jinja 2.8 on Python 2.7, or undefined: an interpreter that SMARTPASS_PYTHON27 names, `python2.7`, or pyenv's; the source in the
 * folder that SMARTPASS_JINJA28 names, or in /opt/jinja28, with MarkupSafe beside it.
 */
export function findOldJinja(): Installation | undefined {
  const { env } = process;
  const source = env['SMARTPASS_JINJA28'] ?? '/opt/jinja28';
  const pyenv = join(homedir(), '.pyenv/versions/2.7.18/bin/python');
  const python = [env['SMARTPASS_PYTHON27'], 'python2.7', pyenv].find((candidate) => {
    if (candidate === undefined || candidate === '') return false;
    const program =
      'import sys, jinja2; print("%d.%d %s" % (sys.version_info[:2] + (jinja2.__version__,)))';
    const { stdout } = spawnSync(candidate, ['-B', '-c', program], {
      encoding: 'utf8',
      env: { ...env, PYTHONPATH: source },
    });
    return (stdout ?? '').startsWith('2.7 2.8');
  });
  return python === undefined ? undefined : { python, source };
}

/** The real Jinja2 in a process of its own, which lives as long as it answers. */
export class RealJinja {
  private readonly installation: Installation;
  private readonly script: string;
  private child: ChildProcessWithoutNullStreams | undefined;
  private rest = '';
  private waiting: ((line: string | undefined) => void)[] = [];

  constructor(
    installation: Installation,
    script: string = fileURLToPath(new URL('../../../../test/oracle/render.py', import.meta.url)),
  ) {
    this.installation = installation;
    this.script = script;
  }

  /** The answers to the cases, in order. A case that the process hangs or dies at is answered with a Timeout. */
  async answer(lines: readonly string[]): Promise<Answer[]> {
    const answers: Answer[] = [];
    while (answers.length < lines.length) {
      const child = this.started();
      const left = lines.slice(answers.length);
      const promises = left.map(
        () => new Promise<string | undefined>((done) => this.waiting.push(done)),
      );
      child.stdin.write(left.join('\n') + '\n');
      for (const promise of promises) {
        // oxlint-disable-next-line no-await-in-loop -- one process answers in order
        const line = await this.orGiveUp(promise);
        answers.push(line === undefined ? TIMEOUT : (JSON.parse(line) as Answer));
        if (line === undefined) break;
      }
    }
    return answers.map(({ ...answer }) => {
      delete (answer as { id?: unknown }).id;
      return answer;
    });
  }

  stop(): void {
    this.child?.kill('SIGKILL');
    this.child = undefined;
    this.rest = '';
    for (const done of this.waiting.splice(0)) done(undefined);
  }

  private async orGiveUp(promise: Promise<string | undefined>): Promise<string | undefined> {
    const timer = setTimeout(() => this.stop(), PATIENCE);
    const line = await promise;
    clearTimeout(timer);
    return line;
  }

  private started(): ChildProcessWithoutNullStreams {
    if (this.child !== undefined) return this.child;
    const { python, source = '' } = this.installation;
    const env = { ...process.env, PYTHONIOENCODING: 'utf-8', SMARTPASS_JINJA28: source };
    const child = spawn(python, [this.script], { env });
    child.stdout.setEncoding('utf8');
    child.stdout.on('data', (text: string) => this.read(child, text));
    child.stderr.on('data', (text: Buffer) => process.stderr.write(text));
    child.stdin.on('error', () => {});
    child.on('exit', () => {
      if (this.child === child) this.stop();
    });
    this.child = child;
    return child;
  }

  private read(child: ChildProcessWithoutNullStreams, text: string): void {
    if (child !== this.child) return;
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop() ?? '';
    for (const line of lines) this.waiting.shift()?.(line);
  }
}

const TIMEOUT: Answer = { error: { type: 'Timeout', message: '', line: null } };

import { spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A step of a transcript: a file that is written or added to, or a command with what it prints and its exit code. */
export type Step =
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly text: string;
      readonly isAdded: boolean;
    }
  | {
      readonly kind: 'command';
      readonly line: string;
      readonly output: readonly string[];
      readonly code: number;
    };

/** The steps of a page: blocks with `file=PATH` in their first line, and blocks of the language `console`, `exit=CODE` unless it is 0. */
export function stepsOf(markdown: string): readonly Step[] {
  return [...markdown.matchAll(/^```(\w+)([^\n]*)\n([^]*?)^```$/gm)].flatMap(
    ([, language = '', about = '', body = '']): readonly Step[] => {
      const path = /\bfile=(\S+)/.exec(about)?.[1];
      if (path !== undefined)
        return [{ kind: 'file', path, text: body, isAdded: /\bappend\b/.test(about) }];
      const code = Number(/\bexit=(\d)/.exec(about)?.[1] ?? 0);
      return language === 'console' ? commandsOf(body, code) : [];
    },
  );
}

function commandsOf(body: string, code: number): readonly Step[] {
  return body
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const [line = '', ...output] = part.trimEnd().split('\n');
      return { kind: 'command', line, output, code };
    });
}

/** Does a step in a folder. Gives what a command printed on both streams, and its exit code. */
export async function run(
  step: Step,
  cwd: string,
): Promise<{ readonly code: number; readonly output: string }> {
  if (step.kind === 'file') {
    const path = join(cwd, step.path);
    mkdirSync(dirname(path), { recursive: true });
    if (step.isAdded) appendFileSync(path, step.text);
    else writeFileSync(path, step.text);
    return { code: 0, output: '' };
  }
  return new Promise((resolve) => {
    const env = { ...process.env, NO_COLOR: '1', CI: '', npm_config_update_notifier: 'false' };
    const child = spawn('bash', ['-c', step.line], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
    child.on('close', (code) => resolve({ code: code ?? -1, output }));
  });
}

/** Does all steps of a page in a folder. Gives the commands that did not answer as the page shows, with what they printed. */
export async function failuresOf(markdown: string, cwd: string): Promise<readonly string[]> {
  const failures: string[] = [];
  for (const step of stepsOf(markdown)) {
    const { code, output } = await run(step, cwd);
    if (step.kind === 'file') continue;
    const missing = firstMissing(step.output, output);
    if (missing !== undefined || code !== step.code)
      failures.push(`$ ${step.line} [${code}]\nmissing: ${missing}\n${output}`);
  }
  return failures;
}

/**
 * The first line of a transcript that is not in what was printed, in its order; undefined where all of it is. `…` in a line is any
 * text, alone in a line any lines.
 */
export function firstMissing(expected: readonly string[], printed: string): string | undefined {
  const lines = printed
    .trimEnd()
    .split('\n')
    .map((line) => line.trimEnd());
  let at = 0;
  let maySkip = false;
  for (const line of expected.map((one) => one.trimEnd())) {
    if (line === '…') {
      maySkip = true;
      continue;
    }
    const shape = shapeOf(line);
    const found = lines.findIndex((one, index) => index >= at && shape.test(one));
    if (found < 0 || (found > at && !maySkip)) return line;
    at = found + 1;
    maySkip = false;
  }
  return at < lines.length && !maySkip && printed.trim() !== ''
    ? `(more: ${lines[at]})`
    : undefined;
}

function shapeOf(line: string): RegExp {
  const source = line
    .split('…')
    .map((part) => part.replaceAll(/[.*+?^$()|[\]\\{}]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${source}$`);
}

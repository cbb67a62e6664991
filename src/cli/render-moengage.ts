import { createRenderer } from '../campaign/index.ts';
import { FindingsError, type Finding } from '../diagnostics/index.ts';
import type { Dict } from '../jinja/index.ts';
import {
  defaultProfile,
  forChannel,
  readProfile,
  readRecipient,
  type Channel,
  type Failure,
  type Profile,
  type Recipient,
} from '../moengage/index.ts';
import { EXIT, type Arguments, type CommandContext } from './command.ts';
import { InvalidCaseError } from './cases.ts';
import { reasonOf, recipientOf } from './moengage-cases.ts';
import { nodeCrypto } from './node-crypto.ts';
import { contextOf } from './render-jinja.ts';
import { toJson } from './terminal.ts';

/**
 * Renders one template for one user as an account does and prints the message as it is. A user who is dropped is told on
 * stderr: exit code 1.
 */
export async function renderForUser(args: Arguments, context: CommandContext): Promise<number> {
  const file = args.required('template');
  const message = await context.files.read(file);
  const channel = (args.text('channel') ?? 'email') as Channel;
  const recipient = await readUser(args, context);
  const profile = await profileOf(args, channel, context);
  const renderer = createRenderer(
    { message, template: { file, source: message }, channel, profile },
    { hashes: nodeCrypto, clock: Date.now },
  );
  const outcome = renderer.render(recipient);
  const { findings } = renderer;
  if (context.json) {
    await context.print(toJson({ ok: outcome.sent, ...outcome, findings }));
    return outcome.sent ? EXIT.fine : EXIT.findings;
  }
  await context.report(findings);
  if (outcome.sent) {
    await context.report(outcome.warnings);
    await context.print(outcome.text);
    return EXIT.fine;
  }
  await context.report(outcome.failures.map((failure) => notSent(failure, file)));
  return EXIT.findings;
}

async function readUser(args: Arguments, context: CommandContext): Promise<Recipient> {
  const file = args.text('user');
  if (file === undefined) {
    return fromContext(await contextOf(args.text('context'), context), args.text('context'));
  }
  const { recipient, findings } = readRecipient(await context.files.read(file), file);
  if (recipient === undefined) throw new FindingsError(findings);
  await context.report(findings);
  return recipient;
}

function fromContext(names: Dict, file: string | undefined): Recipient {
  try {
    return recipientOf(names, { id: 'null' });
  } catch (error) {
    if (!(error instanceof InvalidCaseError)) throw error;
    throw new FindingsError([
      {
        code: 'cli/not-json',
        severity: 'error',
        message: error.message,
        ...(file === undefined ? {} : { file }),
      },
    ]);
  }
}

async function profileOf(
  args: Arguments,
  channel: Channel,
  context: CommandContext,
): Promise<Profile> {
  const jinja = args.text('jinja');
  const file = args.text('profile');
  const text = file === undefined ? '' : await context.files.read(file);
  const { profile = defaultProfile(), findings } = readProfile(text, file ?? '');
  if (findings.some(({ severity }) => severity === 'error')) throw new FindingsError(findings);
  const settled = forChannel(profile, channel);
  return jinja === undefined ? settled : { ...settled, jinja: jinja as Profile['jinja'] };
}

function notSent(failure: Failure, file: string): Finding {
  const { span } = failure;
  return {
    code: 'cli/not-sent',
    severity: 'error',
    message: `not sent: ${reasonOf(failure)}`,
    file,
    ...(span === undefined ? {} : { span }),
  };
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Session } from '../../src/studio/engine/session.ts';
import type { StudioAnswer, StudioRequest, TriedAccount } from '../../src/studio/protocol.ts';

/** The text files of folders, by their paths. */
export function filesOf(...folders: readonly string[]): Record<string, string> {
  const paths = folders.flatMap((folder) =>
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => join(folder, name)),
  );
  return Object.fromEntries(paths.map((path) => [path, readFileSync(path, 'utf8')]));
}

/** The files of one of the campaigns that ship. */
export function shipped(name: string): {
  readonly campaign: string;
  readonly files: Record<string, string>;
} {
  const files = filesOf(`templates/${name}`, 'fixtures/users');
  return { campaign: `templates/${name}/campaign.yaml`, files };
}

/** A session in this process, and what it answered. */
export class Bench {
  readonly answers: StudioAnswer[] = [];
  readonly session: Session = new Session({
    post: (answer) => this.answers.push(structuredClone(answer)),
    pause: () => setImmediate(),
    now: () => 0,
  });
  #revision = 0;

  ask(request: StudioRequest): Promise<void> {
    return this.session.handle(request);
  }

  async render(
    campaign: string,
    changed: Record<string, string | null>,
    { account = {}, user }: { account?: TriedAccount; user?: string } = {},
  ): Promise<void> {
    this.#revision += 1;
    const revision = this.#revision;
    await this.ask({
      kind: 'render',
      revision,
      campaign,
      changed,
      account,
      view: { from: 0, to: 10, user },
    });
  }

  /** The answers of a kind. */
  of<Kind extends StudioAnswer['kind']>(kind: Kind): Extract<StudioAnswer, { kind: Kind }>[] {
    return this.answers.filter(
      (answer): answer is Extract<StudioAnswer, { kind: Kind }> => answer.kind === kind,
    );
  }
}

import { relative, sep } from 'node:path';
import type { describe, expect, test } from 'vitest';
import { loadCampaign, type Campaign, type CampaignTest } from '../../campaign/index.ts';
import { FindingsError, printable, Secrets } from '../../diagnostics/index.ts';
import type { TestCase } from '../cases.ts';
import { changedLines, snapshotText } from '../snapshot-text.ts';
import { Suite } from '../suite.ts';
import { findInTime } from './find-in-time.ts';
import { NodeFiles } from './node-files.ts';
import { CampaignSnapshots } from './snapshot-environment.ts';
import {
  errorAt,
  errorOf,
  errorOfFindings,
  type PlacedError,
  type PlacedFile,
} from './placed-error.ts';

/** What of vitest a suite needs: that of the run, whichever copy it is. */
export type VitestApi = {
  readonly describe: typeof describe;
  readonly test: typeof test;
  readonly expect: typeof expect;
};

/** A campaign file as a test file. Both functions are called where the test is in the YAML. */
export type CampaignModule = {
  /** Declares the test with this position in the list of tests. */
  declare(index: number): void;
  /** Declares what a campaign without tests has to say. */
  declareNone(): void;
};

/** The absolute path of a campaign file, the folder of the run, and whether the campaign may name files outside its project. */
export type OpenRequest = {
  readonly file: string;
  readonly root: string;
  readonly allowOutside?: boolean;
};

/**
 * Loads a campaign for its module. Called by the code that the plugin makes of a campaign file; throws an error with the
 * place of everything that is wrong with the campaign.
 */
export async function openCampaignModule(
  api: VitestApi,
  open: OpenRequest,
): Promise<CampaignModule> {
  const { file, root } = open;
  const files = new NodeFiles(root);
  const path = relative(root, file).split(sep).join('/');
  const suite = await openSuite(path, files, open);
  await new CampaignSnapshots().check(file);
  const { secrets, tests } = suite.campaign;
  const placed = { path: file, source: files.sources.get(path), secrets };
  return {
    declare(index) {
      const one = tests[index];
      if (one !== undefined) declareTest(api, suite, one, placed);
    },
    declareNone() {
      api.test.todo('has no tests');
    },
  };
}

async function openSuite(
  path: string,
  files: NodeFiles,
  { root, allowOutside }: OpenRequest,
): Promise<Suite> {
  const secrets = new Secrets();
  try {
    const campaign: Campaign = await loadCampaign(path, files, { secrets, allowOutside });
    return new Suite(campaign, findInTime());
  } catch (error) {
    if (!(error instanceof FindingsError)) throw error;
    throw errorOfFindings(error.findings, { sources: files.sources, secrets }, root);
  }
}

function declareTest(api: VitestApi, suite: Suite, test: CampaignTest, file: PlacedFile): void {
  const cases = suite.cases(test);
  const shown = (name: string): string => printable(file.secrets.hide(name));
  const [only] = cases;
  if (only !== undefined && only.label === undefined) {
    api.test(shown(test.name), () => runCase(api, suite, only, file));
    return;
  }
  api.describe(shown(test.name), () => {
    if (only === undefined)
      api.test('has no case', () => {
        const message = 'the template reads no attribute: there is nothing to leave out';
        throw errorAt(message, file, test);
      });
    for (const one of cases)
      api.test(shown(one.label ?? one.user), () => runCase(api, suite, one, file));
  });
}

function runCase(api: VitestApi, suite: Suite, one: TestCase, file: PlacedFile): void {
  const [first, ...rest] = suite.check(one);
  if (first !== undefined) throw errorOf([first, ...rest], file);
  if (!one.test.expect.snapshot) return;
  const text = snapshotText(suite.outcome(one.recipient, one.user));
  try {
    api.expect(text).toMatchSnapshot();
  } catch (error) {
    throw snapshotError(error, text, suite, one, file);
  }
}

function snapshotError(
  error: unknown,
  text: string,
  suite: Suite,
  { test, user }: TestCase,
  file: PlacedFile,
): PlacedError {
  const recorded = error instanceof Error && 'expected' in error ? error.expected : undefined;
  const before = typeof recorded === 'string' ? file.secrets.hide(recorded) : '';
  const span = test.spanOf('expect', 'snapshot');
  if (before.trim() === '') {
    const hint = 'record it by running the tests outside of CI, and commit the file';
    return errorAt(`${user}: there is no snapshot of this test (${hint})`, file, { span });
  }
  const lines = changedLines(before.trim().replaceAll(/^"|"$/g, ''), text);
  const changes = lines.map((line) => `  ${line}`).join('\n');
  const hint = 'if that is meant, record it again with -u';
  const message = `${user}: the message is not the one that was recorded (${hint}):\n${changes}`;
  const compared = {
    expected: before,
    actual: 'actual' in Object(error) ? (error as { actual: unknown }).actual : text,
  };
  return errorAt([message, ...suite.hints()].join('\n'), file, { span, compared });
}

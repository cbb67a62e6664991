import { dirname, relative, sep } from 'node:path';
import { nobleHashes } from '../../account/index.ts';
import { FindingsError, printable, Secrets } from '../../diagnostics/index.ts';
import { loadLoop, readScenarios, runScenario } from '../../events/index.ts';
import { portableCrypto } from '../../passkit/index.ts';
import { NodeFiles } from './node-files.ts';
import { errorAt, errorOfFindings } from './placed-error.ts';
import type { OpenRequest, VitestApi } from './runtime.ts';

/** A file of scenarios as a test file. `declare` is called where a scenario is in the YAML. */
type LoopModule = { declare(index: number): void };

/**
 * Reads a `loop.yaml` and the campaigns of its folder for its module. Each scenario is a test, on a loop of its own. Throws an error with
 * the place of everything that is wrong.
 */
export async function openLoopModule(
  { test }: Pick<VitestApi, 'test'>,
  { file, root, allowOutside = false }: OpenRequest,
): Promise<LoopModule> {
  const files = new NodeFiles(root);
  const path = relative(root, file).split(sep).join('/');
  const secrets = new Secrets();
  try {
    const scenarios = readScenarios(await files.read(path), path);
    const folder = dirname(path);
    const options = { secrets, allowOutside, hashes: nobleHashes, crypto: portableCrypto };
    const loop = await loadLoop(folder === '.' ? '' : folder, files, options);
    if (loop.broken.length > 0) throw new FindingsError(loop.broken);
    const placed = { path: file, source: files.sources.get(path), secrets };
    return {
      declare(index) {
        const scenario = scenarios[index];
        if (scenario === undefined) return;
        test(printable(secrets.hide(scenario.name)), async () => {
          const problem = await runScenario(loop.open(), scenario);
          if (problem !== undefined)
            throw errorAt(printable(secrets.hide(problem.message)), placed, problem);
        });
      },
    };
  } catch (error) {
    if (!(error instanceof FindingsError)) throw error;
    throw errorOfFindings(error.findings, { sources: files.sources, secrets }, root);
  }
}

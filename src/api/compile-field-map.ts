import { CHANNELS, isChannel } from '../account/index.ts';
import {
  compile,
  readFieldMap,
  type CompileOptions,
  type Compiled,
  type FieldMap,
} from '../compiler/index.ts';
import { didYouMean, FindingsError } from '../diagnostics/index.ts';

/**
 * How a field map is compiled: for email unless `channel` says otherwise. `file` is the name that findings give the map;
 * `projectUrl` is for a payload as PassKit's guide writes it, which has none.
 */
export type FieldMapSettings = Partial<CompileOptions> & {
  readonly file?: string | undefined;
  readonly projectUrl?: string | undefined;
};

/** The snippet of a field map, the map that was read, and warnings about both; for email the Save Pass buttons too. */
export type CompiledFieldMap = Compiled & { readonly map: FieldMap };

/**
 * Compiles the text of a field map (YAML, JSON, or a payload as the guide writes it) into the Jinja snippet that builds its
 * signed link, with the placeholder for the secret unless one is given. Throws a FindingsError with everything that is wrong
 * with the map, and a TypeError for wrong arguments.
 */
export function compileFieldMap(text: string, settings: FieldMapSettings = {}): CompiledFieldMap {
  if (typeof text !== 'string')
    throw new TypeError('compileFieldMap takes the text of a field map');
  const { file = 'fieldmap.yaml', projectUrl, channel = 'email', ...options } = settings;
  if (!isChannel(channel)) throw noChannel(channel);
  const { map, findings } = readFieldMap(text, file, { projectUrl });
  if (map === undefined) throw new FindingsError(findings);
  const compiled = compile(map, { ...options, channel });
  const all = [...findings, ...compiled.findings];
  if (all.some(({ severity }) => severity === 'error')) throw new FindingsError(all);
  return { ...compiled, map, findings: all };
}

function noChannel(given: unknown): TypeError {
  const names = [...CHANNELS.keys()];
  const meant = didYouMean(String(given), names) ?? `expected ${names.join(', ')}`;
  return new TypeError(`there is no channel '${String(given)}': ${meant}`);
}

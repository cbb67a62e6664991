import { expect, test } from 'vitest';
import { proxyHint } from '../../src/cli/proxy.ts';

const PROXY = { HTTPS_PROXY: 'http://proxy.example:8080' };
const USED = { NODE_USE_ENV_PROXY: '1' };

test.each([
  ['20.20.2', {}, undefined],
  ['20.20.2', PROXY, 'fetch of Node 20.20.2 takes no proxy from the environment'],
  ['20.20.2', { ...PROXY, ...USED }, 'fetch of Node 20.20.2 takes no proxy'],
  ['22.20.0', { ...PROXY, ...USED }, 'use Node 22.21 or later'],
  ['22.21.0', PROXY, 'Node uses it with NODE_USE_ENV_PROXY=1 only'],
  ['22.21.0', { ...PROXY, ...USED }, undefined],
  ['23.11.0', { ...PROXY, ...USED }, 'takes no proxy from the environment'],
  ['24.0.0', { ...PROXY, ...USED }, undefined],
  [
    '25.1.0',
    { https_proxy: 'x', NODE_OPTIONS: '--max-old-space-size=1 --use-env-proxy' },
    undefined,
  ],
  ['26.0.0', { http_proxy: 'x' }, 'http_proxy is set'],
  ['26.0.0', { HTTPS_PROXY: '' }, undefined],
])('Node %s with %j', (version, env, said) => {
  const hint = proxyHint(env, version);
  if (said === undefined) expect(hint).toBeUndefined();
  else expect(hint).toContain(said);
});

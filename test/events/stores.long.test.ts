import { describe } from 'vitest';
import { POSTGRES } from '../postgres.ts';
import { openPostgres } from './postgres.ts';
import { storeSuite } from './store-suite.ts';

describe.skipIf(POSTGRES === undefined)('PostgreSQL', () => {
  storeSuite('in PostgreSQL', openPostgres);
});

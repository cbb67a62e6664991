import { openSqlite } from './sqlite.ts';
import { openMemory, storeSuite } from './store-suite.ts';

storeSuite('in memory', openMemory);
storeSuite('in SQLite', () => openSqlite());

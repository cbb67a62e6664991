import { findJinja } from '../oracle/python.ts';
import { ACCOUNTS, comparesWithReal } from './compare-real.ts';

// Shipped campaigns × 34 users × accounts.
comparesWithReal('Jinja 3.1.2', findJinja('3.1.2'), {}, ACCOUNTS);
comparesWithReal('Jinja 2.8', findJinja('2.8'), { jinja: '2.8' }, ACCOUNTS.slice(0, 4));

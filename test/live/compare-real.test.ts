import { findJinja } from '../oracle/python.ts';
import { ACCOUNTS, comparesWithReal } from './compare-real.ts';

comparesWithReal('Jinja 3.1.2', findJinja('3.1.2'), {}, ACCOUNTS.slice(1, 2));

import { growthTests } from './growth.ts';

growthTests('every');

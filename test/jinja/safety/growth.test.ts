import { growthTests } from './growth.ts';

// growth.long.test.ts has more texts.
growthTests('few');

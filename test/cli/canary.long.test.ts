import { canaryTests } from './canary.ts';

canaryTests(4);

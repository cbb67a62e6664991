import { corpusTests } from './corpus-suite.ts';

corpusTests(1);

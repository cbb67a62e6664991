import { corpusTests } from './corpus-suite.ts';

// corpus.long.test.ts has every template.
corpusTests(3);

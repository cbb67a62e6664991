import { equalityTests } from './equality-suite.ts';

equalityTests(Number(process.env['SMARTPASS_AUDIENCE'] ?? 120));

import { readsBackReal } from './read-back.ts';

readsBackReal([48, 12]);

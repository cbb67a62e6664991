import { expect, test } from 'vitest';
import { everyNth } from '../sampled.ts';
import { worlds } from './emulate.ts';
import { allMaps } from './maps.ts';
import { clashes, ORDINARY } from './own-names.ts';
import { wrongAnswers } from './wrong-answers.ts';

test.each([...allMaps()])(
  '%s: the snippet gives what the map says, in each world',
  (_name, map) => {
    expect(wrongAnswers(map, everyNth(worlds(), 18)).slice(0, 5)).toEqual([]);
  },
);

test.each(everyNth(ORDINARY, 4))('the names of a snippet are its own: %j', (world) => {
  expect(clashes(world)).toEqual([]);
});

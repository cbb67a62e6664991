/**
 * Renders and compiles, engine against engine. In each round every engine runs once on a case, in an order that turns with the
 * rounds; a ratio is of one round.
 */
import { cases } from './cases.mjs';
import { BEFORE, BY_HAND, ENGINES, FIELD_MAP } from './engines.mjs';
import { findPython, median, PYTHON, speedOf, spread } from './processes.mjs';

const OURS = 'smartpass';

/** The cases whose compiling is timed as well. */
const COMPILED = ['guide', 'loyalty', 'mail of 61 KB'];

/**
 * Rows of ratios: our speed divided by another engine's.
 *
 * @param {{rounds: number, seconds: string, before?: string, only?: string, rivals?: readonly string[], names?: readonly string[]}} options
 * @returns {Generator<[name: string, ratios: Map<string, number[]>]>}
 */
export function* renderRows(options) {
  for (const [name, one] of cases())
    if (isWanted(name, options)) yield [name, compare(one, one.mode, options)];
}

/** The same for the link that a field map gives without its snippet, against the snippet rendered by us and by Python. */
export function* linkRows(options) {
  const rivals = linkRivals();
  for (const [name, one] of cases())
    if (one.map !== undefined && isWanted(name, options))
      yield [name, compare(one, one.mode, { ...options, rivals, ours: FIELD_MAP })];
}

/** What the links of field maps are compared with. */
export function linkRivals() {
  return [OURS, ...(findPython() === undefined ? [] : [PYTHON])];
}

/** The same for compiling. */
export function* compileRows(options) {
  for (const [name, one] of cases())
    if (COMPILED.includes(name) && isWanted(name, options))
      yield [name, compare(one, 'compile', options)];
}

function isWanted(name, { only, names }) {
  return (only === undefined || name === only) && (names === undefined || names.includes(name));
}

/** Engine -> ratios of the rounds, empty where it cannot run the case; `ours`, which comes first -> µs a run. */
function compare(one, mode, { rounds, seconds, before, rivals = rivalsOf(before), ours = OURS }) {
  const python = findPython();
  const running = [ours, ...rivals];
  const ratios = new Map(running.map((engine) => [engine, []]));
  for (let round = 0; round < rounds; round += 1) {
    const turned = [
      ...running.slice(round % running.length),
      ...running.slice(0, round % running.length),
    ];
    const speeds = new Map(
      turned.map((engine) => [engine, speedOf(engine, mode, one, { seconds, python, before })]),
    );
    const speed = speeds.get(ours);
    if (speed === undefined) throw new Error('smartpass cannot run a case');
    ratios.get(ours).push(1e6 / speed);
    for (const [engine, theirs] of speeds)
      if (engine !== ours && theirs !== undefined) ratios.get(engine).push(speed / theirs);
    // An engine that cannot run a case is asked once.
    running.splice(
      0,
      running.length,
      ...running.filter((engine) => speeds.get(engine) !== undefined),
    );
  }
  return ratios;
}

/** The engines that ours is compared with. */
export function rivalsOf(before) {
  return [
    ...[...ENGINES.keys()].filter((name) => name !== OURS && name !== BEFORE),
    ...(findPython() === undefined ? [] : [PYTHON]),
    ...(before === undefined ? [] : [BEFORE]),
  ];
}

/** The engines that compile templates. */
export function compilersOf(before) {
  return rivalsOf(before).filter((name) => name !== BY_HAND && name !== FIELD_MAP);
}

/** A row as cells: our µs, then the ratios. */
export function cellsOf(ratios) {
  return [...ratios.values()].map((numbers, at) => {
    if (at === 0) return median(numbers).toPrecision(3);
    return numbers.length === 0 ? '-' : spread(numbers);
  });
}

export { Dict, type DictViewKind } from './dict.ts';
export { DictView } from './dict-view.ts';
export { hashKey, isHashable } from './hash.ts';
export { PyIterator } from './iterator.ts';
export { Range, Slice } from './range.ts';
export { PySet } from './set.ts';
export { Tuple } from './tuple.ts';

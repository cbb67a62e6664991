/** What Python 2.7 does with values in a way of its own. A meter without one is Python 3's. */
export type Python2 = {
  /** `str(float)`: twelve digits. */
  floatText(value: number): string;
  /** `repr` of a text: `u'caf\xe9'`, and `'a'` for one that the template writes out in a list, tuple or dict, which is bytes. */
  textRepr(text: string): string;
  /** `repr` of an int: an `L` behind one of more than 64 bits. */
  intRepr(value: bigint): string;
  /** Where the keys of a dict are when it is walked over, as positions among them; undefined where that cannot be told. */
  keyOrder(keys: readonly unknown[]): readonly number[] | undefined;
  /** What `range` prints as. */
  readonly range: string;
  /** Which of two values of types without an order comes first, below or above 0: None, then numbers, then by the name of the type. */
  compareTypes(one: string, other: string): number;
};

import { readFieldMap, writeFieldMap, type FieldMap } from '../../src/compiler/index.ts';

/** A map that was written as a file, read back. */
export function again(map: FieldMap): FieldMap {
  const { map: read, findings } = readFieldMap(writeFieldMap(map), map.file);
  if (read === undefined) throw new Error(JSON.stringify(findings));
  return read;
}

/** A map without places: those are of another file; the policy of a literal is none. */
export function plain({ fields, file: _file, ...rest }: FieldMap): unknown {
  return {
    ...rest,
    fields: fields.map(({ span: _span, missing, ...field }) =>
      field.source.kind === 'value'
        ? { name: field.name, source: field.source }
        : { ...field, missing },
    ),
  };
}

/**
 * Python's bytes, with the codecs: a plug-in of the values.
 * In: values. Out: the type with its methods, and what str and int have because of it.
 * It must not know templates. Nothing outside of this folder knows it but the list of plug-ins.
 */
import type { PlugIn } from '../plug-in.ts';
import { BYTES_METHODS, INT_CODECS, STR_CODECS } from './methods.ts';

/** The plug-in. */
export const BYTES: PlugIn = {
  methods: new Map([
    ['bytes', BYTES_METHODS],
    ['str', STR_CODECS],
    ['int', INT_CODECS],
  ]),
};

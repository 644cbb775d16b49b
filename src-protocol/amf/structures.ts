import { AMF0_STRUCTURES } from './amf0-structures.ts';
import { Amf3FlexMessage } from './amf3-flex.ts';
import { AMF3_STRUCTURES } from './amf3-structures.ts';

/** Every structure of this folder, for the dictionary. */
export const AMF_STRUCTURES = [...AMF0_STRUCTURES, ...AMF3_STRUCTURES, Amf3FlexMessage] as const;

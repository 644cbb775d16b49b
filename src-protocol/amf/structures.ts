import { AMF0_STRUCTURES } from './amf0-structures.ts';
import { AMF3_STRUCTURES } from './amf3-structures.ts';

/** Every structure of this folder, for the dictionary. */
export const AMF_STRUCTURES = [...AMF0_STRUCTURES, ...AMF3_STRUCTURES] as const;

export { MEDIA_DIAGNOSTICS } from './diagnostics.ts';
export { MEDIA_STRUCTURES } from './structures.ts';

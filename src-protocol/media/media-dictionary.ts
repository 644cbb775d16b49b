export const MEDIA_DIAGNOSTICS = [];
export const MEDIA_STRUCTURES = [];

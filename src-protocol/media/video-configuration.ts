import type { Wire } from '../wire/wire.ts';
import { type AvcConfiguration, avcConfiguration } from './avc-configuration.ts';
import { type Av1Configuration, av1Configuration } from './av1-configuration.ts';
import { CONFIGURATION_CUT } from './diagnostics.ts';
import { AV01, AVC1, HVC1, VP08, VP09, VVC1 } from './fourcc.ts';
import { type HevcConfiguration, hevcConfiguration } from './hevc-configuration.ts';
import { type VpConfiguration, vpConfiguration } from './vp-configuration.ts';
import { type VvcConfiguration, vvcConfiguration } from './vvc-configuration.ts';

/** What a decoder needs before the first frame: one of these, by codec. */
export interface VideoConfiguration {
  readonly avcConfiguration?: AvcConfiguration;
  readonly hevcConfiguration?: HevcConfiguration;
  readonly vvcConfiguration?: VvcConfiguration;
  readonly av1Configuration?: Av1Configuration;
  readonly vpConfiguration?: VpConfiguration;
}

/** Bytes an AVC record has at least; fewer are shown as they are. */
const AVC_LEAST = 7;

/** The layout of the configuration record of a codec, up to the position `end`; empty for unknown codecs. */
export function videoConfiguration(
  w: Wire,
  fourCc: number,
  end: number,
  given: VideoConfiguration | undefined,
): VideoConfiguration {
  // A writer was given what could be read, which may be nothing.
  const absent = (record: unknown): boolean => w.writing && record === undefined;
  switch (fourCc) {
    case AVC1:
      if (absent(given?.avcConfiguration)) return {};
      if (!w.writing && end - w.position < AVC_LEAST) break;
      return { avcConfiguration: avcConfiguration(w, end, given?.avcConfiguration) };
    case HVC1: {
      if (absent(given?.hevcConfiguration)) return {};
      const record = hevcConfiguration(w, end, given?.hevcConfiguration);
      return record ? { hevcConfiguration: record } : {};
    }
    case VVC1:
      if (absent(given?.vvcConfiguration)) return {};
      if (!w.writing && end - w.position < 1) break;
      return { vvcConfiguration: vvcConfiguration(w, end, given?.vvcConfiguration) };
    case AV01: {
      if (absent(given?.av1Configuration)) return {};
      const record = av1Configuration(w, end, given?.av1Configuration);
      return record ? { av1Configuration: record } : {};
    }
    case VP08:
    case VP09: {
      if (absent(given?.vpConfiguration)) return {};
      const record = vpConfiguration(w, end, given?.vpConfiguration);
      return record ? { vpConfiguration: record } : {};
    }
    default:
      return {};
  }
  w.note(CONFIGURATION_CUT);
  return {};
}

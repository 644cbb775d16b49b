import { WireReader } from '../wire/wire-reader.ts';
import { WireWriter } from '../wire/wire-writer.ts';
import { avcConfiguration } from './avc-configuration.ts';
import { AVC_NAL } from './avc-nal-unit.ts';
import type { CodedVideo } from './coded-video.ts';
import { hevcConfiguration } from './hevc-configuration.ts';
import { HEVC_NAL } from './hevc-nal-unit.ts';
import type { NalCodec, NalUnit } from './nal-unit.ts';
import { startsWithStartCode, USUAL_LENGTH_SIZE } from './nal-unit-list.ts';

const START_CODE = [0, 0, 0, 1];

/**
 * AVC and HEVC as a byte stream (H.264 and H.265, Annex B): start codes take the place of lengths, and the parameter sets of
 * the configuration record stand before each key frame, so that a reader can begin at any of them.
 */
export class AnnexB {
  #sets: readonly Uint8Array[] | undefined;
  #lengthSize = USUAL_LENGTH_SIZE;

  /** What a frame is in the byte stream; nothing for a record. Undefined before the first record, and for lengths that lead nowhere. */
  take(coded: CodedVideo): Uint8Array | undefined {
    if (coded.kind === 'configuration') {
      this.#configure(coded);
      return new Uint8Array(0);
    }
    if (!this.#sets) return undefined;
    const { bytes, isKey } = coded;
    const units = this.#units(bytes);
    return units && withStartCodes(isKey ? [...this.#sets, ...units] : units);
  }

  #configure({ name, bytes }: CodedVideo): void {
    const wire = new WireReader(bytes);
    if (name === 'HEVC') {
      const record = hevcConfiguration(wire, bytes.length, undefined);
      if (!record) return;
      this.#lengthSize = record.lengthSizeMinusOne + 1;
      this.#sets = written(
        HEVC_NAL,
        record.arrays.flatMap(({ units }) => units),
      );
    } else {
      const record = avcConfiguration(wire, bytes.length, undefined);
      const { sequenceParameterSets, pictureParameterSets = [] } = record;
      this.#lengthSize = record.lengthSizeMinusOne + 1;
      this.#sets = written(AVC_NAL, [...sequenceParameterSets, ...pictureParameterSets]);
    }
  }

  /** The units of a frame, without their lengths. */
  #units(bytes: Uint8Array): Uint8Array[] | undefined {
    const wire = new WireReader(bytes);
    // Senders that put start codes where lengths should be have done it already.
    if (startsWithStartCode(wire, bytes.length, 0, this.#lengthSize)) return [bytes];
    const units: Uint8Array[] = [];
    for (let at = 0; at < bytes.length;) {
      const length = wire.peek(this.#lengthSize, at);
      const start = at + this.#lengthSize;
      at = start + length;
      if (length < 0 || at > bytes.length) return undefined;
      units.push(bytes.subarray(start, at));
    }
    return units;
  }
}

/** Parameter sets as they stood in the record, written by the procedure that read them. */
function written(codec: NalCodec, units: readonly NalUnit[]): Uint8Array[] {
  return units.map((unit) => {
    const w = new WireWriter();
    codec.unit(w, unit.length, unit);
    return w.toBytes();
  });
}

function withStartCodes(units: readonly Uint8Array[]): Uint8Array {
  const size = units.reduce((sum, { length }) => sum + START_CODE.length + length, 0);
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const unit of units) {
    bytes.set(START_CODE, at);
    bytes.set(unit, at + START_CODE.length);
    at += START_CODE.length + unit.length;
  }
  return bytes;
}

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bits } from '../../corpus/specimens.ts';
import { fromHex } from '../bytes/hex.ts';
import { rtmp } from '../dictionary/citation.ts';
import { structure } from '../dictionary/structure.ts';
import { expectFullCoverage } from '../wire/coverage.test-support.ts';
import { FieldTracer } from '../wire/field-tracer.ts';
import { type FieldValue, walk } from '../wire/field-tree.ts';
import { WireWriter } from '../wire/wire-writer.ts';
import type { Wire } from '../wire/wire.ts';
import { avcNalUnit } from './avc-nal-unit.ts';
import { hevcNalUnit } from './hevc-nal-unit.ts';
import type { NalUnit } from './nal-unit.ts';
import { type VideoTag, videoTag } from './video-tag.ts';
import { vvcNalUnit } from './vvc-nal-unit.ts';

type Values = Record<string, FieldValue>;
type Unit = (w: Wire, length: number, given: NalUnit | undefined) => NalUnit;

const Payload = structure('test.payload', 'payload', rtmp('7.1.5'), 'A payload.', {});

/** Values by the last part of the id, for each NAL unit by its type. */
function unitsOf(bytes: Uint8Array, layout: (w: Wire) => unknown): Map<number, Values> {
  const tracer = new FieldTracer(Payload, bytes);
  layout(tracer);
  const tree = tracer.finish();
  expectFullCoverage(tree);
  const units = new Map<number, Values>();
  walk(tree, (node) => {
    if (!/^media\.\w+NalUnit$/.test(node.id)) return;
    const values: Values = {};
    for (const { id, value } of node.children ?? [])
      if (value !== undefined && !(value instanceof Uint8Array))
        values[id.slice(id.lastIndexOf('.') + 1)] ??= value;
    units.set(values['nalUnitType'] as number, values);
  });
  return units;
}

/** The values of a unit whose bits are written out; a writer gives the same bytes again. */
function valuesOf(unit: Unit, groups: string): Values {
  const bytes = Uint8Array.from(bits(groups));
  const [values] = unitsOf(bytes, (w) => unit(w, bytes.length, undefined)).values();
  const writer = new WireWriter();
  unit(writer, bytes.length, unit(new FieldTracer(Payload, bytes), bytes.length, undefined));
  expect(writer.toBytes()).toEqual(bytes);
  return values!;
}

/** Exp-Golomb digits. */
function ue(value: number): string {
  const digits = (value + 1).toString(2);
  return '0'.repeat(digits.length - 1) + digits;
}

/** `value` in `count` binary digits. */
const u = (count: number, value: number): string => value.toString(2).padStart(count, '0');

interface Vector {
  id: string;
  hex: string;
  /** Syntax elements as FFmpeg’s own reader of headers (`-bsf:v trace_headers`) prints them. */
  headers?: Record<string, number>;
}

const vectors = (
  JSON.parse(
    readFileSync(new URL('../../corpus/vectors/codecs.json', import.meta.url), 'utf8'),
  ) as Vector[]
).filter(({ headers }) => headers !== undefined);

const weights = (p = 0, b = 0): string =>
  [p ? 'P slices' : '', ['', 'B slices', 'B slices, by distance'][b]]
    .filter(Boolean)
    .join(' and ') || 'no';

describe('parameter sets of x264 and x265, as FFmpeg reads them', () => {
  const of = (id: string): Map<number, Values> => {
    const bytes = fromHex(vectors.find((vector) => vector.id === id)!.hex)!;
    return unitsOf(bytes, (w): VideoTag => videoTag(w, undefined, {}));
  };
  const named = (codec: string): Vector[] => vectors.filter(({ id }) => id.startsWith(codec));

  it.each(named('avc'))('$id', ({ id, headers: h = {} }) => {
    const units = of(id);
    expect(units.get(7)).toMatchObject({
      setId: h['seq_parameter_set_id'],
      referencePictures: h['max_num_ref_frames'],
      scan: h['frame_mbs_only_flag'] ? 'progressive' : 'interlaced allowed',
    });
    const picture = units.get(8)!;
    expect(picture).toMatchObject({
      setId: h['pic_parameter_set_id'],
      sequenceSetId: h['seq_parameter_set_id'],
      entropyCoding: h['entropy_coding_mode_flag'] ? 'CABAC' : 'CAVLC',
      sliceGroups: h['num_slice_groups_minus1']! + 1,
      defaultReferences: `${h['num_ref_idx_l0_default_active_minus1']! + 1} and ${h['num_ref_idx_l1_default_active_minus1']! + 1}`,
      weightedPrediction: weights(h['weighted_pred_flag'], h['weighted_bipred_idc']),
      initialQp: 26 + h['pic_init_qp_minus26']!,
      constrainedIntra: h['constrained_intra_pred_flag'] === 1,
    });
    const transform = h['transform_8x8_mode_flag'];
    expect(picture['transform8x8']).toBe(transform === undefined ? undefined : transform === 1);
  });

  it.each(named('hevc'))('$id', ({ id, headers: h = {} }) => {
    const units = of(id);
    const sequence = units.get(33)!;
    expect(units.get(32)).toMatchObject({
      setId: h['vps_video_parameter_set_id'],
      layers: h['vps_max_layers_minus1']! + 1,
      subLayers: h['vps_max_sub_layers_minus1']! + 1,
      temporalNesting: h['vps_temporal_id_nesting_flag'] === 1,
      profileName: sequence['profileName'],
      levelName: sequence['levelName'],
    });
    // x265 tells no timing here.
    expect(units.get(32)).not.toHaveProperty('frameRate');
    expect(sequence).toMatchObject({
      setId: h['sps_seq_parameter_set_id'],
      videoSetId: h['sps_video_parameter_set_id'],
      subLayers: h['sps_max_sub_layers_minus1']! + 1,
      temporalNesting: h['sps_temporal_id_nesting_flag'] === 1,
      codingTreeBlock:
        2 **
        (3 +
          h['log2_min_luma_coding_block_size_minus3']! +
          h['log2_diff_max_min_luma_coding_block_size']!),
      reorderPictures: h['sps_max_num_reorder_pics'],
    });
    expect(units.get(34)).toMatchObject({
      setId: h['pps_pic_parameter_set_id'],
      sequenceSetId: h['pps_seq_parameter_set_id'],
      initialQp: 26 + h['init_qp_minus26']!,
      defaultReferences: `${h['num_ref_idx_l0_default_active_minus1']! + 1} and ${h['num_ref_idx_l1_default_active_minus1']! + 1}`,
      constrainedIntra: h['constrained_intra_pred_flag'] === 1,
      weightedPrediction: weights(h['weighted_pred_flag'], h['weighted_bipred_flag']),
      lossless: h['transquant_bypass_enabled_flag'] === 1,
      parallel: h['entropy_coding_sync_enabled_flag'] ? 'wavefronts' : 'no',
    });
    expect(h['tiles_enabled_flag']).toBe(0);
  });

  it('the vectors differ in what is compared', () => {
    const different = new Map<string, Set<number>>();
    for (const { headers } of vectors)
      for (const [name, value] of Object.entries(headers!))
        different.set(name, (different.get(name) ?? new Set()).add(value));
    for (const name of [
      'max_num_ref_frames',
      'frame_mbs_only_flag',
      'entropy_coding_mode_flag',
      'weighted_pred_flag',
      'weighted_bipred_idc',
      'weighted_bipred_flag',
      'pic_init_qp_minus26',
      'constrained_intra_pred_flag',
      'num_ref_idx_l0_default_active_minus1',
      'vps_max_sub_layers_minus1',
      'vps_temporal_id_nesting_flag',
      'sps_max_num_reorder_pics',
      'log2_diff_max_min_luma_coding_block_size',
      'transquant_bypass_enabled_flag',
      'entropy_coding_sync_enabled_flag',
    ])
      expect([name, different.get(name)!.size > 1]).toEqual([name, true]);
  });
});

describe('parameter sets by hand, from the documents', () => {
  const AVC_PPS = '0 11 01000';
  const HEVC = (type: number): string => `0 ${u(6, type)} 000000 001`;
  const VVC = (type: number): string => `0 0 000000 ${u(5, type)} 001`;
  /** general_profile_idc 1, Main tier, level 4.0, and temporal layers above the lowest of which one has a level. */
  const HEVC_LEVELS = `00 0 00001 ${u(32, 0x60000000)} ${'10'.repeat(24)} ${u(8, 120)}`;

  it('AVC: slice groups end what is told', () => {
    expect(
      valuesOf(avcNalUnit, `${AVC_PPS} ${ue(3)} ${ue(1)} 1 0 ${ue(2)} ${ue(0)} 111 1`),
    ).toEqual({
      ...{ forbiddenZeroBit: 0, nalRefIdc: 3, nalUnitType: 8 },
      ...{ setId: 3, sequenceSetId: 1, entropyCoding: 'CABAC', sliceGroups: 3 },
    });
  });

  it('AVC: a set that is cut tells what came before', () => {
    const start = { setId: 0, sequenceSetId: 0, entropyCoding: 'CAVLC' };
    expect(valuesOf(avcNalUnit, `${AVC_PPS} 1 1 0 0 1 000`)).toMatchObject({
      ...start,
      sliceGroups: 1,
    });
    expect(valuesOf(avcNalUnit, `${AVC_PPS} 00000001`)).not.toHaveProperty('setId');
  });

  it('AVC: what stands behind the last field is looked for by the last one', () => {
    const common = `${AVC_PPS} 1 1 1 0 1 1 1 0 00 1 1 1 1 0 0`;
    expect(valuesOf(avcNalUnit, `${common} 1`)).not.toHaveProperty('transform8x8');
    expect(valuesOf(avcNalUnit, `${common} 0 0 1 1`)).toMatchObject({ transform8x8: false });
    expect(valuesOf(avcNalUnit, `${common} 1 0 1 1 0000000 00000000`)).toMatchObject({
      transform8x8: true,
    });
  });

  it('HEVC: a video parameter set with layers, temporal layers and timing', () => {
    const layers = `10 00 ${'00'.repeat(6)}`;
    // Each layer above the lowest may have a profile of 88 bits and a level of 8.
    const video = [
      `0101 1 1 000001 010 0 ${'1'.repeat(16)} ${HEVC_LEVELS} ${layers} ${'0'.repeat(88)}`,
      `0 ${ue(4)} ${ue(2)} ${ue(0)}`,
      `000001 ${ue(1)} 11 1 ${u(32, 1001)} ${u(32, 30_000)} 0`,
    ];
    // Without the bytes stuffed in behind two zeros, the bits are the set’s own.
    expect(valuesOf(hevcNalUnit, stuffed(`${HEVC(32)} ${video.join(' ')}`))).toMatchObject({
      setId: 5,
      layers: 2,
      subLayers: 3,
      temporalNesting: false,
      profileName: 'Main',
      levelName: '4.0',
      frameRate: 29.97,
    });
  });

  it('HEVC: a video parameter set without timing, or cut before it', () => {
    const start = `0000 1 1 000000 000 1 ${'1'.repeat(16)} ${HEVC_LEVELS} 1 ${ue(0)} ${ue(0)} ${ue(0)}`;
    for (const rest of ['000000 1 0 0', `000000 1 1 ${u(20, 1)}`, '']) {
      const values = valuesOf(hevcNalUnit, stuffed(`${HEVC(32)} ${start} ${rest}`));
      expect(values).toMatchObject({ layers: 1, subLayers: 1, temporalNesting: true });
      expect(values).not.toHaveProperty('frameRate');
    }
  });

  it('HEVC: tiles, and tiles with wavefronts', () => {
    const start = `${ue(2)} ${ue(1)} 0 0 000 0 0 ${ue(2)} ${ue(0)} ${ue(12)} 1 0 1 ${ue(1)} 1 1 0 0 1 0`;
    expect(valuesOf(hevcNalUnit, `${HEVC(34)} ${start} 1 0 ${ue(3)} ${ue(1)} 1 1`)).toMatchObject({
      setId: 2,
      sequenceSetId: 1,
      defaultReferences: '3 and 1',
      initialQp: 20,
      constrainedIntra: true,
      weightedPrediction: 'B slices',
      lossless: false,
      parallel: 'tiles, 4 × 2',
    });
    expect(valuesOf(hevcNalUnit, `${HEVC(34)} ${start} 1 1 ${ue(0)} ${ue(4)} 1 1`)).toMatchObject({
      parallel: 'tiles, 1 × 5 and wavefronts',
    });
    const cut = valuesOf(hevcNalUnit, `${HEVC(34)} ${ue(2)} ${ue(1)} 0 0 000 0 0 ${ue(2)}`);
    expect(cut).not.toHaveProperty('setId');
  });

  it('HEVC: the sequence parameter set of a higher layer is not read as one of the lowest', () => {
    const { hex } = vectors.find(({ id }) => id === 'hevc-main-cropped')!;
    const set = /4201[0-9a-f]+?(?=220001|a2)/.exec(hex)![0];
    const bytes = fromHex(set.replace(/^4201/, '4209'))!;
    const [values] = unitsOf(bytes, (w) => hevcNalUnit(w, bytes.length, undefined)).values();
    expect(values).toEqual({
      ...{ forbiddenZeroBit: 0, nalUnitType: 33, nuhLayerId: 1, nuhTemporalIdPlus1: 1 },
    });
  });

  describe('VVC', () => {
    const level = (limits: string): string => `0000001 1 ${u(8, 83)} 1 0 ${limits}`;
    const none = level('0');

    it('a sequence parameter set', () => {
      const set = `0011 0001 000 01 10 1 ${none} 00000 ${u(8, 0)} 0 0 ${ue(1920)} ${ue(1088)} 1 ${ue(0)} ${ue(0)} ${ue(0)} ${ue(4)} 0 ${ue(2)} 1`;
      expect(valuesOf(vvcNalUnit, stuffed(`${VVC(15)} ${set}`))).toMatchObject({
        setId: 3,
        videoSetId: 1,
        subLayers: 1,
        profileName: 'Main 10',
        levelName: '5.1, High tier',
        width: 1920,
        height: 1080,
        chromaFormat: 1,
        bitDepth: 10,
        codingTreeUnit: 128,
      });
    });

    it('limits, levels of temporal layers and further profiles are stepped over', () => {
      const limits = `1 ${'01'.repeat(35)}0 ${u(8, 6)} 101010 ${'0'.repeat(7)}`;
      // Two bits and a flag, 71 and 8 and 6 bits: 88, and seven zeros up to a byte would be too many.
      const head = `0000 0000 010 01 00 1 ${level(limits.slice(0, -7))}`;
      const aligned = head.replaceAll(' ', '');
      const zeros = '0'.repeat((8 - (aligned.length % 8)) % 8);
      const set = `${aligned}${zeros} 10 000000 ${u(8, 51)} ${u(8, 1)} ${u(32, 7)} 1 1 0 ${ue(640)} ${ue(360)} 0 0 ${ue(0)} 1`;
      expect(valuesOf(vvcNalUnit, stuffed(`${VVC(15)} ${set}`))).toMatchObject({
        subLayers: 3,
        profileName: 'Main 10',
        levelName: '5.1, High tier',
        width: 640,
        height: 360,
        bitDepth: 8,
        codingTreeUnit: 32,
      });
    });

    it('rectangles that are pictures of their own hide the depth, and nothing is guessed', () => {
      const set = `0000 0000 000 01 10 0 0 0 ${ue(64)} ${ue(64)} 0 1 ${ue(3)} 1 1`;
      const values = valuesOf(vvcNalUnit, `${VVC(15)} ${set}`);
      expect(values).toMatchObject({ width: 64, height: 64, chromaFormat: 1 });
      for (const key of ['bitDepth', 'profileName', 'levelName'])
        expect(values).not.toHaveProperty(key);
    });

    it('a picture parameter set, with a window and without', () => {
      const start = `000111 0010 0 ${ue(1280)} ${ue(720)}`;
      expect(valuesOf(vvcNalUnit, `${VVC(16)} ${start} 0 0 0 1 0 1`)).toMatchObject({
        setId: 7,
        sequenceSetId: 2,
        width: 1280,
        height: 720,
        partitioned: false,
      });
      const cropped = valuesOf(
        vvcNalUnit,
        `${VVC(16)} ${start} 1 1 1 1 ${ue(4)} 1 ${ue(1)} ${ue(2)} 1 1 1 0 0 1`,
      );
      expect(cropped).toMatchObject({ setId: 7, partitioned: true });
      expect(cropped).not.toHaveProperty('width');
    });

    it('video parameters, capabilities, operating points', () => {
      expect(valuesOf(vvcNalUnit, `${VVC(14)} 0001 000001 110 1 00`)).toMatchObject({
        ...{ setId: 1, layers: 2, subLayers: 7 },
      });
      expect(
        valuesOf(vvcNalUnit, stuffed(`${VVC(13)} 0000 0000 ${none} 00000 ${u(8, 0)} 0 1`)),
      ).toMatchObject({ profiles: 1, profileName: 'Main 10', levelName: '5.1, High tier' });
      expect(valuesOf(vvcNalUnit, `${VVC(12)} 1 1 ${ue(2)} 011 0 1`)).toMatchObject({
        layerSet: 2,
        subLayers: 3,
      });
      const neither = valuesOf(vvcNalUnit, `${VVC(12)} 0 0 0 1`);
      expect(neither).not.toHaveProperty('layerSet');
      expect(neither).not.toHaveProperty('subLayers');
    });

    it('tables and delimiters bit by bit', () => {
      expect(valuesOf(vvcNalUnit, `${VVC(17)} 001 00010 1 1`)).toMatchObject({
        ...{ apsParamsType: 1, apsId: 2 },
      });
      expect(valuesOf(vvcNalUnit, `${VVC(20)} 1 010 1000`)).toMatchObject({
        ...{ irapOrGdr: 1, picType: 2, trailingBits: 8 },
      });
    });
  });

  it('every cut of every set is told as far as it goes, and nothing throws', () => {
    for (const [unit, codec] of [
      [avcNalUnit, 'avc'],
      [hevcNalUnit, 'hevc'],
    ] as const)
      for (const { hex } of vectors.filter(({ id }) => id.startsWith(codec))) {
        const bytes = fromHex(hex)!;
        for (let start = 5; start < bytes.length; start += 3)
          for (const end of [start + 1, start + 7, bytes.length]) {
            const part = bytes.subarray(start, Math.min(end, bytes.length));
            unitsOf(part, (w) => unit(w, part.length, undefined));
          }
      }
  });
});

/** The digits with a byte 3 behind every two zero bytes that a byte up to 3 would follow. */
function stuffed(groups: string): string {
  let zeros = 0;
  const bytes = bits(groups).flatMap((byte) => {
    const escape = zeros >= 2 && byte <= 3;
    zeros = byte === 0 ? (escape ? 0 : zeros) + 1 : 0;
    return escape ? [3, byte] : [byte];
  });
  return bytes.map((byte) => u(8, byte)).join('');
}

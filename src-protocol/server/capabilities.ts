import { type AmfValue, asNumber, asString, property } from '../amf/amf-value.ts';

/** What a client said in connect about Enhanced RTMP (Enhanced RTMP v2, "Enhancing NetConnection connect Command"). */
export interface Capabilities {
  /** `fourCcList`, as sent; `*` stands for every codec. Undefined when it was not there. */
  readonly fourCcList?: readonly string[];
  /** FourCCs the client can decode or forward; undefined when it sent no map. */
  readonly video?: ReadonlySet<string>;
  readonly audio?: ReadonlySet<string>;
  /** Bits of `capsEx`; 0 when it was not there. */
  readonly capsEx: number;
  /** Names of the properties that were sent, so that the answer has the same. */
  readonly sent: readonly string[];
}

/** `CanDecode` and `CanForward`: either makes it worth sending. */
const CAN_TAKE = 1 | 4;
/** Bits of `capsEx` about what media may look like. */
export const CAPS_EX = { multitrack: 2, modEx: 4, timestampNanoOffset: 8 } as const;
/** What passes through a relay untouched. */
const PASSES = CAPS_EX.multitrack | CAPS_EX.modEx | CAPS_EX.timestampNanoOffset;
/** A relay forwards codecs, it does not decode them. */
const CAN_FORWARD = 4;

const NAMES = ['fourCcList', 'videoFourCcInfoMap', 'audioFourCcInfoMap', 'capsEx'] as const;

/** Reads the capabilities out of connect's command object. */
export function readCapabilities(object: AmfValue | undefined): Capabilities {
  const list = fourCcList(property(object, 'fourCcList'));
  const video = codecsOf(property(object, 'videoFourCcInfoMap'));
  const audio = codecsOf(property(object, 'audioFourCcInfoMap'));
  const capsEx = asNumber(property(object, 'capsEx')) ?? 0;
  return {
    ...(list && { fourCcList: list }),
    ...(video && { video }),
    ...(audio && { audio }),
    capsEx: capsEx >= 0 && capsEx < 2 ** 31 ? Math.trunc(capsEx) : 0,
    sent: NAMES.filter((name) => property(object, name) !== undefined),
  };
}

/**
 * What goes into the answer to connect: only what the client mentioned, and of that what a relay can
 * promise. Bodies pass through untouched, so every codec can be forwarded.
 */
export function capabilitiesAnswer({
  fourCcList: list,
  capsEx,
  sent,
}: Capabilities): Record<string, number | string[] | Record<string, number>> {
  const any = { '*': CAN_FORWARD };
  return {
    ...(sent.includes('fourCcList') && { fourCcList: [...(list ?? [])] }),
    ...(sent.includes('videoFourCcInfoMap') && { videoFourCcInfoMap: any }),
    ...(sent.includes('audioFourCcInfoMap') && { audioFourCcInfoMap: any }),
    ...(sent.includes('capsEx') && { capsEx: capsEx & PASSES }),
  };
}

/**
 * Whether a client wants media of an enhanced codec. One that said nothing is sent everything, since
 * FFmpeg and others play more than they announce; one that listed codecs is sent what it listed.
 */
export function takesCodec(client: Capabilities, kind: 'audio' | 'video', codec: string): boolean {
  const map = client[kind];
  if (map) return map.has('*') || map.has(codec);
  const list = client.fourCcList;
  return list === undefined || list.includes('*') || list.includes(codec);
}

/**
 * Whether a client can read media that need these bits of `capsEx`. One that sent no `capsEx` is sent everything, as
 * with codecs; one that did is sent nothing it has not named.
 */
export function takesForm({ sent, capsEx }: Capabilities, needed: number): boolean {
  return !sent.includes('capsEx') || (needed & ~capsEx) === 0;
}

function fourCcList(value: AmfValue | undefined): string[] | undefined {
  if (value?.type !== 'strict-array') return undefined;
  return value.items.map(asString).filter((name) => name !== undefined);
}

function codecsOf(value: AmfValue | undefined): Set<string> | undefined {
  if (value?.type !== 'object' && value?.type !== 'ecma-array') return undefined;
  const able = value.properties.filter((entry) => ((asNumber(entry.value) ?? 0) & CAN_TAKE) !== 0);
  return new Set(able.map(({ name }) => name));
}

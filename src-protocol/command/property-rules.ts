import { type AmfValue, asNumber, asString, property } from '../amf/amf-value.ts';
import { errata, ertmp, flv, rtmp } from '../dictionary/citation.ts';
import { diagnostic } from '../dictionary/diagnostic.ts';
import type { Field } from '../dictionary/field.ts';
import type { Wire } from '../wire/wire.ts';
import { OBJECT_ENCODING } from './connect-flags.ts';
import { CommandProperty } from './connect-properties.ts';

const CAPABILITIES = ertmp('Enhancing NetConnection connect Command');

export const TCURL_FORM = diagnostic(
  'command.tcurl-form',
  'warning',
  rtmp('7.2.1.1').amendedBy(errata('8.1.2')),
  'tcUrl must be an address that begins with an RTMP scheme and has neither a user name nor a fragment.',
  'A name and password in front of the host, or a # in it, should never leave the client.',
  'Some clients put the address between apostrophes; gortmplib takes these away, others fail.',
);
export const APP_DIFFERS = diagnostic(
  'command.app-differs-from-tcurl',
  'warning',
  rtmp('7.2.1.1').amendedBy(errata('8.1.3')),
  'app is not the path of tcUrl. Servers look at one of the two, so it depends on the server where this goes.',
  'A slash at the end and the query do not count here.',
  'nginx-rtmp goes by app, Node-Media-Server by tcUrl.',
);
export const OBJECT_ENCODING_UNKNOWN = diagnostic(
  'command.object-encoding',
  'error',
  rtmp('7.2.1.1').amendedBy(errata('8.1.1')),
  'objectEncoding is neither 0 (AMF0) nor 3 (AMF3).',
);
export const CAPABILITY_BITS = diagnostic(
  'command.capability-bits',
  'note',
  CAPABILITIES,
  'A bit is set here that no document gives a meaning.',
  'The other side ignores it, or is newer than this list.',
);
export const FOURCC_LIST_FORM = diagnostic(
  'command.fourcc-list-form',
  'warning',
  CAPABILITIES,
  'fourCcList must be a Strict Array of Strings.',
  'A receiver that finds anything else offers none of the codecs.',
);
export const RECONNECT_LEVEL = diagnostic(
  'command.reconnect-level',
  'error',
  ertmp('Reconnect Request'),
  'A request to reconnect is sent with level status; by any other level clients take it for a failure.',
);
export const METADATA_OBJECT = diagnostic(
  'command.metadata-object',
  'note',
  flv('E.5').amendedBy(ertmp('Enhancing onMetaData')),
  'onMetaData is given an Object; by the documents it should be an ECMA Array.',
  'Every reader met so far takes both.',
  'HaishinKit sent an Object until its change 1445, and so do many home-made encoders.',
);
export const METADATA_TYPE = diagnostic(
  'command.metadata-type',
  'warning',
  flv('E.5').amendedBy(ertmp('Enhancing onMetaData')),
  'onMetaData is given neither an ECMA Array nor an Object, so there is no metadata in it.',
  'flv.js and others stop when they look for properties here.',
);
export const DEFAULT_TRACK_IN_MAP = diagnostic(
  'command.default-track-in-map',
  'warning',
  ertmp('Enhancing onMetaData'),
  'A map of tracks begins with track 1: the facts of track 0, the default one, stand beside the map.',
  undefined,
  'OBS and FFmpeg number tracks differently here; readers should take what they find.',
);

/** What can be wrong with properties of commands and metadata. */
export const PROPERTY_DIAGNOSTICS = [
  TCURL_FORM,
  APP_DIFFERS,
  OBJECT_ENCODING_UNKNOWN,
  CAPABILITY_BITS,
  FOURCC_LIST_FORM,
  RECONNECT_LEVEL,
  METADATA_OBJECT,
  METADATA_TYPE,
  DEFAULT_TRACK_IN_MAP,
] as const;

const FLAGS: Readonly<Record<string, Field>> = {
  audioCodecs: CommandProperty.fields.audioCodecs,
  videoCodecs: CommandProperty.fields.videoCodecs,
  videoFunction: CommandProperty.fields.videoFunction,
  capsEx: CommandProperty.fields.capsEx,
};

/** Notes what is wrong with a property of a command's object, right behind its value. */
export function checkProperty(w: Wire, names: readonly (string | number)[], value: AmfValue): void {
  const name = names.at(-1);
  const above = names.at(-2);
  if (above === 'videoFourCcInfoMap' || above === 'audioFourCcInfoMap')
    noteBits(w, CommandProperty.fields.fourCcInfo, value);
  else if (above === 'fourCcList') {
    if (asString(value) === undefined) w.note(FOURCC_LIST_FORM);
  } else if (name === 'fourCcList') {
    if (!isStrictArray(value)) w.note(FOURCC_LIST_FORM);
  } else if (name === 'tcUrl') {
    const address = asString(value);
    if (address !== undefined && !isAddress(address)) w.note(TCURL_FORM);
  } else if (name === 'objectEncoding') {
    const encoding = asNumber(value);
    if (encoding === undefined || !(encoding in OBJECT_ENCODING)) w.note(OBJECT_ENCODING_UNKNOWN);
  } else if (typeof name === 'string' && Object.hasOwn(FLAGS, name))
    noteBits(w, FLAGS[name]!, value);
}

/** Notes what is wrong with connect's command object as a whole. */
export function checkApplication(w: Wire, object: AmfValue): void {
  const app = asString(property(object, 'app'));
  const address = asString(property(object, 'tcUrl'));
  if (app === undefined || address === undefined) return;
  const path = /^[a-z]+:\/\/[^/]*\/([^?#]*)/i.exec(address)?.[1];
  if (path === undefined) return;
  if (bare(path) !== bare(app.split('?', 1)[0]!)) w.note(APP_DIFFERS);
}

/** Notes what is wrong with an information object, beyond what is missing. */
export function checkInformation(w: Wire, information: AmfValue): void {
  const code = asString(property(information, 'code'));
  if (code !== 'NetConnection.Connect.ReconnectRequest') return;
  if (asString(property(information, 'level')) !== 'status') w.note(RECONNECT_LEVEL);
}

/** Notes what is wrong with the value that onMetaData is given. */
export function checkMetadata(w: Wire, value: AmfValue): void {
  if (value.type === 'object' || value.type === 'typed-object') w.note(METADATA_OBJECT);
  else if (value.type === 'amf3') {
    if (value.value.type === 'object') w.note(METADATA_OBJECT);
    else if (value.value.type !== 'array') w.note(METADATA_TYPE);
  } else if (value.type !== 'ecma-array') w.note(METADATA_TYPE);
}

/** Notes what is wrong with a property of metadata, right behind its value. */
export function checkMetadataProperty(w: Wire, names: readonly (string | number)[]): void {
  const isTrack = names.length === 2 && String(names[0]).endsWith('TrackIdInfoMap');
  if (isTrack && Number(names[1]) === 0) w.note(DEFAULT_TRACK_IN_MAP);
}

function noteBits(w: Wire, { flags = {} }: Field, value: AmfValue): void {
  const number = asNumber(value);
  if (number === undefined) return;
  const known = Object.keys(flags).reduce((sum, bit) => sum + Number(bit), 0);
  const whole = Number.isInteger(number) && number >= 0 && number < 2 ** 32;
  // A number that is no set of bits at all has bits nobody knows, too.
  if (!whole || (number & ~known) !== 0) w.note(CAPABILITY_BITS);
}

function isStrictArray(value: AmfValue): boolean {
  return (
    value.type === 'strict-array' ||
    (value.type === 'amf3' && value.value.type === 'array' && value.value.associative.length === 0)
  );
}

const SCHEMES = ['rtmp', 'rtmps', 'rtmpe', 'rtmpt', 'rtmpte', 'rtmpts', 'rtmfp'];

function isAddress(text: string): boolean {
  const [, scheme, authority = ''] = /^([a-z]+):\/\/([^/?#]*)/i.exec(text) ?? [];
  return (
    scheme !== undefined &&
    SCHEMES.includes(scheme.toLowerCase()) &&
    !authority.includes('@') &&
    !text.includes('#')
  );
}

const bare = (path: string): string => path.replace(/\/+$/, '');

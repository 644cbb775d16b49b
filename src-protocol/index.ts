/**
 * The library's public names. Everything here is documented where it is declared; nothing depends on
 * Node or the DOM.
 */

// Bytes and addresses
export { type Address, addressOf, parseAddress } from './bytes/address.ts';
export { type ByteSource, MemorySource } from './bytes/byte-source.ts';
export { fromHex, toHex } from './bytes/hex.ts';
export { mapDown, type Piece } from './bytes/piece-map.ts';
export {
  type BitRange,
  type ByteRange,
  type Direction,
  type FileOffset,
  type MessageOffset,
  type Sender,
  senderOf,
  type StreamOffset,
} from './bytes/units.ts';

// What can be said about bytes
export { Citation, type DocumentId } from './dictionary/citation.ts';
export type { Diagnostic, Severity } from './dictionary/diagnostic.ts';
export type { Field, FieldKind, NamedValue } from './dictionary/field.ts';
export type { Structure } from './dictionary/structure.ts';
export { findingWords } from './dictionary/finding-words.ts';
export { furtherWords } from './dictionary/further-words.ts';
export { valueWords } from './dictionary/value-words.ts';
export {
  citationLink,
  citationText,
  citationTitle,
  diagnosticByCode,
  DIAGNOSTICS,
  fieldById,
  structureById,
  STRUCTURES,
} from './inspect/dictionary.ts';

// Reading, explaining and writing structures
export { type FieldNode, type FieldValue, leaves, type Origin, walk } from './wire/field-tree.ts';
export { FieldTracer } from './wire/field-tracer.ts';
export { WireReader } from './wire/wire-reader.ts';
export { WireWriter } from './wire/wire-writer.ts';
export { NO_BYTES, type Wire } from './wire/wire.ts';

// A capture, from its bytes to its sessions
export { Connection, type ConnectionEnds } from './inspect/connection.ts';
export {
  type ConnectionSummary,
  type DirectionSummary,
  summariesOf,
  summaryOf,
} from './inspect/connection-summary.ts';
export { type AuthenticationRound, authenticationRounds } from './inspect/authentication-rounds.ts';
export { type DescribedChunk, type DescribedMessage, Describer } from './inspect/describe.ts';
export { type Failure, failuresOf } from './inspect/inspection-failures.ts';
export { Inspection } from './inspect/inspection.ts';
export { RawDump } from './inspect/raw-dump.ts';
export { READ_AS, type ReadAs, type ReadingOptions } from './inspect/read-as.ts';
export type { Resumption } from './inspect/resumption.ts';
export type { ChunkSizes, InspectionOptions } from './inspect/inspection-options.ts';
export {
  type ChunkRowView,
  type FindingRowView,
  type MessageRowView,
  type RowConfidence,
  Rows,
} from './inspect/rows.ts';
export { type SegmentChoice, SegmentRows, type SegmentRowView } from './inspect/segment-rows.ts';
export { SEGMENT_KINDS, type SegmentKind, type SegmentKindWords } from './tcp/segment-kinds.ts';
export { RtmpSession } from './inspect/rtmp-session.ts';
export { SessionAnalyses } from './inspect/session-analyses.ts';
export { type MediaStream, mediaStreams, type MediaStreamSummary } from './inspect/media-stream.ts';
export { type SaveChoice, type SavedCounts, SavedStream } from './inspect/saved-stream.ts';
export { savedRemarks } from './inspect/saved-words.ts';
export { STREAM_FORMS, type StreamForm } from './inspect/stream-form.ts';
export { OverviewMaker, type SessionOverview } from './inspect/session-overview.ts';
export type { ChunkStreamState, SessionState } from './session/session-state.ts';
export { stateEntries } from './session/state-entries.ts';
export type { StateEntry } from './session/state-entry.ts';

// RTMPS, for those who have its secrets
export { carriedKeyLog, decipher, type Deciphered, tlsConnections } from './inspect/decipher.ts';
export { KeyLog, type KeyLogLabel, type Secrets } from './tls/key-log.ts';
export { type PlainSink, TlsSession } from './tls/tls-session.ts';
export type { CipherSuite } from './tls/cipher-suite.ts';

// The parts, for those who have a byte stream of their own
export { type HandshakeVerdict, handshakeVerdict } from './handshake/handshake-verdict.ts';
export { HandshakeReader } from './handshake/handshake-reader.ts';
export { serverHandshake } from './handshake/server-handshake.ts';
export { ChunkReader, type ChunkSink, DEFAULT_CHUNK_SIZE } from './chunk/chunk-reader.ts';
export { chunkHeader, type ChunkHeader, emptyChunkHeader } from './chunk/chunk-header.ts';
export { ChunkStream, ChunkStreams } from './chunk/chunk-stream.ts';
export { ChunkWriter, type MessageToWrite } from './chunk/chunk-writer.ts';
export { amf0Value, amf0Values } from './amf/amf0.ts';
export {
  amf,
  amfEcmaArray,
  type AmfValue,
  asBoolean,
  asNumber,
  asString,
  property,
} from './amf/amf-value.ts';
export { AmfContext } from './amf/amf-context.ts';
export { command, commandMessage, type CommandMessage } from './command/command.ts';
export { dataMessage, type DataMessage } from './command/data-message.ts';
export {
  abortMessage,
  acknowledgement,
  setChunkSize,
  setPeerBandwidth,
  windowAcknowledgementSize,
} from './message/protocol-control.ts';
export { userControl, type UserControlMessage } from './message/user-control.ts';
export { audioTag } from './media/audio-tag.ts';
export { flvFileStart, flvTagBytes } from './media/flv-writer.ts';
export { videoTag } from './media/video-tag.ts';

// A server's end of a connection
export { type Capabilities, takesCodec } from './server/capabilities.ts';
export {
  CONNECTION,
  type ConnectionState,
  STREAM,
  type StreamState,
} from './server/connection-state.ts';
export type { WholeMessage } from './server/message-collector.ts';
export { PlayerFeed } from './server/player-feed.ts';
export { PublishedStream, type RelayedMessage } from './server/published-stream.ts';
export type { ServerEvent, ServerOutput } from './server/server-event.ts';
export { DEFAULT_LIMITS, type ServerLimits } from './server/server-limits.ts';
export { ServerSession } from './server/server-session.ts';
export { SERVER_RANDOM_BYTES } from './handshake/server-handshake.ts';

// A capture file out of what a socket tells
export { pcapngStart } from './capture/pcapng-writer.ts';
export { RecordedConnection, type RecordedEnd } from './capture/recorded-connection.ts';
export { ClientObserver, type ClientPurpose } from './server/client-observer.ts';
// The filter language
export { compile as compileFilter } from './filter/compile.ts';
export type { Expression } from './filter/expression.ts';
export { FILTER_FIELDS, type FilterField } from './filter/field.ts';
export { FilterRun } from './filter/filter-run.ts';
export { type Parsed, parse as parseFilter } from './filter/parse.ts';
export { print as printFilter } from './filter/print.ts';
export type { FilterProblem } from './filter/problem.ts';
export type { FilterRows } from './filter/rows.ts';
export { SessionFilterRows } from './inspect/filter-rows.ts';

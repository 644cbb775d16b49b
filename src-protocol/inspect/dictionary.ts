import { AMF_STRUCTURES } from '../amf/structures.ts';
import { AMF_DIAGNOSTICS } from '../amf/diagnostics.ts';
import { CAPTURE_DIAGNOSTICS } from '../capture/diagnostics.ts';
import { CHUNK_DIAGNOSTICS } from '../chunk/chunk-diagnostics.ts';
import { CHUNK_STRUCTURES } from '../chunk/chunk-header.ts';
import { COMMAND_DIAGNOSTICS } from '../command/command.ts';
import { COMMAND_STRUCTURES } from '../command/data-message.ts';
import type { Diagnostic } from '../dictionary/diagnostic.ts';
import type { Field } from '../dictionary/field.ts';
import type { Structure } from '../dictionary/structure.ts';
import { HANDSHAKE_DIAGNOSTICS } from '../handshake/diagnostics.ts';
import { HANDSHAKE_STRUCTURES } from '../handshake/handshake-packet.ts';
import { MEDIA_DIAGNOSTICS, MEDIA_STRUCTURES } from '../media/media-dictionary.ts';
import { ASSEMBLY_DIAGNOSTICS } from '../message/message-diagnostics.ts';
import { CONTROL_STRUCTURES, MESSAGE_DIAGNOSTICS } from '../message/protocol-control.ts';
import { STREAM_DIAGNOSTICS } from '../session/stream-rules.ts';
import { STATE_STRUCTURES } from '../session/state-entries.ts';
import { TCP_DIAGNOSTICS } from '../tcp/diagnostics.ts';
import { Unexplained } from '../wire/field-tracer.ts';
import { Message } from './message-body.ts';

export { citationLink, citationText, citationTitle } from '../dictionary/documents.ts';

/** Every structure there is, in the order of the wire. One list; nothing registers itself. */
export const STRUCTURES: readonly Structure[] = [
  ...HANDSHAKE_STRUCTURES,
  ...CHUNK_STRUCTURES,
  Message,
  ...CONTROL_STRUCTURES,
  ...AMF_STRUCTURES,
  ...COMMAND_STRUCTURES,
  ...MEDIA_STRUCTURES,
  ...STATE_STRUCTURES,
  Unexplained,
];

/** Every diagnostic there is, in the order of the pipe. */
export const DIAGNOSTICS: readonly Diagnostic[] = [
  ...CAPTURE_DIAGNOSTICS,
  ...TCP_DIAGNOSTICS,
  ...HANDSHAKE_DIAGNOSTICS,
  ...CHUNK_DIAGNOSTICS,
  ...ASSEMBLY_DIAGNOSTICS,
  ...MESSAGE_DIAGNOSTICS,
  ...STREAM_DIAGNOSTICS,
  ...AMF_DIAGNOSTICS,
  ...COMMAND_DIAGNOSTICS,
  ...MEDIA_DIAGNOSTICS,
];

const structures = new Map(STRUCTURES.map((structure) => [structure.id, structure]));
const fields = new Map(
  STRUCTURES.flatMap((structure) =>
    Object.values(structure.fields).map((field) => [field.id, field] as const),
  ),
);
const diagnostics = new Map(DIAGNOSTICS.map((diagnostic) => [diagnostic.code, diagnostic]));

/** The declared structure with this id. */
export function structureById(id: string): Structure | undefined {
  return structures.get(id);
}

/** The declared field with this id. */
export function fieldById(id: string): Field | undefined {
  return fields.get(id);
}

/** The declared diagnostic with this code. */
export function diagnosticByCode(code: string): Diagnostic | undefined {
  return diagnostics.get(code);
}

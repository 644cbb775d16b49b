import { practice } from '../dictionary/citation.ts';
import { type Field, type FlagNames, uint } from '../dictionary/field.ts';
import { structure } from '../dictionary/structure.ts';
import type { Wire } from '../wire/wire.ts';
import type { AmfContext } from './amf-context.ts';
import type { Amf3FlexPart, Amf3Value } from './amf3-value.ts';

const BLAZEDS = practice('BlazeDS, Red5, FluorineFx');
const MORE = { name: 'more flags', text: 'One more byte of flags follows.' };

/** What a flag stands for: a value that follows, by the name it has in the class. */
const MESSAGE = [
  'body',
  'clientId',
  'destination',
  'headers',
  'messageId',
  'timestamp',
  'timeToLive',
] as const;
const MESSAGE_BYTES = ['clientIdBytes', 'messageIdBytes'] as const;
const ASYNC = ['correlationId', 'correlationIdBytes'] as const;
const COMMAND = ['operation'] as const;

const flagsOf = (names: readonly string[]): FlagNames => ({
  ...Object.fromEntries(names.map((name, bit) => [2 ** bit, name])),
  0x80: MORE,
});

const flags = (names: readonly string[], words: string): ReturnType<typeof uint> =>
  uint(8, words, { label: 'flags', format: 'hex', flags: flagsOf(names) });

export const Amf3FlexMessage = structure(
  'amf3.flexMessage',
  'small message of Flex',
  BLAZEDS,
  'Flex sends its messages (DSA, DSK, DSC) without names: each class writes bytes of flags, and then only those of its members whose flag is set, lowest bit first.',
  {
    messageFlags: flags(
      MESSAGE,
      'Which members every message has follow: lowest bit first. The highest bit says that a second byte follows.',
    ),
    messageFlags2: flags(
      MESSAGE_BYTES,
      'More members of every message: identifiers as 16 bytes instead of text, which is shorter.',
    ),
    asyncFlags: flags(
      ASYNC,
      'Which members of an asynchronous message follow: the message that this one answers.',
    ),
    acknowledgeFlags: flags([], 'An acknowledgement has no members of its own; normally 0.'),
    commandFlags: flags(
      COMMAND,
      'Whether the operation follows: what the client wants of the server, as a number.',
    ),
    moreFlags: flags(
      [],
      'Flags of a later version. Each of the six lower ones stands for a value that is read and not understood.',
    ),
  },
);

/** One class of the line: the flags of each byte it knows. */
type ClassFlags = readonly { readonly field: Field; readonly names: readonly string[] }[];

const f = Amf3FlexMessage.fields;
const ABSTRACT: ClassFlags = [
  { field: f.messageFlags, names: MESSAGE },
  { field: f.messageFlags2, names: MESSAGE_BYTES },
];
const ASYNCHRONOUS: ClassFlags = [{ field: f.asyncFlags, names: ASYNC }];

/** The classes each message is made of, from the most general on; the short names are what is sent. */
const CLASSES: ReadonlyMap<string, readonly ClassFlags[]> = new Map([
  ['DSA', [ABSTRACT, ASYNCHRONOUS]],
  ['DSK', [ABSTRACT, ASYNCHRONOUS, [{ field: f.acknowledgeFlags, names: [] }]]],
  ['DSC', [ABSTRACT, ASYNCHRONOUS, [{ field: f.commandFlags, names: COMMAND }]]],
]);

const LONG_NAMES: Readonly<Record<string, string>> = {
  'flex.messaging.messages.AsyncMessageExt': 'DSA',
  'flex.messaging.messages.AcknowledgeMessageExt': 'DSK',
  'flex.messaging.messages.CommandMessageExt': 'DSC',
};

/** Whether a class writes itself as a small message of Flex. */
export function isFlexMessage(className: string): boolean {
  return classesOf(className) !== undefined;
}

function classesOf(className: string): readonly ClassFlags[] | undefined {
  const short = Object.hasOwn(LONG_NAMES, className) ? LONG_NAMES[className]! : className;
  return CLASSES.get(short);
}

/** Whether a message of these parts ends before its class does. */
export function isCutFlex(className: string, parts: readonly Amf3FlexPart[]): boolean {
  return parts.length < (classesOf(className)?.length ?? 0);
}

/** Says that another byte of flags follows. */
const HAS_NEXT = 0x80;
/** Unknown flags above this one stand for nothing. */
const RESERVED_FLAGS = 6;

/** The layout of a small message (BlazeDS): for each class its flags, then the members they announce. */
export function flexMessage(
  w: Wire,
  className: string,
  given: readonly Amf3FlexPart[] | undefined,
  context: AmfContext,
  member: (name: string, given: Amf3Value | undefined) => Amf3Value,
): Amf3FlexPart[] {
  w.open(Amf3FlexMessage);
  const classes = classesOf(className)!;
  const parts: Amf3FlexPart[] = [];
  // A cut message has fewer parts than the class asks for, and is written as it was.
  const most = w.writing ? given!.length : classes.length;
  while (parts.length < most && context.left(w) > 0) {
    const own = classes[parts.length]!;
    parts.push(classPart(w, own, parts.length, given?.[parts.length], context, member));
  }
  w.close();
  return parts;
}

function classPart(
  w: Wire,
  own: ClassFlags,
  level: number,
  given: Amf3FlexPart | undefined,
  context: AmfContext,
  member: (name: string, given: Amf3Value | undefined) => Amf3Value,
): Amf3FlexPart {
  const bytes: number[] = [];
  let more = true;
  while (more && context.left(w) > 0) {
    const field = own[bytes.length]?.field ?? f.moreFlags;
    const byte = w.uint(field, given?.flags[bytes.length] ?? 0);
    bytes.push(byte);
    more = w.writing ? bytes.length < given!.flags.length : byte >= HAS_NEXT;
  }
  const members: Amf3Value[] = [];
  for (const [index, byte] of bytes.entries()) {
    const names = own[index]?.names ?? [];
    for (let bit = 0; bit < Math.max(names.length, RESERVED_FLAGS); bit++) {
      if (((byte >> bit) & 1) === 0 || context.left(w) === 0) continue;
      if (w.writing && members.length >= given!.members.length) break;
      const name = names[bit] ?? `value ${level}.${index}.${bit}`;
      members.push(member(name, given?.members[members.length]));
    }
  }
  return { flags: bytes, members };
}

import type { Address } from '../bytes/address.ts';
import type { Diagnostic } from '../dictionary/diagnostic.ts';
import { bytes as bytesField, type Field } from '../dictionary/field.ts';
import { structure, type Structure } from '../dictionary/structure.ts';
import { practice } from '../dictionary/citation.ts';
import type { FieldNode, FieldValue, Origin } from './field-tree.ts';
import { WireReader } from './wire-reader.ts';

/** Bits that no field claims are shown under this id, and counted. */
export const Unexplained = structure(
  'unexplained',
  'unexplained bytes',
  practice('RTMP Inspector'),
  'Bytes that belong to the record but to no field this decoder knows. Nothing is left out silently.',
  { bytes: bytesField(0, 'The bytes as they are.', { label: 'bytes' }) },
);

/** Texts and byte runs longer than this are cut in the tree; the range still covers them all. */
const LONGEST_VALUE = 1024;

interface Mutable {
  id: string;
  path: string;
  name?: number | string;
  start: number;
  end: number;
  ranges: [];
  value?: FieldValue;
  origin?: Origin;
  from?: Address;
  how?: string;
  notes?: string[];
  children?: Mutable[];
}

/**
 * Reads fields exactly as `WireReader` does, and records each with its bits. `finish` gives the tree,
 * in which the leaves are disjoint, in order, and cover every bit of `[start, end)`.
 */
export class FieldTracer extends WireReader {
  readonly #root: Mutable;
  readonly #open: Mutable[] = [];
  readonly #items: (number | string)[] = [];
  readonly #itemDepth: number[] = [];
  readonly #paths = new Map<string, number>();
  #pendingItem: number | string | undefined;
  #last: Mutable | undefined;
  readonly #total: number;

  /** `structure` names the root: what the bytes are as a whole. */
  constructor(structure: Structure, bytes: Uint8Array, start = 0, end: number = bytes.length) {
    super(bytes, start, end);
    this.#total = (end - start) * 8;
    this.#root = {
      id: structure.id,
      path: structure.id,
      start: 0,
      end: 0,
      ranges: [],
      children: [],
    };
    this.#open.push(this.#root);
    this.#paths.set(structure.id, 1);
  }

  override open<Fields extends Record<string, Field>>(structure: Structure<Fields>): Fields {
    this.#itemDepth.push(this.#items.length);
    const name = this.#pendingItem;
    this.#pendingItem = undefined;
    if (name !== undefined) this.#items.push(name);
    const node = this.#add(structure.id, this.bitPosition);
    if (name !== undefined) node.name = name;
    node.children = [];
    this.#open.push(node);
    this.#last = undefined;
    return structure.fields;
  }

  override close(): void {
    const node = this.#open.pop()!;
    node.end = this.bitPosition;
    this.#items.length = this.#itemDepth.pop()!;
    this.#last = node;
  }

  override item(name: number | string): void {
    this.#pendingItem = name;
  }

  override uint(field: Field, value: number): number {
    const start = this.bitPosition;
    return this.#leaf(field, start, super.uint(field, value));
  }

  override int(field: Field, value: number): number {
    const start = this.bitPosition;
    const unsigned = super.uint(field, value);
    const half = 2 ** (field.bits - 1);
    return this.#leaf(field, start, unsigned >= half ? unsigned - 2 * half : unsigned);
  }

  override double(field: Field, value: number): number {
    const start = this.bitPosition;
    return this.#leaf(field, start, super.double(field, value));
  }

  override text(field: Field, length: number, value: string): string {
    const start = this.bitPosition;
    const text = super.text(field, length, value);
    const shown = text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
    this.#leaf(field, start, shown);
    return text;
  }

  override bytes(field: Field, length: number, value: Uint8Array): Uint8Array {
    const start = this.bitPosition;
    const bytes = super.bytes(field, length, value);
    if (field.kind !== 'text') this.#leaf(field, start, bytes.slice(0, LONGEST_VALUE));
    return bytes;
  }

  override inherited(field: Field, value: number, from?: Address): void {
    const node = this.#value(field, value, 'inherited');
    if (from !== undefined) node.from = from;
  }

  override calculated(field: Field, value: number | string | boolean, how?: string): void {
    const node = this.#value(field, value, 'calculated');
    if (how !== undefined) node.how = how;
  }

  override note(diagnostic: Diagnostic): void {
    super.note(diagnostic);
    const node = this.#last ?? this.#open.at(-1)!;
    (node.notes ??= []).push(diagnostic.code);
  }

  /** Closes what is open, claims leftover bits as unexplained, and returns the tree. */
  finish(): FieldNode {
    while (this.#open.length > 1) this.close();
    this.#root.end = this.#total;
    fillGaps(this.#root, (start, end) => this.#unexplained(start, end));
    return this.#root;
  }

  #leaf<Value extends FieldValue>(field: Field, start: number, value: Value): Value {
    const end = this.bitPosition;
    const node = this.#add(field.id, start);
    node.end = end;
    // A field that ran out of bytes has no value, only the note its procedure gives it.
    if (!this.short) node.value = value;
    this.#last = node;
    return value;
  }

  #value(field: Field, value: FieldValue, origin: Origin): Mutable {
    const node = this.#add(field.id, this.bitPosition);
    node.value = value;
    node.origin = origin;
    this.#last = node;
    return node;
  }

  #add(id: string, at: number): Mutable {
    const node: Mutable = { id, path: this.#path(id), start: at, end: at, ranges: [] };
    this.#open.at(-1)!.children!.push(node);
    return node;
  }

  #path(id: string): string {
    const named = this.#items.length > 0 ? `${this.#items.join('.')}:${id}` : id;
    const seen = (this.#paths.get(named) ?? 0) + 1;
    this.#paths.set(named, seen);
    return seen === 1 ? named : `${named}#${seen}`;
  }

  #unexplained(start: number, end: number): Mutable {
    const path = this.#path(Unexplained.fields.bytes.id);
    return { id: Unexplained.fields.bytes.id, path, start, end, ranges: [], origin: 'unexplained' };
  }
}

/** Puts a node into every stretch of a structure that no child covers. */
function fillGaps(node: Mutable, make: (start: number, end: number) => Mutable): void {
  if (!node.children) return;
  const filled: Mutable[] = [];
  let at = node.start;
  for (const child of node.children) {
    if (child.start > at) filled.push(make(at, child.start));
    filled.push(child);
    at = Math.max(at, child.end);
    fillGaps(child, make);
  }
  if (at < node.end) filled.push(make(at, node.end));
  node.children = filled;
}

import { counted } from '../../format/numbers.ts';
import type { ChunkBox, MessageBox } from '../../worker/timeline/timeline-types.ts';
import { FAMILIES, familyOf } from '../marks/message-family.ts';
import { inView } from './detail.ts';
import { hatch } from './hatch.ts';
import type { ShownLane } from './lane-layout.ts';
import { canvasX, clipped, type Scene, writeText } from './scene.ts';

/** Boxes narrower than this have no words in them. */
const LABELLED = 40;

/** Messages as boxes from their first to their last chunk. */
export function paintMessages(
  context: CanvasRenderingContext2D,
  scene: Scene,
  lane: ShownLane,
  messages: readonly MessageBox[],
): void {
  const longest = messages.reduce((most, { length }) => Math.max(most, length), 1);
  const xs = messages.map(({ from }) => canvasX(scene, from));
  messages.forEach((message, i) => {
    const x = xs[i]!;
    const room = (xs[i + 1] ?? scene.label + scene.plot + 400) - x;
    const own = canvasX(scene, message.to) - x;
    // A message of one packet has no length in time; it is drawn as wide as a mark.
    const width = Math.max(own, Math.min(room - 1, 4), 2);
    paintMessage(
      context,
      scene,
      lane,
      message,
      { x, width, room },
      Math.sqrt(message.length / longest),
    );
  });
}

function paintMessage(
  context: CanvasRenderingContext2D,
  scene: Scene,
  lane: ShownLane,
  message: MessageBox,
  { x, width, room }: { x: number; width: number; room: number },
  share: number,
): void {
  const { colours, font } = scene;
  const family = familyOf(message.messageTypeId);
  const thin = lane.height < 30;
  const full = lane.height - (thin ? 5 : 12);
  // Like the bars: how high tells how large, until there is room for words.
  const height = width >= LABELLED || thin ? full : Math.max(5, share * full);
  const top = lane.y + lane.height - 3 - height;
  context.fillStyle = width > 5 ? colours[`type-${family}-soft`] : colours[`type-${family}`];
  context.fillRect(x, top, width, height);
  if (width > 5) {
    context.strokeStyle = colours[`type-${family}`];
    context.lineWidth = 1;
    context.strokeRect(x + 0.5, top + 0.5, width - 1, height - 1);
  }
  const middle = lane.y + lane.height - 3 - full / 2;
  context.font = font;
  // Words go inside a wide box, and beside a narrow one when nothing follows for a while.
  const inside = width >= LABELLED;
  if (!inside && width >= 14) {
    context.fillStyle = colours[`type-${family}`];
    context.fillText(FAMILIES[family].letter, x + width / 2 - 4, middle);
  }
  if (!inside && room - width < LABELLED) return;
  const from = inside ? Math.max(x, scene.label) + 5 : x + width + 4;
  context.fillStyle = inside ? colours[`type-${family}`] : colours['text-dim'];
  writeText(
    context,
    scene.mask(message.summary),
    from,
    middle,
    inside ? x + width - 3 : x + room - 4,
  );
}

/** Chunks inside their message: headers hatched, seams between them, and a thread where other chunk streams cut in. */
export function paintChunks(
  context: CanvasRenderingContext2D,
  scene: Scene,
  lane: ShownLane,
  messages: readonly MessageBox[],
): void {
  const { answer, span, colours, font } = scene;
  const chunks = inView(answer.chunks ?? [], span).filter((chunk) => chunk.lane === lane.index);
  const top = lane.y + 4;
  const height = lane.height - 8;
  for (const message of messages) paintThread(context, scene, message, top + height / 2);
  const firsts = new Set<number>();
  chunks.forEach((chunk, i) => {
    const family = familyOf(chunk.messageTypeId);
    const x = canvasX(scene, chunk.from);
    const room = chunks[i + 1] ? canvasX(scene, chunks[i + 1]!.from) - x : Infinity;
    const own = canvasX(scene, chunk.to) - x;
    const width = Math.max(own, Math.min(4, room), 1.5);
    paintChunk(context, scene, chunk, { x, width, top, height });
    if (firsts.has(chunk.message)) return;
    firsts.add(chunk.message);
    const message = messages.find(({ row }) => row === chunk.message);
    if (!message) return;
    const inside = width >= LABELLED;
    const header =
      (chunk.headerLength / Math.max(1, chunk.headerLength + chunk.payloadLength)) * width;
    const from = Math.max(inside ? x + header : x + width, scene.label) + 4;
    const until = inside ? x + width - 3 : x + room - 3;
    if (until - from < 16) return;
    context.font = font;
    context.fillStyle = inside ? colours[`type-${family}`] : colours['text-dim'];
    writeText(context, chunkText(scene, message, chunk), from, top + height / 2, until);
  });
}

function chunkText(scene: Scene, message: MessageBox, chunk: ChunkBox): string {
  const text = scene.mask(message.summary);
  if (message.chunks === 1) return text;
  return chunk.messageOffset === 0 ? `${text} · ${counted(message.chunks, 'chunk')}` : `… ${text}`;
}

/** A line from the first to the last chunk: what lies on it belongs together. */
export function paintThread(
  context: CanvasRenderingContext2D,
  scene: Scene,
  message: MessageBox,
  y: number,
): void {
  if (message.chunks < 2) return;
  const from = Math.max(scene.label, canvasX(scene, message.from));
  const to = Math.min(scene.label + scene.plot, canvasX(scene, message.to));
  if (to - from < 1) return;
  context.strokeStyle = scene.colours[`type-${familyOf(message.messageTypeId)}`];
  context.lineWidth = 1;
  context.setLineDash([2, 2]);
  context.beginPath();
  context.moveTo(from, y);
  context.lineTo(to, y);
  context.stroke();
  context.setLineDash([]);
}

function paintChunk(
  context: CanvasRenderingContext2D,
  scene: Scene,
  chunk: ChunkBox,
  { x, width, top, height }: { x: number; width: number; top: number; height: number },
): void {
  const { colours } = scene;
  const family = familyOf(chunk.messageTypeId);
  const size = Math.max(1, chunk.headerLength + chunk.payloadLength);
  // However small its share: a header is what makes a chunk.
  const header = Math.min(
    width,
    Math.max((chunk.headerLength / size) * width, Math.min(3, width / 2)),
  );
  context.fillStyle = colours[`type-${family}-soft`];
  context.fillRect(x, top, width, height);
  context.fillStyle = hatch(context, colours[`type-${family}`]);
  context.fillRect(x, top, header, height);
  context.fillStyle = colours[`type-${family}`];
  context.fillRect(x, top, Math.min(1.5, width), height);
  context.fillRect(x, top, width, 1);
  context.fillRect(x, top + height - 1, width, 1);
  if (width > 6) context.fillRect(x + width - 1, top, 1, height);
  if (width > 20) context.fillRect(x + header, top, 1, height);
  // The message begins with a thick edge.
  if (chunk.messageOffset === 0 && width > 6) context.fillRect(x, top, 3, height);
  if (chunk.finding > 0)
    clipped(context, [x, top, width, height], () => {
      context.strokeStyle =
        colours[chunk.finding === 3 ? 'error' : chunk.finding === 2 ? 'warning' : 'note'];
      context.lineWidth = 2;
      context.strokeRect(x + 1, top + 1, width - 2, height - 2);
    });
}

/** A part that waits until it may be drawn. */
interface Turn {
  readonly rank: number;
  readonly draw: () => void;
}

/** In the order in which they are drawn. */
const waiting: Turn[] = [];
/** The part that is being drawn; nothing else begins before it is on the screen. */
let drawing: Turn | undefined;
let planned = false;

/**
 * Has a part drawn when the frame before it is on the screen and no other part is being drawn: those of lower rank
 * first, of the same rank in the order of asking. Returns how to say that it is drawn, or that it is not wanted any more.
 */
export function takeTurn(rank: number, draw: () => void): () => void {
  const turn = { rank, draw };
  const after = waiting.findIndex((other) => other.rank > rank);
  waiting.splice(after < 0 ? waiting.length : after, 0, turn);
  plan();
  return () => {
    const place = waiting.indexOf(turn);
    if (place >= 0) waiting.splice(place, 1);
    if (drawing !== turn) return;
    drawing = undefined;
    plan();
  };
}

function plan(): void {
  if (planned || drawing || waiting.length === 0) return;
  planned = true;
  // The timer ends when the frame has been handed over.
  requestAnimationFrame(() =>
    setTimeout(() => {
      planned = false;
      drawing = waiting.shift();
      drawing?.draw();
    }),
  );
}

const patterns = new Map<string, CanvasPattern | null>();

/** Slanted lines in a colour: what is hatched is header, whatever the colour. */
export function hatch(context: CanvasRenderingContext2D, colour: string): CanvasPattern | string {
  const known = patterns.get(colour);
  if (known !== undefined) return known ?? colour;
  const tile = document.createElement('canvas');
  tile.width = tile.height = 6;
  const pen = tile.getContext('2d');
  if (!pen) return colour;
  pen.strokeStyle = colour;
  pen.lineWidth = 1.5;
  for (const shift of [-6, 0, 6]) {
    pen.moveTo(shift, 6);
    pen.lineTo(shift + 6, 0);
  }
  pen.stroke();
  const pattern = context.createPattern(tile, 'repeat');
  // Themes have some thirty colours; whoever changes them all the time starts again.
  if (patterns.size > 200) patterns.clear();
  patterns.set(colour, pattern);
  return pattern ?? colour;
}

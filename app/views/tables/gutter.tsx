import { useEffect, useRef, useState } from 'react';
import { onThemeChange, resolveColours } from '../../theme/resolve-colours.ts';
import { useAnswer } from '../../state/use-answer.ts';
import type { Level, Sort } from '../../worker/protocol.ts';

/** Tokens of the severities 1 to 3. */
const SEVERITIES = ['note', 'warning', 'error'] as const;
/** Pixels of a mark, so that a single row among a million can be seen. */
const MARK = 3;
const WIDTH = 8;

/** Marks beside the scrollbar: where problems are, and where the filter found something. */
export function Gutter({
  level,
  connection,
  filter,
  mark,
  ready,
  sort,
  header,
}: {
  readonly level: Level;
  readonly connection: number;
  readonly filter: string | undefined;
  readonly mark: string | undefined;
  /** Whether there is anything to mark yet. */
  readonly ready: boolean;
  readonly sort: Sort | undefined;
  /** Pixels of the table's header, beside which there are no rows. */
  readonly header: number;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [height, setHeight] = useState(0);
  const parts = Math.floor(height / 2);
  const { answer } = useAnswer(
    'gutter',
    !ready || parts === 0
      ? undefined
      : {
          connection,
          level,
          parts,
          ...(filter !== undefined && { filter }),
          ...(mark !== undefined && { mark }),
          ...(sort && { sort }),
        },
  );
  useEffect(() => {
    const box = canvas.current?.parentElement;
    if (!box) return;
    const observer = new ResizeObserver(() => setHeight(Math.max(0, box.clientHeight - header)));
    observer.observe(box);
    return () => observer.disconnect();
  }, [header]);
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    const box = element?.parentElement;
    if (!box || !context) return;
    const draw = (): void => {
      context.clearRect(0, 0, element.width, element.height);
      // Colours are not even asked for where there is nothing to mark: that has all styles computed at once.
      if (
        !answer ||
        [answer.hits, answer.problems].every((marks) => marks.every((one) => one === 0))
      )
        return;
      const colours = resolveColours(box, ['accent', ...SEVERITIES]);
      const scale = element.height / Math.max(1, answer.problems.length);
      context.fillStyle = colours.get('accent')!;
      answer.hits.forEach((hit, at) => {
        if (hit !== 0) context.fillRect(0, at * scale, WIDTH / 2 - 1, MARK);
      });
      // Errors last, so that nothing covers them.
      for (const [at, name] of SEVERITIES.entries()) {
        context.fillStyle = colours.get(name)!;
        answer.problems.forEach((worst, part) => {
          if (worst === at + 1) context.fillRect(WIDTH / 2, part * scale, WIDTH / 2, MARK);
        });
      }
    };
    draw();
    return onThemeChange(draw);
  }, [answer, height]);
  return <canvas ref={canvas} className="gutter" width={WIDTH} height={height} aria-hidden />;
}

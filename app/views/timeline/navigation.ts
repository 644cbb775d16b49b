import { setWindow } from '../../state/actions.ts';
import { inspector } from '../../state/store.ts';
import { ask } from '../../worker/client.ts';
import type {
  Axis,
  AxisSpan,
  RecordExtent,
  TimelineAnswer,
} from '../../worker/timeline/timeline-types.ts';
import { crumbsAfter } from './crumbs.ts';
import { isOneMoment } from './detail.ts';
import { type Crumb, timelineStore } from './timeline-store.ts';
import { around, keep, lengthOf, pan, reveal, SHORTEST, zoom } from './viewport.ts';

/** Every way to move through a connection's timeline. Reads the stores when it is used, so that ten turns of a wheel are ten. */
export class Navigation {
  readonly #connection: number;
  readonly #hasClock: boolean;
  /** Length of the axis that is looked at. */
  #whole = 1;
  #answer: TimelineAnswer | undefined;
  /** Counts changes of axis: an answer that comes after another change is not followed. */
  #turn = 0;

  constructor(connection: number, hasClock: boolean) {
    this.#connection = connection;
    this.#hasClock = hasClock;
  }

  /** Is told what is on the screen. */
  know(whole: number, answer: TimelineAnswer | undefined): void {
    this.#whole = whole;
    this.#answer = answer;
  }

  /** The axis looked at: a capture without a clock has no time, whatever the address bar says. */
  get axis(): Axis {
    const { axis } = inspector.getState();
    return axis === 'time' && !this.#hasClock ? 'index' : axis;
  }

  get whole(): number {
    return this.#whole;
  }

  /** The stretch looked at. */
  get span(): AxisSpan {
    const { window, axis } = inspector.getState();
    return window && axis === this.axis ? window : { from: 0, to: this.#whole };
  }

  /** Looks at a stretch of the axis; undefined is all of it. */
  show(span: AxisSpan | undefined): void {
    const kept = span && keep(span, this.#whole);
    const isAll = !kept || lengthOf(kept) >= this.#whole;
    this.#go({ axis: this.axis, span: isAll ? undefined : kept });
  }

  #go(to: Crumb): void {
    const before = { axis: this.axis, span: inspector.getState().window };
    const { crumbs, under } = timelineStore.getState();
    timelineStore.setState({
      crumbs: crumbsAfter(crumbs, before, to, this.#whole),
      under: to.axis === 'bytes' ? under : undefined,
    });
    setWindow(to.axis, to.span);
  }

  /** Zooms by a factor around a place. Where time has nothing more to tell apart, it gives way to bytes. */
  zoomAt(factor: number, at: number): void {
    const { axis, span } = this;
    const closer = zoom(span, factor, at, axis, this.#whole);
    if (factor < 1 && axis === 'time') {
      const shortest = lengthOf(span) <= SHORTEST.time * 1.001;
      if (shortest || (this.#answer && isOneMoment(this.#answer, closer))) {
        void this.#giveWay(span, at);
        return;
      }
    }
    const { under } = timelineStore.getState();
    if (factor > 1 && axis === 'bytes' && under && lengthOf(closer) > under.length) {
      this.#go({ axis: 'time', span: under.span });
      return;
    }
    this.show(closer);
  }

  async #giveWay(span: AxisSpan, at: number): Promise<void> {
    const turn = ++this.#turn;
    const half = lengthOf(span) / 4;
    const near = { from: Math.max(0, at - half), to: at + half };
    const found = await this.#convert('time', near, 'bytes');
    if (!found || turn !== this.#turn) return;
    const bytes = around(found, 'bytes', found.length);
    timelineStore.setState({ under: { span, length: lengthOf(bytes) * 1.2 } });
    this.#whole = found.length;
    this.#go({ axis: 'bytes', span: bytes });
  }

  /** Counts along another axis, and goes on looking at the same chunks. */
  async setAxis(axis: Axis): Promise<void> {
    const turn = ++this.#turn;
    const { window } = inspector.getState();
    if (axis === this.axis) return;
    timelineStore.setState({ area: undefined, under: undefined, byte: undefined });
    if (!window) {
      this.#go({ axis, span: undefined });
      return;
    }
    const found = await this.#convert(this.axis, window, axis);
    if (!found || turn !== this.#turn) return;
    this.#whole = found.length;
    const isAll = lengthOf(found) >= found.length * 0.999;
    const hasLength = lengthOf(found) >= SHORTEST[axis];
    const span = hasLength ? found : around(found, axis, found.length);
    this.#go({ axis, span: isAll ? undefined : { from: span.from, to: span.to } });
  }

  async #convert(
    axis: Axis,
    span: AxisSpan,
    to: Axis,
  ): Promise<(AxisSpan & { length: number }) | undefined> {
    return ask('convert', { connection: this.#connection, axis, span, to }).catch(() => undefined);
  }

  /** Moves by a share of what is looked at. */
  panBy(share: number): void {
    this.show(pan(this.span, share * lengthOf(this.span), this.#whole));
  }

  /** Goes to the beginning (-1) or the end (1) of the session. */
  toEnd(which: -1 | 1): void {
    const length = lengthOf(this.span);
    this.show(
      which < 0 ? { from: 0, to: length } : { from: this.#whole - length, to: this.#whole },
    );
  }

  /** Moves so that a stretch comes into view; the view stays when it is there already. */
  reveal(at: AxisSpan): void {
    const next = reveal(this.span, at, this.#whole);
    if (next !== this.span && inspector.getState().window) this.show(next);
  }

  /** Looks at a record in the middle; at everything, when it is there already. */
  centre(record: RecordExtent | undefined): void {
    const at = record?.[this.axis];
    const half = lengthOf(this.span) / 2;
    const isWhole = at && lengthOf(at) <= half * 2.001;
    const middle = at && (isWhole ? (at.from + at.to) / 2 : at.from + half * 0.9);
    if (middle === undefined || Math.abs(middle - (this.span.from + half)) < half * 0.02)
      this.show(undefined);
    else this.show({ from: middle - half, to: middle + half });
  }

  /** Looks at a stretch, filling the view. */
  fill(span: AxisSpan): void {
    this.show(around(span, this.axis, this.#whole));
  }

  /** Back to the view before the last zooms. */
  back(): void {
    const { crumbs } = timelineStore.getState();
    this.backTo(crumbs.length - 1);
  }

  /** Back to a crumb; -1 is all of it. */
  backTo(number: number): void {
    const { crumbs } = timelineStore.getState();
    const crumb = crumbs[number];
    timelineStore.setState({ crumbs: crumbs.slice(0, Math.max(0, number)), under: undefined });
    setWindow(crumb?.axis ?? this.axis, crumb?.span);
  }
}

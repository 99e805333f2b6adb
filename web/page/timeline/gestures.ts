/// The pointer and the fingers move in the chart by these gestures.

import { select } from 'd3-selection';
import { zoom, zoomIdentity, type D3ZoomEvent, type ZoomTransform } from 'd3-zoom';

import { RangeDrag } from './range-choice.ts';
import { ruler } from './theme.ts';
import type { Chart } from './chart.ts';

export function listenToGestures(chart: Chart, signal: AbortSignal): void {
  leaveScrollingAlone(chart.canvas, signal);
  listenToZoom(chart, signal);
  listenToPointer(chart, chart.canvas, signal);
}

/// One finger that goes up or down scrolls, the lanes or else the page, as it does everywhere:
/// d3-zoom would hold it fast.
function leaveScrollingAlone(canvas: HTMLCanvasElement, signal: AbortSignal): void {
  let start: Touch | undefined;
  let scrolls = false;
  canvas.addEventListener(
    'touchstart',
    ({ touches }) => {
      start = touches.length === 1 ? touches[0] : undefined;
      scrolls = false;
    },
    { signal, capture: true, passive: true },
  );
  canvas.addEventListener(
    'touchmove',
    (event) => {
      const now = event.touches[0];
      if (start && now) {
        scrolls = Math.abs(now.clientY - start.clientY) > Math.abs(now.clientX - start.clientX);
        start = undefined;
      }
      if (scrolls) event.stopImmediatePropagation();
    },
    { signal, capture: true, passive: true },
  );
}

type Zoomed = HTMLCanvasElement & { __zoom: ZoomTransform };

/// d3-zoom reads wheel, drag and pinch; how far they may go and where they lead is the chart's own.
function listenToZoom(chart: Chart, signal: AbortSignal): void {
  const { canvas } = chart;
  const behaviour = zoom<HTMLCanvasElement, unknown>()
    .filter((event: Event) => concernsPlot(chart, canvas, event))
    .wheelDelta(wheelDelta)
    .clickDistance(4)
    .on('start', () => void ((canvas as Zoomed).__zoom = transformOf(chart)))
    .on('zoom', ({ transform, sourceEvent }: D3ZoomEvent<HTMLCanvasElement, unknown>) => {
      if (!sourceEvent) return;
      const { magnification, gutter, view } = chart;
      const from = (gutter * magnification - transform.x) / transform.k;
      chart.show(from, from + (view.width * magnification) / transform.k);
      if (sourceEvent instanceof MouseEvent && sourceEvent.type === 'mousemove')
        chart.scrollBy(-sourceEvent.movementY);
    });
  const place = select(canvas);
  /* It is brought up to date before d3-zoom looks: the part in sight may have changed by other ways since. */
  canvas.addEventListener(
    'wheel',
    (event) => {
      (canvas as Zoomed).__zoom = transformOf(chart);
      if (!panBySideways(chart, event)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    { signal, passive: false },
  );
  for (const kind of ['mousedown', 'touchstart'] as const)
    canvas.addEventListener(kind, () => void ((canvas as Zoomed).__zoom = transformOf(chart)), {
      signal,
      passive: true,
    });
  place.call(behaviour).on('dblclick.zoom', null);
  signal.addEventListener('abort', () => place.on('.zoom', null));
}

/// A notch of the wheel zooms by this power of 2 at most while Ctrl is held. A pinch on a touch pad comes as
/// many small steps of that kind, which d3-zoom strengthens tenfold; a wheel's steps need no strengthening.
const maxPinchStep = 0.25;

function wheelDelta({ deltaY, deltaMode, ctrlKey }: WheelEvent): number {
  const step = -deltaY * (deltaMode === 1 ? 0.05 : deltaMode ? 1 : 0.002);
  return ctrlKey ? Math.max(-maxPinchStep, Math.min(maxPinchStep, step * 10)) : step;
}

function transformOf(chart: Chart): ZoomTransform {
  const { from, to, width } = chart.view;
  const scale = (width * chart.magnification) / (to - from);
  return zoomIdentity.translate(chart.gutter * chart.magnification - from * scale, 0).scale(scale);
}

/// The wheel zooms where there is nothing to scroll; Ctrl or ⌘, which is also what a pinch on a
/// touch pad says, always zooms.
function concernsPlot(chart: Chart, canvas: HTMLCanvasElement, event: Event): boolean {
  if (event instanceof WheelEvent)
    return isInPlot(chart, canvas, event) && (event.ctrlKey || event.metaKey || !chart.overflows);
  if (event instanceof MouseEvent)
    return event.button === 0 && !event.shiftKey && !chart.ranging.value && isInPlot(chart, canvas, event);
  return (
    'touches' in event &&
    !chart.ranging.value &&
    [...(event as TouchEvent).touches].every((touch) => isInPlot(chart, canvas, touch))
  );
}

function isInPlot(
  chart: Chart,
  canvas: HTMLCanvasElement,
  { clientX, clientY }: { clientX: number; clientY: number },
): boolean {
  const box = canvas.getBoundingClientRect();
  const { magnification, gutter } = chart;
  return clientX - box.left >= gutter * magnification && clientY - box.top >= ruler * magnification;
}

function panBySideways(chart: Chart, event: WheelEvent): boolean {
  const sideways = event.shiftKey ? event.deltaX || event.deltaY : event.deltaX;
  if (event.ctrlKey || event.metaKey || Math.abs(sideways) <= (event.shiftKey ? 0 : Math.abs(event.deltaY)))
    return false;
  chart.pan(sideways / chart.view.width);
  return true;
}

function listenToPointer(chart: Chart, canvas: HTMLCanvasElement, signal: AbortSignal): void {
  let scrubbing = false;
  const range = new RangeDrag(chart);
  const placeOf = (event: MouseEvent): [x: number, y: number] => {
    const box = canvas.getBoundingClientRect();
    const { magnification } = chart;
    return [(event.clientX - box.left) / magnification, (event.clientY - box.top) / magnification];
  };
  canvas.addEventListener(
    'pointerdown',
    (event) => {
      const [x, y] = placeOf(event);
      if (range.begin(event, x)) return canvas.setPointerCapture(event.pointerId);
      if (event.button !== 0 || y >= ruler || x < chart.gutter || chart.timeline.trace.events.length === 0)
        return;
      scrubbing = true;
      canvas.setPointerCapture(event.pointerId);
      chart.scrubTo(x);
    },
    { signal },
  );
  canvas.addEventListener(
    'pointermove',
    (event) => {
      const [x, y] = placeOf(event);
      if (range.goesOn) return range.move(x);
      if (scrubbing) return chart.scrubTo(x);
      if (event.pointerType === 'touch' || event.buttons !== 0) return;
      canvas.style.cursor = chart.ranging.value ? 'text' : y < ruler && x >= chart.gutter ? 'ew-resize' : '';
      chart.point(x < chart.gutter ? undefined : chart.at(x, y), x, y);
    },
    { signal },
  );
  for (const end of ['pointerup', 'pointercancel'] as const)
    canvas.addEventListener(
      end,
      () => {
        scrubbing = false;
        range.end();
      },
      { signal },
    );
  canvas.addEventListener('pointerleave', () => chart.point(undefined, 0, 0), { signal });
  canvas.addEventListener(
    'click',
    (event) => {
      const [x, y] = placeOf(event);
      if (range.takesClick() || y < ruler) return;
      const hit = chart.at(Math.max(x, chart.gutter), y);
      chart.choose(
        x < chart.gutter && hit ? { index: hit.index, row: hit.row, eventIndex: hit.eventIndex } : hit,
      );
      if ((event as PointerEvent).pointerType === 'touch' && x >= chart.gutter) chart.point(hit, x, y);
    },
    { signal },
  );
  canvas.addEventListener('dblclick', () => chart.timeline.fit(), { signal });
}

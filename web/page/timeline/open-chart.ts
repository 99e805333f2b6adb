/// Opens the chart with the pointer's and the keyboard's ways to move in it. It is a part of its own, which
/// the page fetches when everything else is there.

import { Chart, type ChartParts } from './chart.ts';
import { listenToChartKeys } from './chart-keys.ts';
import { listenToGestures } from './gestures.ts';

export interface OpenChart {
  chart: Chart;
  close(): void;
}

/// `walk`: to the next event of the selected task, or the one before.
export function openChart(root: HTMLElement, parts: ChartParts, walk: (by: 1 | -1) => void): OpenChart {
  const control = new AbortController();
  const chart = new Chart(root, parts);
  listenToGestures(chart, control.signal);
  listenToChartKeys(chart, walk, control.signal);
  return {
    chart,
    close() {
      control.abort();
      chart.close();
    },
  };
}

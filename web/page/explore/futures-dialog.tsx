/// The future that was left at a fork, beside the one that there is now: what each writes, and how it ends.

import { Dialog } from '../../common/dialog.tsx';
import { useApp } from '../context.ts';
import type { Future } from '../run/travel.ts';
import { linesOf } from './findings.ts';
import { Sides, type Side } from './sides.tsx';

export function FuturesDialog() {
  const { travel } = useApp();
  return (
    <Dialog title="Futures" open={travel.comparing.value} close={() => (travel.comparing.value = false)}>
      <Futures />
    </Dialog>
  );
}

function Futures() {
  const { travel } = useApp();
  const former = travel.former.value;
  if (!former) return <p class="empty">There is one future.</p>;
  const { present } = travel;
  const side = (head: string, { text, end, failing }: Future): Side => ({
    head,
    lines: linesOf(text),
    end,
    failing,
  });
  return (
    <Sides
      what="Two futures"
      left={side('Left at the fork', former)}
      right={side('Since the fork', present)}
      traces={[former.trace, present.trace]}
    />
  );
}

/// Does what can wait once the page has nothing else to do. If it fails, the page goes on without.
export function whenIdle(work: () => Promise<void>): void {
  const run = () => void work().catch(() => {});
  if (typeof requestIdleCallback === 'function') requestIdleCallback(run, { timeout: 2000 });
  else setTimeout(run, 200);
}

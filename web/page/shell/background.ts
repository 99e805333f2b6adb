/// The service worker, and work that can wait, go on behind the page.

/// Starts the service worker where the browser lets a page have one; without it everything works but for
/// being offline. `controlled` is called when it takes over, for workers that were started before.
export function registerService(controlled: () => void): void {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return;
  navigator.serviceWorker.addEventListener('controllerchange', controlled);
  navigator.serviceWorker.register(new URL('service-worker.js', document.baseURI)).catch(() => {});
}

/// Does what can wait once the page has nothing else to do. If it fails, the page goes on without.
export function whenIdle(work: () => Promise<void>): void {
  const run = () => void work().catch(() => {});
  if (typeof requestIdleCallback === 'function') requestIdleCallback(run, { timeout: 2000 });
  else setTimeout(run, 200);
}

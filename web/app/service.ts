/// The service worker, where the browser lets a page have one. Without it everything works but for being offline.

/// `controlled` is called when it takes over, for workers that were started before.
export function registerService(controlled: () => void): void {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return;
  navigator.serviceWorker.addEventListener('controllerchange', controlled);
  navigator.serviceWorker.register(new URL('service-worker.js', document.baseURI)).catch(() => {});
}

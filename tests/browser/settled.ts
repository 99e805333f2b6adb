/// Before a picture is taken, what fades comes to its end.

/// Runs in the page.
export const settled = `Promise.allSettled(document.getAnimations()
  .filter((one) => one.effect.getComputedTiming().iterations !== Infinity)
  .map((one) => one.finished)).then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))`;

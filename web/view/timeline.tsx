/// The region of the timeline.

export function TimelinePane() {
  return (
    <section class="pane timeline" aria-labelledby="timeline-title">
      <div class="head"><h2 id="timeline-title">Timeline</h2></div>
      <p class="empty">Run a program to see its tasks take their turns.</p>
    </section>
  );
}

/// The table of tasks.

const columns = ['Task', 'State', 'Waits in', 'Waits for', 'Line', 'Turns'];

export function TasksPane() {
  return (
    <section class="pane tasks" aria-labelledby="tasks-title">
      <div class="head"><h2 id="tasks-title">Tasks</h2></div>
      <table aria-labelledby="tasks-title">
        <thead><tr>{columns.map((column) => <th key={column} scope="col">{column}</th>)}</tr></thead>
        <tbody />
      </table>
    </section>
  );
}

/// Whether the person has asked the browser to save data.

interface Navigators {
  navigator?: { connection?: { saveData?: boolean } };
}

export const savesData = ({ navigator }: Navigators = globalThis as Navigators): boolean =>
  navigator?.connection?.saveData ?? false;

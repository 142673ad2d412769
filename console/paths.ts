/** The page of a person or a match. */
export const personPath = (base: string, journey: string): string =>
  `${base}/people/${encodeURIComponent(journey)}`;

/** A round of matching, on the page where it is looked through. */
export const roundPath = (base: string, round: number): string => `${base}/matches/rounds/${round}`;

/** A task's id is its journey's with a running number. */
export const taskPath = (base: string, journey: string, task: string): string =>
  `${base}/tasks/${encodeURIComponent(journey)}/${encodeURIComponent(task.slice(journey.length + 1))}`;

/** @returns how many processes of a data directory were asked to end */
export function endProcessesOf(dataDir: string): Promise<number>;

/** @returns the portal that was started last over a data directory, if it was not stopped */
export function findNotedPortal(
  dataDir: string,
): { pid: number; url: string } | undefined;

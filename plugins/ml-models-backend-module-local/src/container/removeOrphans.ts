import { ContainerEngine } from './ContainerEngine';
import { containerName, LABELS } from './containerLabels';

/**
 * Removes the containers of a data directory that belong to none of its services.
 *
 * @param listServices - asked after the containers: one that is started meanwhile
 *   has its service by then
 */
export async function removeOrphans(
  engine: ContainerEngine,
  dataRoot: string,
  listServices: () => { route: string; version: number; instance?: string }[],
): Promise<void> {
  const found = await engine.listContainers(`${LABELS.data}=${dataRoot}`);
  const known = listServices().map(one => containerName(dataRoot, one));
  for (const name of found.filter(one => !known.includes(one))) {
    console.error(`Removing the container ${name}, which serves no version`);
    await engine.remove(name);
  }
}

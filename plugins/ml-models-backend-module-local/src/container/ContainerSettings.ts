import { isIP } from 'node:net';
import { z } from 'zod';

/** How containers are run; what a version of a model cannot choose itself. */
export const containerSettingsSchema = z.object({
  /** `docker`, `podman`, or the path of one that takes the same arguments. */
  command: z.string().min(1),
  /** In the engine's words: a number with `k`, `m` or `g`, e.g. `512m`. */
  memory: z.string(),
  /** Processors, e.g. 1.5. Absent: all of them. */
  cpus: z.number().optional(),
  /** Processes and threads at once. */
  pids: z.number(),
  /** Name of a network of the engine. Absent: the one it uses by default. */
  network: z.string().optional(),
  /**
   * Where containers reach this machine, to report inference records: an address
   * that the supervisor is to listen on too, or a name that leads to its loopback.
   * Absent: they report none.
   */
  telemetryAddress: z.string().optional(),
});
export type ContainerSettings = z.infer<typeof containerSettingsSchema>;

/** @returns the address to listen on; undefined for a name, and for none */
export function relayAddressOf(
  settings: ContainerSettings | undefined,
): string | undefined {
  const address = settings?.telemetryAddress;
  return address && isIP(address) ? address : undefined;
}

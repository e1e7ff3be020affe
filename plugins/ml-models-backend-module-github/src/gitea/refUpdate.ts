import { createHash } from 'node:crypto';

/** What a ref points at that is not there. */
export const NO_COMMIT = '0'.repeat(40);

/** A pack of version 2 with no objects: what is pointed at is there already. */
const EMPTY_PACK = withChecksum(
  Buffer.from([...Buffer.from('PACK'), 0, 0, 0, 2, 0, 0, 0, 0]),
);

export interface RefUpdate {
  /** Whole: `refs/…`. */
  ref: string;
  /** Full SHA that it has to point at now, for the update to be made. */
  from: string;
  /** Full SHA. */
  to: string;
}

/**
 * A push of one ref, as `git push` sends it to `git-receive-pack`: it is made as a
 * whole, or not at all where the ref points at something else by now.
 *
 * @see https://git-scm.com/docs/pack-protocol#_reference_update_request_and_packfile_transfer
 */
export function toRefUpdate({ ref, from, to }: RefUpdate): Buffer {
  const command = `${from} ${to} ${ref}\0report-status atomic`;
  const length = (4 + Buffer.byteLength(command)).toString(16).padStart(4, '0');
  const lines = Buffer.from(`${length}${command}0000`);
  return to === NO_COMMIT ? lines : Buffer.concat([lines, EMPTY_PACK]);
}

/** @param report - of `report-status` */
export function wasRefUpdated(report: string, ref: string): boolean {
  return report.split('\n').some(line => line.slice(4) === `ok ${ref}`);
}

function withChecksum(pack: Buffer): Buffer {
  return Buffer.concat([pack, createHash('sha1').update(pack).digest()]);
}

import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { DataDirectory } from '../dataDirectory';

/** sun_path holds 104 bytes on macOS and 108 on Linux, with the closing zero. */
const SOCKET_PATH_MAX_BYTES = 103;

/** Not TMPDIR: that may be long too, and differ between portal and supervisor. */
const SHORT_FOLDER = '/tmp';

/**
 * Where a supervisor listens: in its data directory, or in a folder of the
 * user's own below /tmp when that path is too long for a socket.
 */
export function supervisorSocketPath(data: DataDirectory): string {
  const { socket } = data.supervisor;
  if (Buffer.byteLength(socket) <= SOCKET_PATH_MAX_BYTES) {
    return socket;
  }
  const { uid } = userInfo();
  const folder = join(SHORT_FOLDER, `noshelfware-${uid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // The temporary folder is everybody's: somebody may have made ours before us.
  const stat = lstatSync(folder);
  if (!stat.isDirectory() || stat.uid !== uid || stat.mode % 0o100 !== 0) {
    throw new Error(
      `${folder} must be a folder that only you can enter: remove it, or choose a data directory with a shorter path than ${data.root}`,
    );
  }
  const key = createHash('sha256').update(data.root).digest('hex').slice(0, 16);
  return join(folder, `${key}.sock`);
}

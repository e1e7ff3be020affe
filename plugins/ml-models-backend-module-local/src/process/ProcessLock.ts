import { randomUUID } from 'node:crypto';
import {
  link,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { hasErrorCode } from './hasErrorCode';
import {
  findProcessIdentity,
  isProcessAlive,
  ProcessIdentity,
  processIdentitySchema,
} from './processIdentity';

const turnSchema = processIdentitySchema.extend({
  released: z.boolean().default(false),
});
type Turn = z.infer<typeof turnSchema>;

/**
 * A lock among processes that survives the death of its holder. It is a folder
 * of numbered turns of which the highest counts; a hard link makes the next
 * one, and only one process can make it. A stale lock is never removed (two
 * who find the same one stale would remove each other's new one) but passed.
 */
export class ProcessLock {
  private constructor(
    private readonly file: string,
    private readonly own: ProcessIdentity,
  ) {}

  /**
   * @param folder - made when it is missing; for this lock alone
   * @returns undefined while a live process, which may be this one, holds it
   */
  static async tryAcquire(folder: string): Promise<ProcessLock | undefined> {
    const own = await findProcessIdentity(process.pid);
    if (!own) {
      throw new Error('Cannot read the start time of this very process');
    }
    await mkdir(folder, { recursive: true, mode: 0o700 });
    for (;;) {
      const last = await findLastTurn(folder);
      if (last && (await isHeld(last.turn))) {
        return undefined;
      }
      const number = (last?.number ?? 0) + 1;
      const file = join(folder, String(number));
      if (await tryWrite(file, own)) {
        // Turns before the last are removed: that of a slow process may be new
        // and still not the last.
        if (Math.max(...(await listTurns(folder))) === number) {
          await removeEarlier(folder, number);
          return new ProcessLock(file, own);
        }
        await rm(file, { force: true });
      }
    }
  }

  /** @returns the live process that holds the lock */
  static async findHolder(
    folder: string,
  ): Promise<ProcessIdentity | undefined> {
    const last = await findLastTurn(folder);
    return last && (await isHeld(last.turn)) ? last.turn : undefined;
  }

  async release(): Promise<void> {
    const released = `${this.file}.${randomUUID()}`;
    try {
      await writeFile(
        released,
        JSON.stringify({ ...this.own, released: true } satisfies Turn),
      );
      await rename(released, this.file);
    } catch (error) {
      if (!hasErrorCode(error, 'ENOENT')) {
        throw error; // the folder is gone, and the lock with it
      }
    }
  }
}

async function isHeld(turn: Turn | undefined): Promise<boolean> {
  return turn !== undefined && !turn.released && (await isProcessAlive(turn));
}

/** @returns without its content when that is broken: nobody who holds it wrote that */
async function findLastTurn(
  folder: string,
): Promise<{ number: number; turn?: Turn } | undefined> {
  const number = Math.max(0, ...(await listTurns(folder)));
  if (number === 0) {
    return undefined;
  }
  try {
    const text = await readFile(join(folder, String(number)), 'utf8');
    return { number, turn: parseTurn(text) };
  } catch (error) {
    if (hasErrorCode(error, 'ENOENT')) {
      return findLastTurn(folder); // passed by a later turn meanwhile
    }
    throw error;
  }
}

/** A machine that lost its power may leave a file without its content. */
function parseTurn(text: string): Turn | undefined {
  try {
    return turnSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

async function listTurns(folder: string): Promise<number[]> {
  try {
    const names = await readdir(folder);
    return names.filter(name => /^\d+$/.test(name)).map(Number);
  } catch (error) {
    if (hasErrorCode(error, 'ENOENT')) {
      return [];
    }
    throw error;
  }
}

/** A link, unlike an open file, appears with its content. */
async function tryWrite(file: string, own: ProcessIdentity): Promise<boolean> {
  const candidate = `${file}.${randomUUID()}`;
  try {
    await writeFile(candidate, JSON.stringify(own), { mode: 0o600 });
    await link(candidate, file);
    return true;
  } catch (error) {
    if (hasErrorCode(error, 'EEXIST')) {
      return false;
    }
    throw error;
  } finally {
    await rm(candidate, { force: true });
  }
}

async function removeEarlier(folder: string, number: number): Promise<void> {
  const earlier = (await listTurns(folder)).filter(turn => turn < number);
  await Promise.all(
    earlier.map(turn => rm(join(folder, String(turn)), { force: true })),
  );
}

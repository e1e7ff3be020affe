import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** @returns false when the group has no process left */
export function signalGroup(
  groupId: number,
  signal: NodeJS.Signals | 0,
): boolean {
  try {
    process.kill(-groupId, signal);
    return true;
  } catch {
    return false; // all gone; on macOS also when only zombies are left
  }
}

/**
 * Nobody is told of the end of processes that are not his children: so we look.
 *
 * @returns whether the group ended in time; zombies do not count
 */
export async function groupEnds(
  groupId: number,
  withinMs: number,
): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (isGroupAlive(groupId)) {
    if (Date.now() >= deadline) {
      return false;
    }
    await delay(20);
  }
  return true;
}

/** A container often runs without anybody who reaps zombies. */
function isGroupAlive(groupId: number): boolean {
  if (!signalGroup(groupId, 0)) {
    return false;
  }
  return (
    process.platform !== 'linux' ||
    readdirSync('/proc')
      .filter(name => /^\d+$/.test(name))
      .some(pid => isMember(pid, groupId))
  );
}

function isMember(pid: string, groupId: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // proc(5): after the name in brackets come state, parent and group.
    const [state, , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return group === `${groupId}` && state !== 'Z';
  } catch {
    return false; // it ended while we looked
  }
}

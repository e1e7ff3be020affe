import {
  appendFileSync,
  closeSync,
  copyFileSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** A crash loop must not fill the disk; twice this much is kept. */
const ROTATE_AT_BYTES = 5 * 1024 * 1024;
/** One answer of `read`; a reader asks again for more. */
const READ_MAX_BYTES = 256 * 1024;

/**
 * What a service printed. The service appends to `<name>.log` itself, so that
 * it needs nobody to keep printing. A full file is copied to
 * `<name>.log.<offset>` and emptied; `<offset>` is where the emptied file goes
 * on, so offsets count every byte ever printed.
 */
export class ServiceLog {
  readonly #file: string;
  readonly #rotateAtBytes: number;

  constructor(file: string, options?: { rotateAtBytes?: number }) {
    this.#file = file;
    this.#rotateAtBytes = options?.rotateAtBytes ?? ROTATE_AT_BYTES;
  }

  /** @returns a descriptor for the service to print to; the caller closes it */
  open(): number {
    mkdirSync(dirname(this.#file), { recursive: true, mode: 0o700 });
    return openSync(this.#file, 'a', 0o600);
  }

  /** Adds a line of the supervisor's own, for whoever reads the log. */
  note(line: string): void {
    mkdirSync(dirname(this.#file), { recursive: true, mode: 0o700 });
    appendFileSync(this.#file, `[noshelfware] ${line}\n`, { mode: 0o600 });
  }

  /** @returns bytes ever printed */
  end(): number {
    return this.#rotatedUpTo() + sizeOf(this.#file);
  }

  /**
   * @param from - byte offset; what was rotated away is skipped
   * @returns at most 256 KiB, cut between characters
   */
  read(from: number): { text: string; next: number } {
    const base = this.#rotatedUpTo();
    if (from < base) {
      const rotated = `${this.#file}.${base}`;
      const start = Math.max(from, base - sizeOf(rotated));
      return readText(rotated, { base: base - sizeOf(rotated), from: start });
    }
    return readText(this.#file, { base, from });
  }

  /** @returns the last lines printed since `from`, blank ones aside */
  lastLines(count: number, from = 0): string[] {
    const start = Math.max(from, this.end() - 16 * 1024);
    const { text } = this.read(start);
    const lines = text.split('\n').map(line => line.trimEnd());
    return lines
      .filter(line => line !== '' && !line.startsWith('[noshelfware] '))
      .slice(-count);
  }

  /** Keeps the log in bounds; lines printed within the copy itself are lost. */
  rotate(): void {
    const size = sizeOf(this.#file);
    if (size < this.#rotateAtBytes) {
      return;
    }
    const before = this.#rotatedUpTo();
    const copy = `${this.#file}.copy`;
    copyFileSync(this.#file, copy);
    const copied = sizeOf(copy);
    truncateSync(this.#file);
    renameSync(copy, `${this.#file}.${before + copied}`);
    rmSync(`${this.#file}.${before}`, { force: true });
  }

  /** Removes all that was printed. */
  remove(): void {
    const folder = dirname(this.#file);
    namesIn(folder)
      .filter(name => `${name}.`.startsWith(`${basename(this.#file)}.`))
      .forEach(name => rmSync(join(folder, name), { force: true }));
  }

  #rotatedUpTo(): number {
    const prefix = `${basename(this.#file)}.`;
    const offsets = namesIn(dirname(this.#file))
      .filter(name => name.startsWith(prefix))
      .map(name => Number(name.slice(prefix.length)))
      .filter(Number.isInteger);
    return Math.max(0, ...offsets);
  }
}

/** The log of a version; it outlives the version's process, but no replaced instance. */
export function serviceLogFile(
  servicesFolder: string,
  service: { route: string; version: number; instance?: string },
): string {
  const { route, version, instance } = service;
  const name = instance === undefined ? `${version}` : `${version}.${instance}`;
  return join(servicesFolder, route, `${name}.log`);
}

function readText(
  file: string,
  range: { base: number; from: number },
): { text: string; next: number } {
  const position = range.from - range.base;
  const length = Math.min(sizeOf(file) - position, READ_MAX_BYTES);
  if (length <= 0) {
    return { text: '', next: range.from };
  }
  const buffer = Buffer.alloc(length);
  const descriptor = openSync(file, 'r');
  try {
    const count = readSync(descriptor, buffer, 0, length, position);
    const whole = wholeCharacters(buffer.subarray(0, count));
    return { text: whole.toString('utf8'), next: range.from + whole.length };
  } finally {
    closeSync(descriptor);
  }
}

/** Leaves a character that is cut at the end for the next read. */
function wholeCharacters(bytes: Buffer): Buffer {
  const tail = bytes.subarray(-4);
  const lead = tail.findLastIndex(byte => byte < 0x80 || byte >= 0xc0);
  if (lead < 0) {
    return bytes;
  }
  const wanted = characterLength(tail[lead]);
  const missing = wanted > tail.length - lead;
  return missing ? bytes.subarray(0, bytes.length - tail.length + lead) : bytes;
}

function characterLength(lead: number): number {
  if (lead >= 0xf0) {
    return 4;
  }
  if (lead >= 0xe0) {
    return 3;
  }
  return lead >= 0xc0 ? 2 : 1;
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // Nothing was printed yet.
    return [];
  }
}

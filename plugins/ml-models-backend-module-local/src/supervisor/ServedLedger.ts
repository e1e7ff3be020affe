import { randomUUID } from 'node:crypto';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ServedWindows } from '../gateway/ServedWindows';
import { servedWindowSchema } from './supervisorProtocol';

/** Windows of an hour share a file: what is written each second stays small. */
const FILE_S = 3_600;

/** A portal that was away for longer cannot ask for what was served before. */
const KEPT_S = 7 * 86_400;

const fileSchema = z.array(servedWindowSchema);

/**
 * Keeps the counts of answered predictions in a folder, so that they outlive
 * the supervisor: a SIGKILL costs what was counted since the last `save`.
 */
export class ServedLedger {
  readonly windows = new ServedWindows();
  readonly #folder: string;
  #id = '';
  #droppedBeforeS = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Names this ledger among those of other machines; set by `open`. */
  get id(): string {
    return this.#id;
  }

  /** Reads what was counted before; a file that is damaged is left out. */
  open(): void {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    this.#id = this.#readId();
    for (const file of this.#files()) {
      this.#read(file).forEach(window => this.windows.add(window));
    }
  }

  /** Writes the hours that have changed, and drops those that are too old. */
  save(nowMs: number): void {
    const unsaved = this.windows.unsaved();
    for (const startS of new Set(unsaved.map(startOfFile))) {
      const path = join(this.#folder, `${startS}.json`);
      const windows = this.windows.list(startS, startS + FILE_S);
      writeFileSync(`${path}.next`, JSON.stringify(windows), { mode: 0o600 });
      renameSync(`${path}.next`, path);
    }
    this.windows.markSaved(unsaved);
    this.#dropBefore(startOfFile(nowMs / 1000 - KEPT_S));
  }

  #dropBefore(startS: number): void {
    if (startS === this.#droppedBeforeS) {
      return;
    }
    this.#droppedBeforeS = startS;
    this.windows.forgetBefore(startS);
    for (const file of this.#files()) {
      if (parseInt(file, 10) < startS) {
        rmSync(join(this.#folder, file), { force: true });
      }
    }
  }

  #readId(): string {
    const path = join(this.#folder, 'id');
    try {
      return z.uuid().parse(readFileSync(path, 'utf8'));
    } catch {
      // None yet, or none that can be read: counts begin anew under another.
      const id = randomUUID();
      writeFileSync(path, id, { mode: 0o600 });
      return id;
    }
  }

  #read(file: string): z.infer<typeof fileSchema> {
    try {
      const text = readFileSync(join(this.#folder, file), 'utf8');
      return fileSchema.parse(JSON.parse(text));
    } catch (error) {
      console.error(`The counts in ${file} cannot be read: ${error}`);
      return [];
    }
  }

  #files(): string[] {
    return readdirSync(this.#folder).filter(name => /^\d+\.json$/.test(name));
  }
}

function startOfFile(seconds: number): number {
  return Math.floor(seconds / FILE_S) * FILE_S;
}

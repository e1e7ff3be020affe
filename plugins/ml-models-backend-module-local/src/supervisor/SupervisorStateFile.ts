import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { isDiskFull } from '../process/isDiskFull';
import { SupervisorState, supervisorStateSchema } from './SupervisorState';

/** Keeps the state in a file that is whole at every moment; 0600. */
export class SupervisorStateFile {
  readonly #file: string;
  #saved: string | undefined;

  constructor(file: string) {
    this.#file = file;
  }

  exists(): boolean {
    return existsSync(this.#file);
  }

  /**
   * @returns an empty state when there is no file yet
   * @throws when the file cannot be understood; its content is not quoted
   */
  load(): SupervisorState {
    if (!this.exists()) {
      return { services: [], traffic: {} };
    }
    try {
      const text = readFileSync(this.#file, 'utf8');
      return supervisorStateSchema.parse(JSON.parse(text));
    } catch {
      // The cause may quote the file, and the file holds tokens.
      throw new Error(
        `${this.#file} is damaged: move it away and deploy the models again`,
      );
    }
  }

  /**
   * Survives a crash of the machine once it has returned.
   *
   * @throws an error that says so when the disk is full
   */
  save(state: SupervisorState): void {
    const text = JSON.stringify(state);
    if (text === this.#saved) {
      return;
    }
    const next = `${this.#file}.next`;
    try {
      writeThrough(next, text);
      renameSync(next, this.#file);
    } catch (error) {
      rmSync(next, { force: true });
      throw isDiskFull(error) ? this.#explainFullDisk(error) : error;
    }
    this.#saved = text;
  }

  #explainFullDisk(cause: unknown): Error {
    return new Error(
      `The disk is full: what is to be served could not be noted in ${
        this.#file
      }. Free some space and deploy again`,
      { cause },
    );
  }
}

function writeThrough(file: string, text: string): void {
  const descriptor = openSync(file, 'w', 0o600);
  try {
    // To its end: a single write may stop where a disk gets full, and succeed.
    writeFileSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

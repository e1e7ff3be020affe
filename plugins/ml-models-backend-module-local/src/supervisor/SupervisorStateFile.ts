import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
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

  /** Survives a crash of the machine once it has returned. */
  save(state: SupervisorState): void {
    const text = JSON.stringify(state);
    if (text === this.#saved) {
      return;
    }
    const next = `${this.#file}.next`;
    const descriptor = openSync(next, 'w', 0o600);
    try {
      writeSync(descriptor, text);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(next, this.#file);
    this.#saved = text;
  }
}

import { z } from 'zod';
import { runTool, ToolError } from '../environment/runTool';
import { engineEnvironment } from './engineEnvironment';

/** A busy engine answers in a second or two; one that hangs must not hold us. */
const ANSWER_TIMEOUT_MS = 30_000;

const containerSchema = z.object({
  State: z.object({
    /** `created`, `running`, `exited`, … */
    Status: z.string(),
    Running: z.boolean(),
    ExitCode: z.number(),
    OOMKilled: z.boolean(),
  }),
  // docker and podman write null for none.
  Config: z.object({ Labels: z.record(z.string(), z.string()).nullish() }),
});
export type FoundContainer = z.infer<typeof containerSchema>;

const imageSchema = z.object({
  // podman leaves out what an image does not say.
  Config: z.object({ User: z.string().default('') }),
});
export type FoundImage = z.infer<typeof imageSchema>;

/** How docker and podman say that there is none of this name. */
const ABSENT =
  /no such (container|image|object)|no container with name|not known/i;

/** docker or podman, by those of its arguments that both take. */
export class ContainerEngine {
  readonly environment: Record<string, string>;

  /** @param command - name in PATH, or path */
  constructor(readonly command: string, own: NodeJS.ProcessEnv = process.env) {
    this.environment = engineEnvironment(own);
  }

  /**
   * Runs the program to its end.
   *
   * @returns what it printed on its standard output
   * @throws ToolError
   */
  run(
    args: string[],
    options: { timeoutMs?: number; onLine?: (line: string) => void } = {},
  ): Promise<string> {
    const { command, environment } = this;
    return runTool({ command, args, environment, ...options });
  }

  async findContainer(name: string): Promise<FoundContainer | undefined> {
    const found = await this.#unlessAbsent(['container', 'inspect', name]);
    return found === undefined
      ? undefined
      : z.array(containerSchema).parse(JSON.parse(found))[0];
  }

  async findImage(name: string): Promise<FoundImage | undefined> {
    const found = await this.#unlessAbsent(['image', 'inspect', name]);
    return found === undefined
      ? undefined
      : z.array(imageSchema).parse(JSON.parse(found))[0];
  }

  /** @returns the names of all containers with a label, running or not */
  listContainers(label: string): Promise<string[]> {
    return this.#list(['ps', '--all', ...labelled(label), '{{.Names}}']);
  }

  /** @returns `<repository>:<tag>` of all images with a label, some by their id */
  async listImages(label: string): Promise<string[]> {
    const lines = await this.#list([
      'images',
      ...labelled(label),
      '{{.ID}} {{.Repository}}:{{.Tag}}',
    ]);
    return lines.map(line => {
      const [id, name] = line.split(' ');
      // One that was built anew leaves the one before without a name.
      return name.includes('<none>') ? id : name;
    });
  }

  /** Asks it to end, and makes it after the grace time; returns when it has ended. */
  async stop(name: string, graceMs: number): Promise<void> {
    await this.#unlessAbsent(
      ['stop', '-t', `${Math.ceil(graceMs / 1000)}`, name],
      ANSWER_TIMEOUT_MS + graceMs,
    );
  }

  /** Removes a container with its anonymous volumes, running or not. */
  async remove(name: string): Promise<void> {
    await this.#unlessAbsent(['rm', '--force', '--volumes', name]);
  }

  async removeImage(name: string): Promise<void> {
    await this.#unlessAbsent(['image', 'rm', name]);
  }

  async #list(args: string[]): Promise<string[]> {
    const output = await this.run(args, { timeoutMs: ANSWER_TIMEOUT_MS });
    return output.split('\n').filter(Boolean);
  }

  async #unlessAbsent(
    args: string[],
    timeoutMs = ANSWER_TIMEOUT_MS,
  ): Promise<string | undefined> {
    try {
      return await this.run(args, { timeoutMs });
    } catch (error) {
      if (error instanceof ToolError && ABSENT.test(error.lines.join('\n'))) {
        return undefined;
      }
      throw error;
    }
  }
}

function labelled(label: string): string[] {
  return ['--no-trunc', '--filter', `label=${label}`, '--format'];
}

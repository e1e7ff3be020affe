import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { artifactFile, DataDirectory } from '../dataDirectory';
import { ContainerEngine } from './ContainerEngine';
import { imageRepository, labelArguments, LABELS } from './containerLabels';
import { explainImageFailure } from './explainImageFailure';
import { makeBuildContext } from './makeBuildContext';

/** Who a service is in an image that does not say: the number of `nobody` for images. */
const NOT_ROOT = '65532:65532';

export interface ContainerImage {
  /** `<repository>:<hex of the artifact>` */
  name: string;
  /** Who its service is to be; undefined: whom the image says. */
  user?: string;
}

/** The images of a data directory, one per artifact. */
export class ContainerImages {
  readonly #building = new Map<string, Promise<void>>();

  constructor(
    private readonly data: DataDirectory,
    private readonly engine: ContainerEngine,
  ) {}

  /**
   * Builds an artifact's Dockerfile, unless there is an image of it.
   *
   * @param hex - SHA-256 of the artifact
   * @param onLog - gets what the build prints, line by line
   * @throws NotFoundError when the artifact is missing or has no Dockerfile; an
   *   error that says what to do when the build fails
   */
  async prepare(
    hex: string,
    onLog: (line: string) => void,
  ): Promise<ContainerImage> {
    const name = `${imageRepository(this.data.root)}:${hex}`;
    try {
      let found = await this.engine.findImage(name);
      if (found) {
        onLog(`Using the image ${name}, which exists already`);
      } else {
        await this.#buildOnce({ name, hex, onLog });
        found = await this.engine.findImage(name);
      }
      return { name, user: found?.Config.User ? undefined : NOT_ROOT };
    } catch (error) {
      throw explainImageFailure(error, this.engine.command);
    }
  }

  /**
   * Removes the images whose artifact is not kept any more, and what builds left
   * without a name. The engine keeps those that a container needs.
   */
  async prune(): Promise<void> {
    const { data, engine } = this;
    const prefix = `${imageRepository(data.root)}:`;
    for (const name of await engine.listImages(`${LABELS.data}=${data.root}`)) {
      const hex = name.startsWith(prefix) ? name.slice(prefix.length) : '';
      if (!/^[0-9a-f]{64}$/.test(hex) || !existsSync(artifactFile(data, hex))) {
        // In use, mostly: it goes another time.
        await engine.removeImage(name).catch(() => undefined);
      }
    }
  }

  /** Two environments may ask for the same version at once. */
  #buildOnce(wanted: WantedImage): Promise<void> {
    const { name, onLog } = wanted;
    const under = this.#building.get(name);
    if (under) {
      onLog(`The image ${name} is being built already`);
      return under;
    }
    const build = this.#build(wanted).finally(() =>
      this.#building.delete(name),
    );
    this.#building.set(name, build);
    return build;
  }

  async #build({ name, hex, onLog }: WantedImage): Promise<void> {
    const startedAtMs = Date.now();
    const context = await makeBuildContext(this.data, hex);
    onLog(`Building the image ${name} from the artifact's Dockerfile`);
    try {
      const labels = {
        [LABELS.data]: this.data.root,
        [LABELS.artifact]: `sha256:${hex}`,
      };
      const dockerfile = join(context, 'Dockerfile');
      await this.engine.run(
        [
          'build',
          '--tag',
          name,
          ...labelArguments(labels),
          '--file',
          dockerfile,
          context,
        ],
        { onLine: onLog },
      );
    } finally {
      await rm(context, { recursive: true, force: true });
    }
    const seconds = ((Date.now() - startedAtMs) / 1000).toFixed(1);
    onLog(`The image is ready: its build took ${seconds} s`);
  }
}

interface WantedImage {
  name: string;
  hex: string;
  onLog: (line: string) => void;
}

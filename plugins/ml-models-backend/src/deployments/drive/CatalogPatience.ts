import { isError } from '@backstage/errors';
import { DeploymentError } from './DeploymentError';
import { DeploymentRun } from './DeploymentRun';
import { whileWanted } from './whileWanted';

/**
 * Bears with a catalog that does not answer for a while. Whoever asks it through
 * others is thrown ServiceUnavailableError then.
 */
export class CatalogPatience {
  private silences = 0;

  /** @param silencesMax - in a row, `catalogRetryMs` apart, until it is too long */
  constructor(
    private readonly run: DeploymentRun,
    private readonly silencesMax: number,
  ) {}

  /**
   * @param ask - anything that ends with something
   * @returns undefined: not for now
   * @throws DeploymentError once that has been for too long, what else it throws
   */
  async tryAsk<Answer extends object>(
    ask: () => Promise<Answer>,
  ): Promise<Answer | undefined> {
    try {
      const answer = await whileWanted(this.run, ask);
      this.silences = 0;
      return answer;
    } catch (error) {
      this.run.signal.throwIfAborted();
      if (!isError(error) || error.name !== 'ServiceUnavailableError') {
        throw error;
      }
      await this.bear(error);
      return undefined;
    }
  }

  private async bear(error: Error): Promise<void> {
    const { name, options, row } = this.run;
    const everyS = options.timing.catalogRetryMs / 1_000;
    this.silences += 1;
    // One that is held waits for a person, however long that takes.
    if (this.silences >= this.silencesMax && row.status !== 'held') {
      throw new DeploymentError({
        message: `The catalog has not answered ${this.silences} times in a row, ${everyS} s apart. Retry once it does: ${error.message}`,
        cause: error,
      });
    }
    options.logger.warn(
      `${name}: ${error.message}; asking again in ${everyS} s`,
    );
    if (this.silences === 1) {
      await this.run.log(
        `Waits for the catalog, which is asked every ${everyS} s: ${error.message}`,
      );
    }
  }
}
